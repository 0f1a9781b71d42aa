"""Printed dates and times to Moments, exactly as precise as they are printed, or not at all.

Accepted are ISO 8601 and RFC 3339; RFC 5322 (formerly 822 and 2822) with its zone names; the ways
in which English text writes dates; seconds or milliseconds since 1970; day.month.year with dots;
numbers with slashes, if only one of them can be the day or the hints decide; and what `find` reads
in other languages, with a label ("Published") and a day of the week. No zone is assumed and nothing
is filled in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dateline.normalize.dates.calendars.shapes import Parts
from dateline.normalize.dates.find import dates_in, in_ascii_digits
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.parts import (
    NAMED_OFFSET,
    DateReading,
    moment_of,
    reading_of,
    reading_of_numbers,
)
from dateline.normalize.dates.words import only_labels

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?:\.?,\s*|\.?\s+))?"
_TIME = (
    r"(?:(?:[T_]|\s*,?\s+(?:at\s+)?|\s*[-|–]\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    rf"(?:\s*[\[(]?(?P<zone>{NAMED_OFFSET}|[A-Z]{{1,4}}|[+-]\d\d(?::?\d\d)?)[\])]?)?)?"
    r"(?:\s*[\[(][^\])]*[\])])?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SHAPES = tuple(
    re.compile(shape + _TIME, re.I | re.ASCII)
    for shape in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        _WEEKDAY + rf"(?P<name>{MONTH})\.?\s+{_DAY},?\s+(?P<year>\d{{4}})",
        _WEEKDAY + rf"{_DAY}[.\s-]\s*(?P<name>{MONTH})[.,]?[\s-]+(?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    )
)
_CTIME = re.compile(
    rf"\w{{3}}\s+(?P<name>{MONTH})\s+(?P<day>\d{{1,2}})\s+"
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+"
    rf"(?P<zone>{NAMED_OFFSET}\s+|[A-Z]{{2,4}}\s+|[+-]\d{{4}}\s+)?(?P<year>\d{{4}})",
    re.I | re.ASCII,
)
_PARTIAL = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2]))?", re.ASCII)
_MONTH_YEAR = re.compile(rf"(?P<name>{MONTH})\.?,?\s+(?P<year>\d{{4}})", re.I | re.ASCII)
_COMPACT = re.compile(r"(\d{8})T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_SLASHES = re.compile(
    r"(?P<first>\d{1,2})([/-])(?P<second_number>\d{1,2})\2(?P<year>\d{4}|\d\d)" + _TIME,
    re.I | re.ASCII,
)
# RFC 822 of 1982 and RFC 850, which feeds and servers still write: "Fri, 18 Jul 25", "18-Jul-25".
_TWO_DIGITS = re.compile(
    r"(?:[^\W\d]{2,10}\.?,?\s*\b)?(?P<day>\d{1,2})(?P<mark>[\s.-]+)(?P<name>[^\W\d]{3,10})\.?"
    r"(?P=mark)(?P<year>\d\d)" + _TIME,
    re.I,
)
_TWO_DIGITS_DOTTED = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)" + _TIME, re.I | re.ASCII
)
_ORDINAL = re.compile(r"(?P<year>\d{4})-(?P<ordinal>\d{3})" + _TIME, re.I | re.ASCII)
"""The day of the year, by ISO 8601: "2025-199"."""

_EPOCH = re.compile(r"(\d{9,10})(?:\d{3}){0,3}(?:\.\d+)?", re.ASCII)
# What programs put around a date: .NET's JSON, MongoDB's shell, JavaScript, pandas; and the zone
# of a date in XML Schema.
_WRAPPED = re.compile(
    r"\\?/Date\((\d{10,13})(?:[+-]\d{4})?\)\\?/"
    r"|(?:ISODate|new Date|Timestamp)\([\"']?([^()\"']+)[\"']?\)"
    r"|(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)",
    re.ASCII,
)
_MAX_LENGTH = 90


def read_moment(text: str, basis: str, hints: DateHints = DateHints()) -> DateReading:  # noqa: B008 - frozen
    """The Moment that all of `text` is, with `basis` as its basis. `hints` decide what is
    ambiguous."""
    text = in_ascii_digits(text.strip())
    if not text or len(text) > _MAX_LENGTH:
        return DateReading()
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            return reading_of(found.groupdict(), basis, text, hints)
    return _read_rare_form(text, basis, hints)


def _read_rare_form(text: str, basis: str, hints: DateHints) -> DateReading:
    ctime = _CTIME.fullmatch(text)
    if ctime is not None:
        return reading_of(ctime.groupdict(), basis, text, hints)
    slashes = _SLASHES.fullmatch(text)
    if slashes is not None:
        return reading_of_numbers(slashes.groupdict(), basis, text, hints)
    short = _TWO_DIGITS.fullmatch(text) or _TWO_DIGITS_DOTTED.fullmatch(text)
    if short is not None:
        return reading_of(short.groupdict(), basis, text, hints)
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped is not None:
        return read_moment(next(filter(None, wrapped.groups())), basis, hints)
    compact = _COMPACT.fullmatch(text)
    if compact is not None and len(text.rstrip("Z")) in (12, 13, 14, 15, 20, 21):
        day, hour, minute, second, zone = compact.groups()
        iso = f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour}:{minute}" + (f":{second}" if second else "")
        if 1900 <= int(day[:4]) <= 2100:
            return read_moment(iso + (zone or ""), basis)
    epoch = _EPOCH.fullmatch(text)
    if epoch is not None:
        value = datetime.fromtimestamp(int(epoch[1]), tz=UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return moment_of(value, "+00:00", basis, text)
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal is not None:
        return _of_ordinal(ordinal.groupdict(), basis, text, hints)
    partial = _PARTIAL.fullmatch(text) or _MONTH_YEAR.fullmatch(text)
    if partial is not None:
        return reading_of(partial.groupdict(), basis, text, hints)
    dates = dates_in(text, basis, hints)
    if len(dates) != 1:
        return DateReading()
    around = f"{text[: dates[0].start]} {text[dates[0].end :]}"
    return dates[0].reading if only_labels(around) else DateReading()


def _of_ordinal(parts: Parts, basis: str, text: str, hints: DateHints) -> DateReading:
    year, number = int(parts["year"] or 0), int(parts["ordinal"] or 0)
    if not 1 <= number <= 366 or year < 1:
        return DateReading()
    day = date(year, 1, 1) + timedelta(days=number - 1)
    if day.year != year:
        return DateReading(doubt=f"{text} is not a day of the calendar")
    note = f"day {number} of the year"
    numbers = {**parts, "month": str(day.month), "day": str(day.day)}
    return replace(reading_of(numbers, f"{basis}; {note}", text, hints), note=note)
