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
        ("day", [(day, 1) for day in DAYS[:4]], 3),
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

    assert [(stretch.name, stretch.events) for stretch in found.stretches] == counted
    assert found.undated == undated


def test_events_are_counted_by_the_day_of_publication() -> None:
    """Then the day of the event does not matter."""
    found = timeline([*EVENTS, event(published=None)], by=By.PUBLISHED, every=Every.DAY)

    assert [(stretch.name, stretch.events) for stretch in found.stretches] == [("2025-02-03", 7)]
    assert found.undated == 1
