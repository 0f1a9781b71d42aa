"""Events are counted per day, week, month and year."""

from __future__ import annotations

import pytest

from dateline.events.timeline import By, Every, timeline
from tests.unit.events.builders import event

DAYS = ("2024-12-30", "2025-01-01", "2025-01-05", "2025-01-06", "2025-07", "2025", None)
EVENTS = [event(day=day, published="2025-02-03", article=f"{day}") for day in DAYS]


@pytest.mark.parametrize(
    ("every", "counted", "undated"),
    [
        ("day", [(f"{day}", 1) for day in DAYS[:4]], 3),
        ("week", [("2025-W01", 3), ("2025-W02", 1)], 3),
        ("month", [("2024-12", 1), ("2025-01", 3), ("2025-07", 1)], 2),
        ("year", [("2024", 1), ("2025", 5)], 1),
    ],
)
def test_events_are_counted_by_their_day(
    every: str, counted: list[tuple[str, int]], undated: int
) -> None:
    """Weeks are those of ISO 8601; a date that is too wide for a stretch is in none."""
    found = timeline(EVENTS, by=By.EVENT, every=Every(every))

    having = [stretch for stretch in found.stretches if stretch.events]
    assert [(stretch.name, stretch.events) for stretch in having] == counted
    assert found.undated == undated


def test_events_are_counted_by_the_day_of_publication() -> None:
    """Then the day of the event does not matter."""
    found = timeline([*EVENTS, event(published=None)], by=By.PUBLISHED, every=Every.DAY)

    assert [(stretch.name, stretch.events) for stretch in found.stretches] == [("2025-02-03", 7)]
    assert found.undated == 1


@pytest.mark.parametrize(
    ("every", "days", "expected"),
    [
        ("day", ("2024-02-28", "2024-03-01"), ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("week", ("2024-12-23", "2025-01-06"), ["2024-W52", "2025-W01", "2025-W02"]),
        ("month", ("2024-11", "2025-02"), ["2024-11", "2024-12", "2025-01", "2025-02"]),
        ("year", ("1999", "2001"), ["1999", "2000", "2001"]),
    ],
)
def test_stretches_without_events_are_there(
    every: str, days: tuple[str, ...], expected: list[str]
) -> None:
    """So that a quiet month is seen."""
    found = timeline([event(day=day) for day in days], by=By.EVENT, every=Every(every))

    assert [stretch.name for stretch in found.stretches] == expected
    assert [stretch.events for stretch in found.stretches] == [1, *[0] * (len(expected) - 2), 1]
    assert not any(stretch.gap for stretch in found.stretches)


def test_a_year_of_long_ago_leaves_no_thousand_empty_months() -> None:
    """More than 12 empty stretches in a row are left out and counted."""
    events = [event(day=day) for day in ("1951-06", "2025-06", "2025-08")]
    found = timeline(events, by=By.EVENT, every=Every.MONTH)

    assert [(stretch.name, stretch.events, stretch.gap) for stretch in found.stretches] == [
        ("1951-06", 1, 0),
        ("2025-06", 1, 74 * 12 - 1),
        ("2025-07", 0, 0),
        ("2025-08", 1, 0),
    ]
