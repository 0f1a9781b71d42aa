"""The number of events per day, week, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateline.values.events import CodedEvent
from dateline.values.moment import Precision


class By(StrEnum):
    """Which day counts: that of the event, or the one on which its article was published."""

    EVENT = "event"
    PUBLISHED = "published"


class Every(StrEnum):
    """How long each stretch of a timeline is. Weeks are those of ISO 8601, from Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One day, week, month or year: its name ("2025-07-18", "2025-W29", "2025-07", "2025"), its
    first day, and how many events it has."""

    name: str
    start: date
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """`stretches` are those with events, earliest first. `undated` counts the events without a
    date, or with one that is too wide ("July 2025" if days are counted)."""

    by: By
    every: Every
    stretches: tuple[Stretch, ...]
    undated: int


# Dates of these precisions are too wide for one stretch.
_TOO_WIDE = {
    Every.DAY: (Precision.YEAR, Precision.MONTH),
    Every.WEEK: (Precision.YEAR, Precision.MONTH),
    Every.MONTH: (Precision.YEAR,),
    Every.YEAR: (),
}


def timeline(events: Iterable[CodedEvent], *, by: By, every: Every) -> Timeline:
    """The events counted by one of their dates."""
    counted = Counter(day_of(event, by=by, every=every) for event in events)
    undated = counted.pop(None, 0)
    return Timeline(
        by=by,
        every=every,
        stretches=tuple(
            Stretch(name=stretch_name(day, every), start=day, events=counted[day])
            for day in sorted(filter(None, counted))
        ),
        undated=undated,
    )


def day_of(event: CodedEvent, *, by: By, every: Every) -> date | None:
    """The first day of the stretch that the event belongs to; None if it has no such date, or one
    that is too wide."""
    moment = event.report.date if by is By.EVENT else event.heading.published
    if moment is None or moment.precision in _TOO_WIDE[every]:
        return None
    return _start(moment.first_day, every)


def _start(day: date, every: Every) -> date:
    match every:
        case Every.DAY:
            return day
        case Every.WEEK:
            return day - timedelta(days=day.weekday())
        case Every.MONTH:
            return day.replace(day=1)
        case Every.YEAR:
            return day.replace(month=1, day=1)


def stretch_name(day: date, every: Every) -> str:
    """The name of the stretch that begins on this day, as in Stretch."""
    if every is Every.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: {Every.DAY: 10, Every.MONTH: 7, Every.YEAR: 4}[every]]
