"""Stretches of time by name, as facets have them: 2025, 2025-07, 2025-W29, 2025-07-18."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateline.values.moment import last_of_month
from dateline.web.asked import Every

_NAMES: Mapping[Every, re.Pattern[str]] = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(r"\d{4}-\d\d"),
    "week": re.compile(r"\d{4}-W\d\d"),
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
}


class Stretch(NamedTuple):
    """A day, week, month or year: its name, and its first and last day."""

    name: str
    first: date
    last: date


def within(counts: Mapping[str, int], every: Every) -> Mapping[str, int]:
    """Those counts of a facet that are of such a stretch: not of what is dated less exactly, or not
    at all."""
    return {name: number for name, number in counts.items() if _NAMES[every].fullmatch(name)}


def stretches(counts: Mapping[str, int], every: Every) -> tuple[Stretch, ...]:
    """Every stretch from the first of these names to the last."""
    if not counts:
        return ()
    found = [_named(min(counts), every)]
    end = max(counts)
    while found[-1].name < end:
        found.append(stretch(found[-1].last + timedelta(days=1), every))
    return tuple(found)


def name_of(printed: str, every: Every) -> str | None:
    """The name of the stretch that a printed date (ISO 8601, as far as it is known) is in; None if
    that is not known."""
    match every:
        case "year":
            return printed[:4] or None
        case "month":
            return printed[:7] if len(printed) >= 7 else None
        case _:
            exact = len(printed) >= 10
            return stretch(date.fromisoformat(printed[:10]), every).name if exact else None


@lru_cache(maxsize=4096)  # most searches have the stretches of the one before
def stretch(day: date, every: Every) -> Stretch:
    """The stretch that the day is in."""
    match every:
        case "year":
            return Stretch(f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31))
        case "month":
            first = day.replace(day=1)
            return Stretch(f"{day.year:04}-{day.month:02}", first, last_of_month(first))
        case "week":
            year, week, weekday = day.isocalendar()
            monday = day.toordinal() - weekday + 1
            days = (date.fromordinal(max(monday, 1)), _last_of_week(monday))
            return Stretch(f"{year:04}-W{week:02}", *days)
        case "day":
            return Stretch(day.isoformat(), day, day)


def _last_of_week(monday: int) -> date:
    return date.fromordinal(min(monday + 6, date.max.toordinal()))


def _named(name: str, every: Every) -> Stretch:
    """The stretch with this name."""
    if every == "week":
        return stretch(date.fromisocalendar(int(name[:4]), int(name[6:]), 1), every)
    return stretch(date.fromisoformat(f"{name}-01-01"[:10]), every)
