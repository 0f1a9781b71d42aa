"""Every date in a short text, each with the time that is printed before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.normalize.dates.calendars.shapes import SHAPES
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.parts import NAMED_OFFSET, DateReading, reading_of, reading_of_numbers

MAX_TEXT = 200
"""Code points that are searched."""

_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
_LETTERS = r"[^\W\d_][^\s\d.,;:|/()–—_-]{2,14}"
_WORD = rf"{_LETTERS}(?:\s(?:الأول|الاول|الثاني))?"
_MONTH = rf"(?P<name>{_WORD})"
"""A word or two that may be a month: in the Levant two of them are "the first" and "the second"."""

_BOTH = rf"(?P<name>{_WORD}\s?/\s?{_LETTERS})"
"""Both names of a month, as Arab papers print them."""

_DAY = r"(?<![\d:.,/-])(?P<day>\d{1,2})(?:\.º|st|nd|rd|th|er|ten|te|[.ºª°ο])?"
_NAMED = (
    r"\b{month}\.?\s+{day},?\s+{year}",
    r"{day}[\s-]*(?:de\s+|d['’]\s?|of\s+|di\s+)?{month}[.,]?[\s-]*(?:de\s+|del\s+)?{year}",
    r"{year}\.?\s+{month}\.?\s+{day}(?!\w)",
)


def _named(month: str, year: str) -> list[str]:
    return [shape.format(month=month, day=_DAY, year=year) for shape in _NAMED]


def _compiled(*shapes: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.I) for shape in shapes)


_SHAPES = _compiled(
    r"(?<![\d/-])(?P<year>\d{4})([-/])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
    r"(?<![\d.])(?P<year>\d{4})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?",
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
    *_named(_MONTH, _YEAR),
    r"(?<![\d.:/-])(?P<first>\d{1,2})([./-])\s?(?P<second_number>\d{1,2})\2\s?(?P<year>\d{4})(?!\d)",
)
_RARE = (
    (
        re.compile(r"\d m\.|-ųjų\b"),
        _compiled(
            rf"{_YEAR}(?:\s?m\.|-ųjų(?:\s+metų)?)\s+{_MONTH}\s+{_DAY}(?:\s?d(?:\.|ien[aąo])?)?"
        ),
    ),
    (re.compile(r"\bgada\b", re.I), _compiled(rf"{_YEAR}\.\s?gada\s+{_DAY}\s+{_MONTH}")),
    (re.compile("/"), _compiled(*_named(_BOTH, _YEAR))),
    (re.compile("['’‘ʼ]"), _compiled(*_named(_MONTH, r"['’‘ʼ](?P<year>\d\d)(?!\d)")[:2])),
)
"""Shapes that are looked for only in a text with a sign: in Lithuanian and Latvian, both
names of a month, "Jul 18 '25"."""

_AT = (
    r"(?:at|um|à|a\s+las?|às|as|kl\.?|klo|alle|ore|o\s+godz\.?|godz\.?|om|ob|u|в|о|об|saat|ve|den|"
    r"เวลา|ساعت|lúc)"
)
_ZONE = rf"(?P<zone>{NAMED_OFFSET}|(?-i:Z|[A-Z]{{2,5}})(?!\w)|[+-]\d\d(?::?\d\d)?(?!\d))"
_HALF = r"(?P<half>[ap]\.?\s?m\b\.?)"
_CLOCK = (
    rf"(?P<hour>[01]?\d|2[0-4])(?:\s?[:.h時时시]\s?(?P<minute>[0-5]\d)(?!\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    rf"\s?[分분]?(?:\s?{_HALF})?|\s?{_HALF.replace('half', 'half_only')}|\s?(?:uhr|h)\b)"
    rf"(?:\s?(?:uhr|hrs|hs|h)\b)?(?:\s?[\[(]?{_ZONE}[\])]?(?:\s\((?-i:[A-Z]{{2,5}})\))?)?"
)
_AFTER = re.compile(rf"(?:T|\s*[,|·•–—-]?\s*(?:\([^()]{{1,12}}\)\s?)?(?:{_AT}\s+)?){_CLOCK}", re.I)
_BEFORE = re.compile(
    rf"(?<![\d.:]){_CLOCK}[\s,|–—-]*(?P<between>(?:[^\W\d_]{{2,12}}\.?,?\s+){{0,2}})$", re.I
)
_MILITARY = re.compile(
    r"(?<!\d)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s(?P<zone>[A-Z]{2,4})(?:\s\(\d{4}\s[A-Z]{2,4}\))?,?\s$"
)
"""A time as CNN and others print it: "2010 GMT (0410 HKT) March 14, 2021"."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its span, with its time, and what it means."""

    start: int
    end: int
    reading: DateReading


def dates_in(text: str, basis: str, hints: DateHints) -> tuple[FoundDate, ...]:
    """The dates that give a day, in order. Digits of any script are read."""
    text = in_ascii_digits(text[:MAX_TEXT])
    found: list[FoundDate] = []
    days = list(_days(text, hints))
    for day, next_day in zip(days, (*days[1:], None), strict=False):
        reached = found[-1].end if found else 0
        until = next_day.start() if next_day else len(text)
        found.append(_with_time(text, day, reached, until, basis, hints))
    return tuple(found)


def in_ascii_digits(text: str) -> str:
    """The text with 0 to 9 for the digits of other scripts."""
    if text.isascii():
        return text
    return "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _days(text: str, hints: DateHints) -> Iterator[re.Match[str]]:
    """The days in the text that do not overlap, the first shape first where two begin alike."""
    rare = [shape for sign, shapes in _RARE if sign.search(text) for shape in shapes]
    rare += [shape for sign, shape in SHAPES if sign.search(text)]
    every = [found for shape in (*rare, *_SHAPES) for found in shape.finditer(text)]
    reached = 0
    for found in sorted(every, key=re.Match.start):
        if found.start() >= reached and _is_date(found, hints):
            yield found
            reached = found.end()


def _is_date(found: re.Match[str], hints: DateHints) -> bool:
    reading = _reading(found, {}, "", hints)
    return reading.moment is not None or reading.doubt is not None


def _with_time(
    text: str, day: re.Match[str], reached: int, until: int, basis: str, hints: DateHints
) -> FoundDate:
    """The day with the time after it, else with the one before it."""
    start, end = day.span()
    time = _AFTER.match(text, end, until)
    if time is not None:
        end = time.end()
    else:
        before = text[reached:start]
        time = _MILITARY.search(before) or _BEFORE.search(before)
        if time is not None:
            start = reached + time.start()
    clock = time.groupdict() if time is not None else {}
    clock["half"] = clock.get("half") or clock.pop("half_only", None)
    reading = _reading(day, clock, basis, hints)
    if reading.moment is None and clock.get("hour"):  # 24:30 and the like
        reading = _reading(day, {}, basis, hints)
    return FoundDate(start, end, reading)


def _reading(
    day: re.Match[str], clock: dict[str, str | None], basis: str, hints: DateHints
) -> DateReading:
    parts = {**day.groupdict(), **clock}
    read = reading_of_numbers if "first" in parts else reading_of
    return read(parts, basis, day[0], hints)
