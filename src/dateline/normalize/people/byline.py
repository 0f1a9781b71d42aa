"""A byline to the names of the people who wrote the article.

The line is cut at its marks and words ("and"), and what is not a name is left out: "By", jobs,
places, papers, agencies, dates, addresses, buttons of the page, and people who edited, translated
or photographed. An "y", "e" or "i" between two names joins them if the second is one word: it is
the second surname of one person ("José Pérez y Gómez").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dateline.normalize.agencies import agency
from dateline.normalize.clean import clean
from dateline.normalize.dates.find import dates_in
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.people.persons import is_person, letters
from dateline.normalize.people.roles import is_job, is_job_alone, is_paper, is_place, without_job

MAX_BYLINE = 2000
_DATE = "\x00"
_EDGES = " .,;:–—|*\x00"

_WROTE = (
    r"(?:(?:re)?written|reported|reporting|story|words|analysis|text|posted|published|article|report|"
    r"opinion|comment|commentary|review|interview|column|exclusive|compiled|created|submitted|authored)"
)
_BY = re.compile(
    rf"^(?:post\s+author\s+)?(?:{_WROTE}\s+(?:and\s+\w+\s+)?by|by|"
    r"von|vom|par|por|di|dal|dalla|dai|da|de|door|av|af|przez|"
    r"text(?:\s*&\s*fotos?)?(?=\s*:)|author|autor(?:in|en)?|redaktion(?=\s*:)|"
    r"escribe|escrito\s+por|écrit\s+par|scritto\s+da|geschreven\s+door|verfasst\s+von|geschrieben\s+von|"
    r"publi(?:é|cado)\s+p(?:ar|or)|(?:zeige\s+)?alle\s+beiträge\s+von|zum\s+profil\s+von|"
    r"(?:view\s+)?(?:all\s+)?posts\s+by|(?:more|articles|stories)\s+(?:by|from)|zitat\s+von|"
    r"eine?\s+\w+\s+von|an?\s+\w+\s+by|un[ea]?\s+\w+\s+(?:de|di|por|par)|(?-i:[a-zà-ÿ]+)\s+von)\b\s*:?\s+",
    re.I,
)
_LABEL = re.compile(r"^(?:责任编辑|责编|编辑|记者|作者|記者|文|글|기자)\s*[:：/／]?\s*")
_OTHER_WORK = re.compile(
    r"(?:(?:additional|weitere)\s+\w+|edit(?:ed|ing|or)|photo(?:s|graph(?:s|ed|y))?|pictures?|images?|"
    r"illustrat(?:ions?|ed)|graphics?|video|film(?:ed|ing)?|translat(?:ed|ion)|produc(?:ed|tion)|"
    r"design(?:ed)?|fotos?|bilder|bild|grafik|übersetz\w+|redigiert|traduction|photos?|traducci[óo]n|"
    r"traduzione|fotografía|foto|montage|schnitt|kamera|voiced|read|narrated|"
    r"sponsored|presented|paid\s+for|powered|supported|brought\s+to\s+you)"
    r"(?:\s+(?:content|post))?\s*(?:\b(?:by|von|par|por|de|di)\b|:)",
    re.I,
)
"""Work on an article that is not its writing, with the word before the name."""

_UNWANTED = re.compile(
    r"\b(?:link\s+copied!?|copy\s+link|email(?:\s+the\s+author)?|e-mail|follow(?:\s+(?:on\s+)?\w+)?|share|"
    r"bio(?:graphy)?|(?:view\s+)?profile|contact(?:\s+the\s+author)?|see\s+all|subscribe\w*|"
    r"contributed\s+to\s+this\s+(?:report|story|article)|special\s+to\b.*|"
    r"reading\s+time.*|\d+\s+min(?:ute)?s?(?:\s+read)?|lesezeit.*|anzeige|advertorial|sponsored\s+content)\b!?",
    re.I,
)
_DATED = re.compile(
    r"\b(?:(?:first\s+|last\s+)?(?:published|posted|updated|modified)(?!\s+by)|publié(?:e)?(?!\s+par)|"
    r"mis(?:e)?\s+à\s+jour|modifié|publicado(?!\s+por)|actualizado|pubblicato|aggiornato|atualizado|"
    r"veröffentlicht|aktualisiert|stand|gepubliceerd|bijgewerkt|publicerad|uppdaterad|opublikowano|"
    r"il\s+y\s+a\s+\d+|vor\s+\d+|hace\s+\d+|\d+\s+(?:minutes?|hours?|days?|min|hrs?)\s+ago)\b.*",
    re.I,
)
"""Where the names end and what follows says when the text was published."""

_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+", re.I)
_BRACKETS = re.compile(r"[(\[<][^)\]>]*[)\]>]")
_MARK = re.compile(r"\s*(?:[;|\n/•·‧]|\s[–—-]\s)\s*")
_AND = r"(?:and|und|et|och|og|&|\+|with|mit|avec|con|con\s+la\s+colaboración\s+de|oraz|en|sowie|ja)"
_COMMA = re.compile(rf"\s*,\s*(?!(?:jr|sr|ph\.?d|md|mbe|obe|esq|ii|iii)\b)(?:{_AND}\s+)?", re.I)
_JOINED = re.compile(rf"\s+{_AND}\s+", re.I)
_MAY_JOIN = re.compile(r"\s+(?:y|e|i|és)\s+", re.I)
_FROM = re.compile(
    r"\s+(?:in|aus|at|for|from|à|of\s+the|im|en|desde|da|z)\s+(?:the\s+)?[A-ZÀ-Þ].*$"
    r"|\s+im\s+gespräch$"
)
_OF_PAPER = re.compile(r"^(?:for|of|from|at|in|aus|für|pour|para|per|special\s+to)\s", re.I)


def names_in(line: str, others: Collection[str] = ()) -> tuple[str, ...]:
    """The people whom a byline names as authors, in order. `others` are names of anything else (the
    site, organizations), as `letters` gives them."""
    text = _bare(line)
    found: list[str] = []
    for number, segment in enumerate(_MARK.split(text)):
        if not _OTHER_WORK.match(segment.strip()):
            names = _of_segment(segment, others, first=not found)
            only_full = number > 0 and (_DATE in text or any(" " in name for name in found))
            found += [name for name in names if not only_full or " " in name or not _is_latin(name)]
    return tuple(dict.fromkeys(found))


def pieces_in(line: str) -> tuple[str, ...]:
    """The parts of a byline between its marks and words, names or not, without "By"."""
    pieces = (
        _BY.sub("", piece.strip(_EDGES)).strip(_EDGES)
        for segment in _MARK.split(_bare(line))
        for part in _COMMA.split(_BY.sub("", segment.strip(_EDGES)))
        for joined in _JOINED.split(part or "")
        for piece in _MAY_JOIN.split(joined)
    )
    return tuple(dict.fromkeys(filter(None, pieces)))


def _bare(line: str) -> str:
    """The line without addresses, brackets and buttons, with marks in place of its dates."""
    text = _ADDRESS.sub(" ", _BRACKETS.sub(" ", clean(line[:MAX_BYLINE].replace("\n", " ; "))))
    return _without_dates(_UNWANTED.sub(" ; ", _DATED.sub(" ; ", text)))


def _without_dates(text: str) -> str:
    """The text with marks in place of each date. After one, a single word is a button or a desk."""
    for date in reversed(dates_in(text, "", DateHints())):
        before = re.sub(r"\s(?:on|am|le|el|il|den|em|op)\s*$", " ", text[: date.start])
        text = f"{before} ;{_DATE}; {text[date.end :]}"
    return text


def _of_segment(segment: str, others: Collection[str], *, first: bool) -> list[str]:
    """The names in a part of the line between marks."""
    text = _LABEL.sub("", _BY.sub("", segment.strip(_EDGES)))
    text = "" if is_job_alone(text) else without_job(_BY.sub("", text))
    parts = [part for part in _COMMA.split(text) if part and part.strip()]
    found: list[str] = []
    full = False
    for number, part in enumerate(parts):
        alone = first and number == 0
        if is_job_alone(part) or (found and _is_acronym(part, found)):
            continue
        names = [*_joined(part, others, alone=alone)]
        if full and len(names) == 1 and " " not in names[0] and _is_latin(names[0]):
            continue  # a place or a paper after full names
        full = full or any(" " in name for name in names)
        found += names
    return found


def _joined(part: str, others: Collection[str], *, alone: bool) -> Iterator[str]:
    for piece in _JOINED.split(part):
        for name in _apart(piece.strip()):
            bare = _without_tail(without_job(_FROM.sub("", _BY.sub("", name))), others)
            if not _OF_PAPER.match(name) and _is_author(bare, name, others, alone=alone):
                yield bare


def _is_author(name: str, printed: str, others: Collection[str], *, alone: bool) -> bool:
    if letters(name) in others or letters(printed) in others or is_place(name):
        return False
    return is_person(name) and not is_job(name) and not is_paper(name, alone=alone)


def _apart(text: str) -> Sequence[str]:
    """The names that "y", "e" or "i" joins: one, if the second is one word."""
    names = _MAY_JOIN.split(text)
    if len(names) > 1 and all(" " in name for name in names[1:]):
        return names
    return (text,)


def _without_tail(name: str, others: Collection[str]) -> str:
    """The name without an agency or the site's name at its end ("Ann Quay Associated Press")."""
    words = name.strip(" .,;:-–—|*").split()
    for count in range(1, min(4, len(words) - 1)):
        tail = " ".join(words[-count:])
        if len(words) - count >= 2 and (agency(tail) is not None or letters(tail) in others):
            return " ".join(words[:-count])
    return " ".join(words)


def _is_acronym(part: str, found: Sequence[str]) -> bool:
    """Whether a part after names in small letters begins with capitals only ("CNN Business")."""
    first = re.match(r"[^\W\d_]{2,}\b", part)
    return first is not None and first[0].isupper() and not found[0].isupper()


def _is_latin(name: str) -> bool:
    return name[:1].upper() != name[:1].lower()
