"""The words of bylines that are not names: "By" and its kin, work that is not writing, buttons of a
page, and the words with which a date begins."""

from __future__ import annotations

import re

_WROTE = (
    r"(?:(?:re)?written|reported|reporting|story|words|posted|published|created|submitted|compiled|"
    r"authored)"
)
_GENRE = (
    r"(?:analy(?:sis|se)|text|tekst|texte|texto|testo|article|report|opinion|comment(?:ary)?|review|"
    r"interview|column|exclusive|essay|feature|op-ed|(?:guest\s+)?(?:post|column|author|blog)|"
    r"kommentar|bericht|reportage|(?:gast)?beitrag|kolumne|portr[äa]t|rezension|leitartikel|glosse|"
    r"propos\s+recueillis|recueilli|entretien|chronique|tribune|enquête|"
    r"análisis|opinión|entrevista|reportaje|crónica|columna|intervista|analisi|commento|a\s+cura)"
)
SECTION = re.compile(
    rf"{_GENRE}|news|politics|world|business|sports?|culture|politik|wirtschaft|kultur|meinung",
    re.I,
)
"""A part of a byline that names a section or a genre: "OPINION | Rosa Field"."""

_BY_WORD = r"(?:by|von|vom|par|por|di|de|da|door|av|af|przez)"
BY = re.compile(
    rf"^(?:post\s+author\s+)?(?:{_WROTE}\s+(?:and\s+\w+\s+)?by|(?:an?\s+)?{_GENRE}\s+{_BY_WORD}|"
    rf"{_GENRE}(?=\s*:)|by|von|vom|par|por|di|dal|dalla|dai|da|de|door|av|af|przez|"
    r"text(?:\s*&\s*fotos?)?(?=\s*:)|текст(?=\s*:)|"
    r"بقلم|(?:كتبت?|كتابة|إعداد|تحرير|تقرير)(?=\s*[:/])|מאת|"
    r"author|autor(?:in|en|a)?|redaktion(?=\s*:)|автор(?:ы)?|"
    r"(?:erstellt|gespeichert|eingestellt|eingetragen|veröffentlicht|publiziert|gepostet)\s+von|"
    r"(?:submitted|added|uploaded|contributed)\s+by|"
    r"escribe|escrito\s+por|écrit\s+par|scritto\s+da|geschreven\s+door|(?:verfasst|geschrieben)\s+von|"
    r"opracowa(?:ł|ła|nie)|skrevet\s+av|skriven\s+av|"
    r"publi(?:é|cado)\s+p(?:ar|or)|(?:zeige\s+)?alle\s+beiträge\s+von|zum\s+profil\s+von|"
    r"(?:view\s+)?(?:all\s+)?posts\s+by|(?:more|articles|stories)\s+(?:by|from)|zitat\s+von|"
    r"eine?\s+\w+\s+von|an?\s+\w+\s+by|un[ea]?\s+\w+\s+(?:de|di|por|par)|"
    r"(?-i:[a-zà-ÿ]+)\s+von)\b\s*[:/]?\s+",
    re.I,
)
CJK_LABEL = re.compile(
    r"^(?:(?:责任编辑|责编|编辑|記者|记者|作者|撰文|撰稿|기자)\s*[:：/／=＝]?|[文글]\s*[:：/／=＝])\s*"
)
CJK_PART = re.compile(
    r"(?<=\S)\s+(?=(?:责任编辑|责编|编辑|记者|記者|作者|来源|來源|出处|出典)\s*[:：/／])"
)
"""Where the next part of a Chinese line begins: who wrote it, where it is from."""

CJK_SOURCE = re.compile(r"^(?:来源|來源|出处|出典)\s*[:：/／]")
"""The source of a Chinese text."""

OTHER_WORK = re.compile(
    r"(?<![\w-])(?:(?:additional|weitere)\s+\w+|edit(?:ed|ing|or)|photo(?:s|graph(?:s|ed|y))?|"
    r"pictures?|images?|illustrat(?:ions?|ed)|graphics?|video|film(?:ed|ing)?|translat(?:ed|ion)|"
    r"produc(?:ed|tion)|design(?:ed)?|fotos?|fotografie|bilder|bild|grafik|übersetz\w+|redigiert|"
    r"traduction|traducci[óo]n|traduzione|fotografía|zdj[ęe]cia|montage|schnitt|kamera|voiced|read|"
    r"narrated|sponsored|presented|paid\s+for|powered|supported|brought\s+to\s+you)"
    rf"(?:\s+(?:content|post))?\s*(?:\b{_BY_WORD}\b|:)",
    re.I,
)
"""Work on an article that is not its writing, with the word before the name."""

BOTH = re.compile(
    r"(?<!\w)(?:text|tekst|texte|texto|testo|words|story)\s*(?:&|\+|und|and|et|y|e|og|och)\s*"
    rf"(?:fotos?|photos?|pictures?|bilder|zdj[ęe]cia|photography)\s*(?:{_BY_WORD}\b|:)",
    re.I,
)
"""What says that one person wrote and photographed."""

BUTTONS = re.compile(
    r"\b(?:link\s+copied|copy\s+link|email(?:\s+the\s+author)?|e-mail|follow(?:\s+(?:on\s+)?\w+)?|"
    r"share(?:\s+this)?(?:\s+(?:article|story|page|post))?|read\s+more|"
    r"bio(?:graphy)?|(?:view\s+)?profile|contact(?:\s+the\s+author)?|see\s+all|subscribe\w*|"
    r"contributed\s+to\s+this\s+(?:report|story|article)|special\s+to\b.*|"
    r"reading\s+time.*|\d+\s+min(?:ute)?s?(?:\s+read)?|lesezeit.*|anzeige|advertorial|"
    r"sponsored\s+content)\b!?",
    re.I,
)
DATED = re.compile(
    r"\b(?:(?:first\s+|last\s+)?(?:published|posted|updated|modified)(?!\s+by)|publiée?(?!\s+par)|"
    r"mise?\s+à\s+jour|modifié|publicado(?!\s+por)|actualizado|pubblicato|aggiornato|atualizado|"
    r"veröffentlicht|aktualisiert|stand|gepubliceerd|bijgewerkt|publicerad|uppdaterad|opublikowano|"
    r"il\s+y\s+a\s+\d+|vor\s+\d+|hace\s+\d+|\d+\s+(?:minutes?|hours?|days?|min|hrs?)\s+ago)\b.*",
    re.I,
)
"""Where the names end and what follows says when the text was published."""

AND = (
    r"(?:and|und|et|och|og|и|і|та|&|\+|with|mit|avec|con|con\s+la\s+colaboración\s+de|oraz|sowie|"
    r"ja)"
)
JOINED = re.compile(rf"\s+{AND}\s+", re.I)
MAY_JOIN = re.compile(r"\s+(?:y|e|i|és|en)\s+", re.I)
"""Words for "and" that also stand inside of names, or before a place ("en")."""

FROM = re.compile(
    r"\s+(?:in|aus|at|from|à|of\s+the|im|en|desde|da|z)\s+(?:the\s+)?[A-ZÀ-Þ].*$|"
    r"\s+(?:for|For|FOR)\s+(?:(?:the|The|THE)\s+)?[A-ZÀ-Þ].*$|\s+im\s+gespräch$"
)
OF_PAPER = re.compile(r"^(?:for|of|from|at|in|aus|für|pour|para|per|special\s+to)\s", re.I)
