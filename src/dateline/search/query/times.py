"""Times of day in queries, and as index terms: only what the archive's own clock has dated (the
field added) has them, to the second and in UTC.

Terms are those of `dates`, and the hour, the minute and the second below a day: 2026-11-29T10,
2026-11-29T10:15, 2026-11-29T10:15:00. So a range is the few largest of these units inside it.
Few searches name a time: others do not load this module.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateline.search.query.dates import largest_unit, parse_range
from dateline.values.moment import Moment

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[t ](\d\d)(?::(\d\d)(?::(\d\d))?)?z?", re.I | re.A)
_SECOND = timedelta(seconds=1)
_TO_THE_END = timedelta(days=1) - _SECOND
_UNITS = (
    (len("2026-11-29T10"), timedelta(hours=1)),
    (len("2026-11-29T10:15"), timedelta(minutes=1)),
    (len("2026-11-29T10:15:00"), _SECOND),
)


def parse_times(text: str, today: date | None = None) -> tuple[datetime | None, datetime | None]:
    """The first and the last second, both included, that a range means: as `dates.parse_range`, but
    each of its ends may be an hour, minute or second of a day (2026-11-29T10:15, or with a space).
    Raises ValueError with a sentence for the user."""
    for mark in (">=", "<=", ">", "<"):
        if text.startswith(mark):
            first, last = _unit(text.removeprefix(mark), today)
            try:
                return _compared(mark, first, last)
            except OverflowError as error:
                raise ValueError("there is no time beyond that") from error
    start, dots, end = text.partition("..")
    if not dots:
        return _unit(start, today)
    earliest = _unit(start, today)[0] if start else None
    latest = _unit(end, today)[1] if end else None
    if earliest and latest and latest < earliest:
        raise ValueError(f"this range ends ({latest}) before it begins ({earliest})")
    return earliest, latest


def _compared(
    mark: str, first: datetime, last: datetime
) -> tuple[datetime | None, datetime | None]:
    match mark:
        case ">=":
            return first, None
        case "<=":
            return None, last
        case ">":
            return last + _SECOND, None
        case _:
            return None, first - _SECOND


def _unit(text: str, today: date | None) -> tuple[datetime, datetime]:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        first, last = parse_range(text, today)
        if first is None or last is None:
            raise ValueError(f"“{text}” is not a date or a time")
        return datetime.combine(first, time.min), datetime.combine(last, time.min) + _TO_THE_END
    day, *parts = found.groups()
    known = [part for part in parts if part is not None]
    try:
        begin = datetime.fromisoformat(f"{day}T{':'.join(known)}")
    except ValueError as error:
        raise ValueError(f"no clock shows “{text.strip()}”") from error
    return begin, begin + (_UNITS[len(known) - 1][1] - _SECOND)


@lru_cache(maxsize=64)
def time_range_terms(first: datetime | None, last: datetime | None) -> tuple[str, ...]:
    """The terms of this range of seconds: a moment in it has at least one of them."""
    low = first or datetime.combine(date.min, time.min)
    high = last or datetime.combine(date.max, time.min) + _TO_THE_END
    terms: list[str] = []
    while True:
        term, end = _largest(low, high)
        terms.append(term)
        if end >= high:
            return tuple(terms)
        low = end + _SECOND


def span(moment: Moment) -> tuple[datetime, datetime]:
    """The first and the last second that a moment may mean."""
    first = datetime.combine(moment.first_day, time.min)
    last = datetime.combine(moment.last_day, time.min) + _TO_THE_END
    for length, unit in _UNITS:
        if length <= len(moment.value):
            first = datetime.fromisoformat(moment.value[:length])
            last = first + unit - _SECOND
    return first, last


def _largest(low: datetime, high: datetime) -> tuple[str, datetime]:
    """The largest unit that begins at `low` and ends by `high`, and its last second."""
    if low.time() == time.min and high - low >= _TO_THE_END:
        term, day = largest_unit(low.date(), (high - _TO_THE_END).date())
        return term, datetime.combine(day, time.min) + _TO_THE_END
    for length, unit in _UNITS:
        begins = datetime.fromisoformat(low.isoformat()[:length]) == low
        if begins and high - low >= unit - _SECOND:
            return low.isoformat()[:length], low + unit - _SECOND
    return low.isoformat(), low
