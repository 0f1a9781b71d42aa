"""The lines between a headline and the text that say who wrote it, where and when, in copied text.

A page that is copied loses its markup, and leaves lines as "Rosa Field | The Harbour Post | 5 March
2024", in any order, on one line or on several. Such a line is known by its parts: each is a name, a
date, a job, a paper, a button or the like. A line that has anything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from dateline.normalize.agencies import agency
from dateline.normalize.clean import clean
from dateline.normalize.dates.find import dates_in
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.words import only_labels, without_labels
from dateline.normalize.people.byline import names_in, pieces_in
from dateline.normalize.people.persons import is_given_name, is_newsroom
from dateline.normalize.people.phrases import (
    BUTTONS,
    BY,
    CJK_LABEL,
    CJK_PART,
    CJK_SOURCE,
    SECTION,
)
from dateline.normalize.people.roles import is_job_alone, is_paper

MAX_LENGTH = 150
_MARK = re.compile(r"\s*(?:[;|\n/•·‧]|\s[–—-]\s)\s*|\s*,\s+")
_BRACKETS = re.compile(r"[(\[<][^)\]>]*[)\]>]")
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+", re.I)
_AGO = re.compile(
    r"(?:\d+|an?)\s?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?)(?:\s(?:ago|read))?|"
    r"(?:vor|il y a|hace|há)\s\d+\s\w+|\d+\s(?:min\w*|ч\w*|час\w*)\s(?:назад|чтения)|"
    r"\d+\s?(?:comments?|shares?|views?|kommentare?)",
    re.I,
)
_SENTENCE = re.compile(r"(?:[a-zà-ÿ]{2}|\d{4})[.!?:]$")
_EDGES = " .,:–—|*-"
_DATE = "\x00"
_BEGINS = re.compile(
    r"(?:by|von|par|por|di|door|av|af|przez|(?:written|reported|reporting|posted|analysis|story|words|"
    r"text)\s+by|text\s*:|autor(?:in)?\s*:|author\s*:|escrito\s+por|écrit\s+par|scritto\s+da|"
    r"автор\s*:|текст\s*:|بقلم|كتبت?\s*[:/]|מאת)\s",
    re.I,
)
_BY_ALONE = re.compile(r"(?:by|von|par|por|di|door|av|af|автор|بقلم)\s*:?", re.I)


class LineKind(Enum):
    """What a line says: who wrote the text, with a word or a date beside the name or without, when
    it was published, or something that stands beside these only."""

    BYLINE = auto()
    NAMES = auto()
    DATE = auto()
    BESIDE = auto()


class _Part(Enum):
    BY = auto()
    NAME = auto()
    DATE = auto()
    BESIDE = auto()
    WORDS = auto()


def line_kind(line: str) -> LineKind | None:
    """What this line of copied text is, or None if it is text."""
    text = clean(line.replace("\n", " ; "))
    if len(text) > MAX_LENGTH or _SENTENCE.search(_BRACKETS.sub("", text).strip()):
        return None
    if _BEGINS.match(text) and names_in(line):
        return LineKind.BYLINE
    if is_by(text):
        return LineKind.BESIDE
    parts = list(_parts(text))
    kinds = {_part(part) for part in parts}
    if None in kinds or not (parts or _ADDRESS.search(text)):
        return None
    if parts and kinds == {_Part.BESIDE} and all(map(only_labels, parts)):
        return None
    if _Part.BY in kinds or {_Part.NAME, _Part.DATE} <= kinds:
        return LineKind.BYLINE if names_in(line) else None
    if _Part.DATE in kinds:
        return LineKind.DATE
    if _Part.NAME in kinds:
        return LineKind.NAMES
    return None if kinds == {_Part.WORDS} else LineKind.BESIDE


def is_by(line: str) -> bool:
    """Whether a line is nothing but "By", as where a name in the next line was a link."""
    return _BY_ALONE.fullmatch(line.strip()) is not None


def may_be_people(line: str) -> bool:
    """Whether a line of names has a given name that is known, or is in a script without capitals or
    of another alphabet, whose names no dictionary here has."""
    names = names_in(line)
    return any(
        not name[:1].isascii() or any(map(is_given_name, name.split()[:2]))  # "Dr Rosa Field"
        for name in names
    )


def _parts(text: str) -> Iterator[str]:
    text = _ADDRESS.sub(" ; ", _BRACKETS.sub(" ", CJK_PART.sub(" ; ", text)))
    for date in reversed(dates_in(text, "", DateHints())):
        before, after = without_labels(text[: date.start]), text[date.end :]
        text = f"{before} ; {_DATE} ; {after}"
    for part in _MARK.split(text):
        if bare := part.strip(_EDGES):
            yield bare


def _part(text: str) -> _Part | None:
    if text == _DATE:
        return _Part.DATE
    if only_labels(text) or _AGO.fullmatch(text) or BUTTONS.fullmatch(text):
        return _Part.BESIDE
    if SECTION.fullmatch(text) or CJK_SOURCE.match(text) or is_job_alone(text):
        return _Part.BESIDE
    if BY.match(text) or CJK_LABEL.match(text):
        return _Part.BY if names_in(text) else None
    if agency(text) is not None or is_newsroom(text):
        return _Part.BESIDE
    words = text.split()
    capitals = all(word[:1].isupper() for word in words) and not any(map(str.isdigit, text))
    if capitals and is_paper(text, alone=False) and not is_given_name(words[0]):
        return _Part.BESIDE
    names = names_in(text)
    others = [piece for piece in pieces_in(text) if piece not in names]
    full = all(1 < len(name.split()) < 5 for name in names)
    if names and full and all(piece[:1].isupper() for piece in others):
        return _Part.NAME
    return _Part.WORDS if capitals and len(words) <= 3 else None
