"""The number of events per day, week, month or year."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    first and last day, and how many events it has. `gap` is how many without events were left out
    before it."""

    name: str
    start: date
    end: date
    events: int
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """`stretches` are those from the first with events to the last, earliest first. Up to 12 in a
    row have no events; more in a row are left out, so that an event of long ago does not hide the
    others. `undated` counts the events without a date, or with one that is too wide ("July 2025" if
    days are counted)."""

    by: By
    every: Every
    stretches: tuple[Stretch, ...]
    undated: int


_LONGEST_GAP = 12

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
        stretches=tuple(_stretches({day: n for day, n in counted.items() if day}, every)),
        undated=undated,
    )


def _stretches(counted: Mapping[date, int], every: Every) -> Iterator[Stretch]:
    days = sorted(counted)
    for before, day in zip([None, *days], days, strict=False):
        gap = 0 if before is None else _number(day, every) - _number(before, every) - 1
        if before is not None and gap <= _LONGEST_GAP:
            for _ in range(gap):
                before = _end(before, every) + timedelta(days=1)
                yield _stretch(before, every, 0)
            gap = 0
        yield _stretch(day, every, counted[day], gap)


def _stretch(start: date, every: Every, events: int, gap: int = 0) -> Stretch:
    name, end = stretch_name(start, every), _end(start, every)
    return Stretch(name=name, start=start, end=end, events=events, gap=gap)


def _number(start: date, every: Every) -> int:
    """A number for each stretch; that of the following one is one more."""
    match every:
        case Every.DAY:
            return start.toordinal()
        case Every.WEEK:
            return start.toordinal() // 7
        case Every.MONTH:
            return start.year * 12 + start.month
        case Every.YEAR:
            return start.year


def _end(start: date, every: Every) -> date:
    """The last day of the stretch that begins on `start`."""
    match every:
        case Every.DAY:
            return start
        case Every.WEEK:  # the last week that has dates is cut
            return date.fromordinal(min(start.toordinal() + 6, date.max.toordinal()))
        case Every.MONTH:
            return start.replace(day=monthrange(start.year, start.month)[1])
        case Every.YEAR:
            return start.replace(month=12, day=31)


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
