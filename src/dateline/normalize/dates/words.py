"""The words that say what a printed date is: of publication, of change, or of something else.

In English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish,
and the commonest of other languages of the press.
"""

from __future__ import annotations

import re

_UPDATED = re.compile(
    r"\b(?:(?:last\s+)?(?:updat|modif|revis|amend|edit(?:ed)?\b|chang)|correct(?:ed|ion)\b|"
    r"aktual|geändert|bearbeitet|überarbeitet|änderung|stand\b|"
    r"mis(?:e)?\s+à\s+jour|maj\b|actualis|actualiz|actualitz|"
    r"aggiorn|ultima\s+modifica|modificat|atualiz|alterad|"
    r"bijgewerkt|gewijzigd|aangepast|uppdat|ändrad|oppdat|endret|opdat|ændret|"
    r"zaktual|aktualiz|zmienion|zmodyf|upraven|päivitet|muokattu|frissít|módosít|"
    r"güncel|обновл|измен|оновл|оновлен|ενημ)|"
    r"تحديث|تعديل|محدث|به[\s\u200c]?روز|بروزرسانی|ویرایش|עודכן|עדכון|更新|修正|수정|업데이트|최종|"
    r"อัปเดต|อัพเดต|แก้ไข|ปรับปรุง|अपडेट|अद्यतन|cập\s+nhật|diperbarui",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:publish|publi[sz]|publica[tdç]|publié|publicaci|pubblic|publik|posted\b|post\s+date|"
    r"issued\b|released?\b|created\b|entered\b|filed\b|pub\.|date\b|dated\b|"
    r"written\b|submitted\b|veröff|erschien|gespeichert|eingetragen|verfasst|erstellt|datum\b|eingestellt|online\s+seit|"
    r"paru\b|parution|créé|mis\s+en\s+ligne|posté|"
    r"fecha|creado|data\b|inserit|postad|gepubl|geplaatst|verschenen|"
    r"publicer|publiser|skapad|opprettet|oprettet|udgivet|utgitt|lagt\s+ut|julkais|opublik|dodano|data\s+publ|utworz|"
    r"vydáno|zveřejn|megjelen|közzé|yayın|tarih|опублик|опублік|размещ|дата\b|δημοσ|ανάρτ)|"
    r"نشر|التاريخ|انتشار|منتشر|تاریخ|เผยแพร่|โพสต์|प्रकाशित|\bđăng\b|xuất\s+bản|"
    r"diterbitkan|dipublikasikan|פורסם|公開|投稿|掲載|配信|发布|發布|发表|發表|發佈|입력|등록|게재|작성",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:open(?:s|ing|ed)?|clos(?:es|ing)|starts?|begin(?:s|ning)?|ends?|until|till|deadline|"
    r"expir\w*|valid|due|event|festival|concert|tour|premiere|born|died|"
    r"since|copyright|founded|established|act|law|regulation|register|joined|"
    r"einlass|beginn\w*|termin|veranstaltung|gültig|frist|bis|ab|seit|gesetz|geboren|gestorben|"
    r"début|fin|jusqu|dès|depuis|né|née|loi|décret|valable|"
    r"hasta|desde|inicio|nacid|ley|decreto|válid|fino|dal|dalla|scaden|legge|até|"
    r"tot|vanaf|sinds|geldig|till|från|sedan|do|od|ważn|wydarzen|ustaw)\b|©|\(c\)",
    re.I,
)
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|"
    r"luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica|"
    r"(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?|"
    r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
    r"m[åa]ndag|tisdag|onsdag|torsdag|fredag|l[öo]rdag|s[öo]ndag|mandag|tirsdag|l[øo]rdag|s[øo]ndag|"
    r"poniedzia[łl]ek|wtorek|[śs]roda|czwartek|pi[ąa]tek|sobota|niedziela|"
    r"pazartesi|salı|çarşamba|perşembe|cuma(?:rtesi)?|pazar|thứ\s+\w+|chủ\s+nhật|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс|"
    r"(?:ال)?(?:[اإ]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت|[أا]حد)|"
    r"(?:یک|دو|سه|چهار|پنج)?[\s\u200c]?شنبه|جمعه|"
    r"(?:יום\s+)?(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)|"
    r"(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|"
    r"[月火水木金土日](?:曜日?)?|(?:星期|周|週|礼拜)[一二三四五六日天]|[월화수목금토일](?:요일)?)"
)
_SELF = (
    r"(?:this|the|diese[rs]?|cet|este|quest[oa])\s+"
    r"(?:article|story|post|page|piece|artikel|beitrag|text|seite|artículo|noticia|articolo)"
    r"(?:\s+(?:was|has\s+been|wurde|a\s+été|fue|è\s+stat[oa]))?"
)
"""How a text speaks of itself: "This article was first published on"."""

