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
from dateline.normalize.dates.words import WEEKDAY, without_labels
from dateline.normalize.people.persons import (
    is_given_name,
    is_newsroom,
    is_organization,
    is_person,
    letters,
)
from dateline.normalize.people.phrases import (
    AND,
    BOTH,
    BUTTONS,
    BY,
    CJK_LABEL,
    CJK_PART,
    CJK_SOURCE,
    DATED,
    FROM,
    JOINED,
    MAY_JOIN,
    OF_PAPER,
    OTHER_WORK,
    SECTION,
)
from dateline.normalize.people.roles import is_job, is_job_alone, is_paper, is_place, without_job

MAX_BYLINE = 2000
_DATE = "\x00"
_EDGES = " .,;:–—|*-\x00"

_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+", re.I)
_NAME_AFTER_ADDRESS = re.compile(r"\S+@\S+\.\w+\s*\(([^()@]+)\)")
"""RFC 822, and RSS 2.0: "lawyer@boyer.net (Lawyer Boyer)"."""

_NAME_BEFORE_ADDRESS = re.compile(r"\(([^()@]+)\)\s*(?=\S+@\S+\.\w+)")
_BRACKETS = re.compile(r"[(\[<][^)\]>]*[)\]>]")
_MARK = re.compile(r"\s*(?:[;|\n/•·‧]|\s[–—-]\s)\s*")
_COMMA = re.compile(rf"\s*,\s*(?:{AND}\s+)?", re.I)
_GENERATION = re.compile(rf",\s*(?=(?:jr|sr|ii|iii|iv)\b\.?\s*(?:$|[,;|]|{AND}\b))", re.I)
"""The comma before what tells a son from his father ("Rosa Field, Jr.")."""

_STOP = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?<!\bProf)(?<!\bDott)(?<!\bDipl)(?<!\bCapt)(?<!\bArch)\.\s+(?=[A-ZÀ-Þ])"
)
"""A full stop between names and a place ("Juan Pérez. Madrid"), not after a title."""

_BEFORE_DATE = re.compile(rf"(?:\s(?:on|am|le|el|il|den|em|op|{WEEKDAY})[.,]?)+\s*$", re.I)
_LEFT = re.compile(rf"\s+{AND}\s+;", re.I)
_OUTLET = re.compile(
    r"(?<=\w)\s+(?:BBC|CNN|NBC|ABC|CBS|PBS|NPR|MSNBC|CNBC|CBC|ITV|SBS|RTÉ|ARD|ZDF|[MNSW]DR|SWR|BR|RBB|"
    r"ORF|SRF|RTS|RTBF|RTL|RAI|R?TVE|NOS|NRK|SVT|DR|NHK)(?:\s+[A-ZÀ-Þ]\w+)?$"
)
"""A broadcaster after a name ("Jane Doe BBC News")."""


def names_in(line: str, others: Collection[str] = ()) -> tuple[str, ...]:
    """The people whom a byline names as authors, in order. `others` are names of anything else (the
    site, organizations), as `letters` gives them."""
    text = _bare(line)
    segments = _MARK.split(text)
    by = next((n for n, segment in enumerate(segments) if BY.match(segment.strip(_EDGES))), 0)
    found: list[str] = []
    for number, segment in enumerate(segments[by:], by):
        if not OTHER_WORK.match(segment.strip()):
            names = _of_segment(segment, others, first=not found)
            only_full = number > by and (_DATE in text or any(" " in name for name in found))
            found += [name for name in names if not only_full or " " in name or not _is_latin(name)]
    return (
        _without_papers(dict.fromkeys(found)) if len(segments) > 1 else tuple(dict.fromkeys(found))
    )


def pieces_in(line: str) -> tuple[str, ...]:
    """The parts of a byline between its marks and words, names or not, without "By"."""
    pieces = (
        BY.sub("", piece.strip(_EDGES)).strip(_EDGES)
        for segment in _MARK.split(_bare(line))
        for part in _COMMA.split(BY.sub("", segment.strip(_EDGES)))
        for joined in JOINED.split(part or "")
        for piece in MAY_JOIN.split(joined)
    )
    return tuple(dict.fromkeys(filter(None, pieces)))


