"""Dates in queries, and dates as index terms.

A date is indexed under every decimal prefix of its year, its year, its month and its day, as
far as it is known: 2, 20, 202, 2025, 2025-07, 2025-07-18. A range of days becomes the few
largest of these units that it holds whole. So no date is ever padded: an article known only to
be of July has no day term, and is found exactly by the ranges that hold all of July.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from dateline.values.moment import Moment

_FORMS = "write 2025, 2025-07, 2025-07-18, or a range 2025-07-01..2025-07-31"


def parse_range(text: str) -> tuple[date | None, date | None]:
    """The first and last day, both included, of `2025`, `2025-07`, `2025-07-18`, or of a range
    `2025-07-01..2025-07-31` whose ends are such dates and one of which may be left out.

    Raises ValueError with a sentence for a person.
    """
    start, dots, end = text.partition("..")
    if not dots:
        return _unit(start)
    if not (start or end):
        raise ValueError("a range needs a date on one side of its dots at least")
    first = _unit(start)[0] if start else None
    last = _unit(end)[1] if end else None
    if first and last and last < first:
        raise ValueError(f"this range ends ({last}) before it begins ({first})")
    return first, last


def _unit(text: str) -> tuple[date, date]:
    try:
        moment = Moment(value=text)
    except ValueError as error:
        raise ValueError(f"“{text}” is no date: {_FORMS}") from error
    if len(text) > len("2025-07-18"):
        raise ValueError(f"“{text}” is no day: {_FORMS}")
    return moment.first_day, moment.last_day


def date_terms(moment: Moment) -> tuple[str, ...]:
    """The terms that an article with this date is indexed under."""
    value = moment.value[:10]
    return tuple(value[:n] for n in (1, 2, 3, 4, 7, 10) if n <= len(value))


@lru_cache(maxsize=64)
def range_terms(first: date | None, last: date | None) -> tuple[str, ...]:
    """The terms of which an article in this range of days has at least one."""
    low, high = first or date.min, last or date.max
    found: list[str] = []
    while True:
        term, end = _largest_unit(low, high)
        found.append(term)
        if end >= high:
            return tuple(found)
        low = end + timedelta(days=1)


def _largest_unit(low: date, high: date) -> tuple[str, date]:
    """The largest unit that begins on `low` and ends by `high`, and its last day."""
    if (low.month, low.day) == (1, 1):
        for digits in (1, 2, 3, 4):  # a millennium, a century, a decade, a year
            years = 10 ** (4 - digits)
            final = date(low.year // years * years + years - 1, 12, 31)
            # There is no year 0: the first millennium, century and decade begin with year 1.
            if (low.year % years == 0 or low.year == 1) and final <= high:
                return low.isoformat()[:digits], final
    month_end = low.replace(day=monthrange(low.year, low.month)[1])
    if low.day == 1 and month_end <= high:
        return low.isoformat()[:7], month_end
    return low.isoformat(), low
