"""Dates in queries, and dates as index terms.

A date is indexed under every decimal prefix of its year, its year, its month and its day, as
far as they are known: 2, 20, 202, 2025, 2025-07, 2025-07-18. A range of days becomes the few
largest of these units that are entirely inside it. So no date is ever padded: an article known
only to be from July has no day term, and exactly the ranges that include all of July find it. It
also has the term =2025-07, by which a loose range that includes a part of July finds it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from dateline.errors import UsageError
from dateline.values.moment import Moment, last_of_month

_FORMS = (
    "write 2025, 2025-07, 2025-07-18, a range 2025-07-01..2025-07-31, >=2025-07, yesterday, "
    '"last week"'
)
_HYPHEN = r"(?<=\w)-(?=\w)"  # last-week is typed without quotes
_DAY = timedelta(days=1)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def parse_range(text: str, today: date | None = None) -> tuple[date | None, date | None]:
    """The first and last day, both included, that a date in a query means.

    Units are `2025`, `2025-07`, `2025-07-18` and other forms with one meaning (see `typed_dates`);
    `today`, `yesterday`, `this week` and `last week` (from Monday), `this month`, `last month`,
    `this year`, `last year`; and `last 7 days` (or weeks, months, years), from the day after the
    same day that long ago up to today, both included; `past week` (or day, month, year) is `last 1
    week`. A range joins two units by `..`; one end may be missing. `>2025-07`, `>=2025-07`,
    `<2025-07` and `<=2025-07` are ranges, too. `today` is the searcher's current day.
    Raises ValueError with a sentence for the user.
    """
    for mark in (">=", "<=", ">", "<"):
        if text.startswith(mark):
            return _compared(mark, *_unit(text.removeprefix(mark), today))
    start, dots, end = text.partition("..")
    if not dots:
        return _unit(start, today)
    if not (start or end):
        raise ValueError("a range needs a date on at least one side of its dots")
    first = _unit(start, today)[0] if start else None
    last = _unit(end, today)[1] if end else None
    if first and last and last < first:
        raise ValueError(f"this range ends ({last}) before it begins ({first})")
    return first, last


def period(
    start: str | None, end: str | None, options: tuple[str, str] = ("--from", "--to")
) -> tuple[date | None, date | None]:
    """The first `day` of one option and the last one of the other. Raises UsageError if one is not
    a date, or if the end is before the start."""
    first, last = day(start, options[0], 0), day(end, options[1], 1)
    if first and last and last < first:
        raise UsageError(f"{options[1]} ({last}) is before {options[0]} ({first})")
    return first, last


def day(text: str | None, option: str, end: int) -> date | None:
    """The first (end=0) or last (end=1) day of the day, month or year in `text`, the value of
    `option`. None if the option was not given. Raises UsageError if it is not a date."""
    if text is None:
        return None
    try:
        if ".." in text:
            raise ValueError(f"“{text}” is a range, which has two ends: give one date")
        return parse_range(text)[end]
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error


def _compared(mark: str, first: date, last: date) -> tuple[date | None, date | None]:
    if mark == ">=":
        return first, None
    if mark == "<=":
        return None, last
    if last == date.max if mark == ">" else first == date.min:
        raise ValueError("there is no day beyond that")
    return (last + _DAY, None) if mark == ">" else (None, first - _DAY)


def _unit(text: str, today: date | None) -> tuple[date, date]:
    text = text.strip()
    try:
        moment = Moment(value=text)
    except ValueError:
        from dateline.search.query.typed_dates import typed_days  # few searches need it

        return typed_days(text) or _relative(
            re.sub(_HYPHEN, " ", text.lower()).split(), text, today
        )
    if len(text) > len("2025-07-18"):
        raise ValueError(f"“{text}” is not a day: {_FORMS}")
    return moment.first_day, moment.last_day


def _relative(words: list[str], text: str, today: date | None) -> tuple[date, date]:
    if today is None:
        raise ValueError(f"“{text}” is not a date: {_FORMS}")
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    match words:
        case ["today"]:
            return today, today
        case ["yesterday"]:
            return today - _DAY, today - _DAY
        case ["this", "week"]:
            return monday, monday + timedelta(days=6)
        case ["last", "week"]:
            return monday - timedelta(days=7), monday - _DAY
        case ["this", "month"]:
            return _unit(f"{today:%Y-%m}", None)
        case ["last", "month"]:
            return _unit(f"{month - _DAY:%Y-%m}", None)
        case ["this", "year"]:
            return _unit(f"{today.year:04}", None)
        case ["last", "year"]:
            return _unit(f"{today.year - 1:04}", None)
        case ["past", unit]:
            before = _earlier(today, "1", unit)
        case ["last" | "past", number, unit] if number.isdecimal():
            before = _earlier(today, number, unit.removesuffix("s"))
        case _:
            before = None
    if before is None:
        raise ValueError(f"“{text}” is not a date: {_FORMS}")
    return before + _DAY, today


def _earlier(today: date, number: str, unit: str) -> date | None:
    """The day that many units ago: for months and years the same day of the month, or the last
    day of a shorter month. None for an unknown unit, a number of zero and a day before year 1."""
    try:
        count = int(number)
        if count and unit in _DAYS:
            return today - timedelta(days=count * _DAYS[unit])
        if count and unit in _MONTHS:
            months = today.year * 12 + today.month - 1 - count * _MONTHS[unit]
            first = date(months // 12, months % 12 + 1, 1)
            return first.replace(day=min(today.day, last_of_month(first).day))
    except (ValueError, OverflowError):  # before the year 1, or of 4,300 digits
        pass
    return None


def date_terms(moment: Moment) -> tuple[str, ...]:
    """The terms that an article with this date is indexed under."""
    value = moment.value[:10]
    units = tuple(value[:n] for n in (1, 2, 3, 4, 7, 10) if n <= len(value))
    return units if len(value) == len("2025-07-18") else (*units, f"={value}")


def time_terms(moment: Moment) -> tuple[str, ...]:
    """The terms of its hour, minute and second, as far as they are known: see `times`."""
    return tuple(moment.value[:n] for n in (13, 16, 19) if n <= len(moment.value))


@lru_cache(maxsize=64)
def range_terms(first: date | None, last: date | None) -> tuple[str, ...]:
    """The terms of this range of days: an article in it has at least one of them."""
    low, high = first or date.min, last or date.max
    terms: list[str] = []
    while True:
        term, end = largest_unit(low, high)
        terms.append(term)
        if end >= high:
            return tuple(terms)
        low = end + _DAY


@lru_cache(maxsize=64)
def loose_terms(first: date | None, last: date | None) -> tuple[str, ...]:
    """The terms of this range of days, and those of the months and years that are partly in it:
    an article whose date may be in the range has at least one of them."""
    ends = {day.isoformat() for day in (first, last) if day}
    coarse = {f"={day[:length]}" for day in ends for length in (4, 7)}
    return (*range_terms(first, last), *sorted(coarse))


def largest_unit(low: date, high: date) -> tuple[str, date]:
    """The largest unit that begins on `low` and ends by `high`, and its last day."""
    if (low.month, low.day) == (1, 1):
        for digits in (1, 2, 3, 4):  # a millennium, a century, a decade, a year
            years = 10 ** (4 - digits)
            final = date(low.year // years * years + years - 1, 12, 31)
            # There is no year 0: the first millennium, century and decade begin with year 1.
            if (low.year % years == 0 or low.year == 1) and final <= high:
                return low.isoformat()[:digits], final
    month_end = last_of_month(low)
    if low.day == 1 and month_end <= high:
        return low.isoformat()[:7], month_end
    return low.isoformat(), low