def _bare(line: str) -> str:
    """The line without addresses, brackets and buttons, with marks in place of its dates."""
    text = clean(line[:MAX_BYLINE].replace("\n", " ; "))
    if "@" in text:
        text = _NAME_BEFORE_ADDRESS.sub(r"\1 ", _NAME_AFTER_ADDRESS.sub(r"\1", text))
    text = _GENERATION.sub(" ", _ADDRESS.sub(" ", _BRACKETS.sub(" ", text)))
    text = BUTTONS.sub(" ; ", DATED.sub(" ; ", _without_dates(CJK_PART.sub(" ; ", text))))
    text = BOTH.sub("", _STOP.sub(" ; ", text))
    text = OTHER_WORK.sub(lambda work: f" ; {work[0]}", text)
    return _LEFT.sub(" ;", text)


def _without_dates(text: str) -> str:
    """The text with marks in place of each date. After one, a single word is a button or a desk."""
    for date in reversed(dates_in(text, "", DateHints())):
        before = without_labels(_BEFORE_DATE.sub(" ", text[: date.start]))
        text = f"{before} ;{_DATE}; {text[date.end :]}"
    return text


def _of_segment(segment: str, others: Collection[str], *, first: bool) -> list[str]:
    """The names in a part of the line between marks."""
    if CJK_SOURCE.match(segment.strip()) or SECTION.fullmatch(segment.strip(_EDGES)):
        return []
    text = CJK_LABEL.sub("", BY.sub("", segment.strip(_EDGES)))
    text = "" if is_job_alone(text) else without_job(BY.sub("", text))
    parts = [part for part in _COMMA.split(text) if part and part.strip()]
    found: list[str] = []
    full = False
    for number, part in enumerate(parts):
        alone = first and number == 0
        if is_job_alone(part) or is_organization(part) or (found and _is_acronym(part, found)):
            continue
        names = [*_joined(part, others, alone=alone)]
        if full and len(names) == 1 and " " not in names[0] and _is_latin(names[0]):
            continue  # a place or a paper after full names
        full = full or any(" " in name for name in names)
        found += names
    return found


def _without_papers(names: Collection[str]) -> tuple[str, ...]:
    """The names without papers, which stand before a name too, if any other is left. A given name
    makes a person of a name that ends as papers do ("Emily Post")."""
    people = [n for n in names if is_given_name(n.split()[0]) or not is_paper(n, alone=False)]
    return tuple(people or names)


def _joined(part: str, others: Collection[str], *, alone: bool) -> Iterator[str]:
    for piece in JOINED.split(part):
        for name in _apart(piece.strip()):
            bare = _OUTLET.sub("", without_job(FROM.sub("", BY.sub("", name))))
            bare = _without_tail(bare, others)
            if not OF_PAPER.match(name) and _is_author(bare, name, others, alone=alone):
                yield bare


def _is_author(name: str, printed: str, others: Collection[str], *, alone: bool) -> bool:
    if letters(name) in others or letters(printed) in others or is_place(name):
        return False
    return is_person(name) and not is_job(name) and not is_paper(name, alone=alone)


def _apart(text: str) -> Sequence[str]:
    """The names that "y", "e" or "i" joins: one, if the second is one word."""
    names = MAY_JOIN.split(text)
    others = names[1:]
    if others and all(" " in name or is_newsroom(name) or agency(name) for name in others):
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
    """Whether a part after names in small letters begins with an abbreviation ("CNN Business")."""
    first = re.match(r"[^\W\d_]{2,4}\b", part)
    return first is not None and first[0].isupper() and not found[0].isupper()


def _is_latin(name: str) -> bool:
    return name[:1].upper() != name[:1].lower()