_SMALL = (
    r"(?:on|at|am|the|of|from|le|la|el|il|lo|du|del|den|der|de|em|dia|día|dnia|op|om|o|vom|um|as|in|"
    r"ore|ora|w|tid|kl|by\s+line|last|first|original\w*|zuletzt|letzte|erst\w*|"
    r"dernière|última?|ultim[oa]|laatst|sist|senast|ostatni\w*|في|آخر|"
    r"et|und|and|y|e|i|och|og|en|à|alle|às|g|г|року|р|uhr|hs|h|ngày|lúc|วันที่|เมื่อ|เวลา|น|"
    r"الموافق|هـ|م|ساعت|روز|a|las|los|"
    rf"{_SELF})"
)
_LABEL = rf"(?:(?:{_UPDATED.pattern}|{_PUBLISHED.pattern})\w*)"
_LABELS_ONLY = re.compile(
    rf"(?:{_LABEL}|(?<!\w){WEEKDAY}(?!\w)\.?|(?<!\w){_SMALL}(?!\w)\.?|[\W_])*", re.I
)
_LABELS_AT_END = re.compile(
    rf"(?:(?<!\w)(?:{_LABEL}|{WEEKDAY}(?!\w)\.?|{_SMALL}(?!\w)\.?)[\W_]*)+$", re.I
)
_NAMED = re.compile(
    rf"\b(?:by|von|par|por|di|de|door|av|af|przez)\s+\S+(?:\s\S+)?$|^{WEEKDAY}\b", re.I
)
_FIRST_WORD = re.compile(r"^[^\W\d_]+\.?,?\s+")
_TAIL = re.compile(r"[|·•;:,\n–—]|\s-\s")
_TRAILING = re.compile(rf"(?:\s*\b(?:{_SMALL}|{WEEKDAY})\b[.,]?)+\s*$", re.I)


_HIJRI = re.compile(r"\d{1,2}\s+[ء-ي]+(?:\s[ء-ي]+)?\s+1[34]\d\d\s?هـ?")
"""A day of the Islamic calendar beside that of the Gregorian one. Countries differ by a day in it,
so it is not converted."""


def only_labels(text: str) -> bool:
    """Whether a text, apart from its dates, holds labels, days of the week and small words only.
    Its first word may be the day of the week in any language."""
    text = _HIJRI.sub(" ", text)
    return any(_LABELS_ONLY.fullmatch(words) for words in (text, _FIRST_WORD.sub("", text)))


def without_labels(before: str) -> str:
    """The words before a date without the labels, days and small words that they end with."""
    return _LABELS_AT_END.sub("", before)


def field_named(words: str) -> str | None:
    """The field that the last label in these words names: "published" or "updated", or None."""
    changed = max((found.start() for found in _UPDATED.finditer(words)), default=-1)
    stated = max((found.start() for found in _PUBLISHED.finditer(words)), default=-1)
    if max(changed, stated) < 0:
        return None
    return "updated" if changed >= stated else "published"


def is_of_something_else(before: str) -> bool:
    """Whether the words before an unlabelled date say that it is of an event, a law or a
    copyright."""
    return _OTHER.search(_tail(before)) is not None


def is_in_sentence(before: str) -> bool:
    """Whether the words before an unlabelled date belong to a sentence: they end in a small letter
    and name no author, and no mark separates them from the date."""
    if before.rstrip().endswith(tuple("|·•;:,–—-/")):
        return False
    tail = _tail(before)
    words = _TRAILING.sub("", tail).split()
    return bool(words) and words[-1][:1].islower() and not _NAMED.search(" ".join(words))


def _tail(before: str) -> str:
    return _TAIL.split(before.rstrip(" \n|·•;:,–—-"))[-1].strip()
