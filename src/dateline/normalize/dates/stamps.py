"""The dates of a printed line ("Updated July 20, 2025 | Published July 18, 2025"), each with the
field that the words beside it name.

The label before a date counts, else one in brackets or at the line's end after it. A date without a
label is of the field that the markup names. It is none of the article's if the words before it are
of an event, a law or a copyright, or if it stands in a sentence. If a line prints several dates and
no label, the earliest is the day of publication, and the reading says that this is assumed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.normalize.dates.find import FoundDate, dates_in, in_ascii_digits
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.parse import read_moment
from dateline.normalize.dates.parts import DateReading
from dateline.normalize.dates.words import (
    field_named,
    is_in_sentence,
    is_of_something_else,
    only_labels,
)

NOT_ITS_OWN = "the words beside it do not say that it is the article's date"
_UNTOLD = "the line prints several dates and does not say which is which: the earliest is taken"
_MAX_LINE = 120
_NUMBER = re.compile('\\d|[〇一二三四五六七八九十元]\\s?[年月日]|[א-ת]["״][א-ת]')
_MARKS = re.compile(r"[|·•/\n]|\s[-–—]\s|(?<=[一-鿿])\s+(?=$|\d{4}年)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date of a line, and the field that it is of. `labelled` says that a word names it."""

    field: str
    reading: DateReading
    labelled: bool = False


def stamps_in(
    text: str, field: str, basis: str, hints: DateHints, *, marked: bool = False
) -> tuple[Stamp, ...]:
    """The dates of a text. `field` is the one that the markup names. `marked` says that the markup
    makes the text a date, whatever words stand before it."""
    found = dates_in(text, basis, hints)
    if not found:
        return (Stamp(field, read_moment(text, basis, hints)),)
    stamps = [_stamp(text, found, number, field, marked) for number in range(len(found))]
    return tuple(_told_apart(stamps))


def line_stamps(
    line: str, basis: str, hints: DateHints, *, in_page: bool = False
) -> tuple[Stamp, ...]:
    """The dates of a line that holds nothing else but labels; none for other lines. In a page the
    line may have other parts ("18 July 2025 | Nature"), and dates of something else are told."""
    if len(line) > _MAX_LINE or not _NUMBER.search(line):
        return ()
    line = in_ascii_digits(line)
    found = dates_in(line, basis, hints)
    if not found:
        whole = read_moment(line, basis, hints)
        field = field_named(line)
        stamp = Stamp(field or "published", whole, labelled=field is not None)
        return (stamp,) if whole.moment is not None or whole.doubt is not None else ()
    stamps = stamps_in(line, "published", basis, hints)
    others = tuple(stamp for stamp in stamps if stamp.reading.doubt == NOT_ITS_OWN)
    if only_labels(_around(line, found)) or (in_page and _between_marks(line, found)):
        return () if others and not in_page else stamps
    return others if in_page else ()


def stamps_in_byline(line: str, basis: str, hints: DateHints) -> tuple[Stamp, ...]:
    """The dates in a byline of copied text; often there is none."""
    stamps = stamps_in(line, "published", basis, hints)
    return tuple(stamp for stamp in stamps if stamp.reading.moment is not None)


def _around(line: str, found: tuple[FoundDate, ...]) -> str:
    """The line without its dates."""
    starts = (*(date.start for date in found), len(line))
    ends = (0, *(date.end for date in found))
    return " ".join(line[end:start] for end, start in zip(ends, starts, strict=True))


def _between_marks(line: str, found: tuple[FoundDate, ...]) -> bool:
    """Whether each date with its label is a part of the line by itself."""
    starts = (*(date.start for date in found[1:]), len(line))
    ends = (0, *(date.end for date in found))
    for date, begins, ends_at in zip(found, ends, starts, strict=False):
        before = _MARKS.split(line[begins : date.start])[-1]
        after = _MARKS.split(f" {line[date.end : ends_at]}")[0]
        if not only_labels(f"{before} {after}"):
            return False
    return True


def _stamp(text: str, found: tuple[FoundDate, ...], number: int, field: str, marked: bool) -> Stamp:
    date = found[number]
    before = text[found[number - 1].end if number else 0 : date.start]
    named = field_named(before) or _named_after(text, found, number)
    if named is not None:
        return Stamp(named, date.reading, labelled=True)
    if is_of_something_else(before) or (not marked and is_in_sentence(before)):
        return Stamp(field, replace(date.reading, doubt=NOT_ITS_OWN))
    return Stamp(field, date.reading)


def _named_after(text: str, found: tuple[FoundDate, ...], number: int) -> str | None:
    after = text[found[number].end :].lstrip()
    if after.startswith("("):
        words = after.partition(")")[0]
        return None if any(map(str.isdigit, words)) else field_named(words)
    return field_named(after) if number + 1 == len(found) else None


def _told_apart(stamps: list[Stamp]) -> list[Stamp]:
    """The same stamps; where a label names another date of the line as published, an unlabelled one
    is not, and where no label tells them apart the earliest comes first and says so."""
    bare = [stamp for stamp in stamps if not stamp.labelled and stamp.reading.doubt is None]
    days = {stamp.reading.moment.first_day for stamp in bare if stamp.reading.moment}
    if len(days) < 2:
        return stamps
    first = min(
        bare, key=lambda stamp: str(stamp.reading.moment and stamp.reading.moment.first_day)
    )
    told = replace(first, reading=replace(first.reading, note=_UNTOLD))
    return [told, *(stamp for stamp in stamps if stamp is not first)]
