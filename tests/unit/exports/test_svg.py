"""Timelines as drawings that everybody can read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dateline.events.timeline import By, Every, timeline
from dateline.exports.svg import timeline_svg
from tests.unit.events.builders import event

SVG = "{http://www.w3.org/2000/svg}"
DAYS = ("2024-12-30", "2025-01-01", "2025-01-05", "2025-01-06", "2025-07", "2025", None)
EVENTS = [event(day=day, published="2025-02-03", article=f"{day}") for day in DAYS]


def test_a_drawing_is_well_formed_and_says_what_it_shows() -> None:
    """It has a title, a description, names on both axes, and a bar with its number for each."""
    found = timeline([*EVENTS, EVENTS[1]], by=By.EVENT, every=Every.DAY)
    root = ElementTree.fromstring(timeline_svg(found, 'Events: "a" <b> & c'))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    bars = [bar for bar in root.iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    bars = [bar for bar in bars if not (bar.findtext(f"{SVG}title") or "").endswith(": 0")]

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == 'Events: "a" <b> & c'
    assert "most in 2025-01-01, 2; 3 have no such date" in (root.findtext(f"{SVG}desc") or "")
    assert {"events", "day, by day of the event", "2024-12-30", "0", "2"} <= set(texts)
    assert [bar.findtext(f"{SVG}title") for bar in bars][:2] == ["2024-12-30: 1", "2025-01-01: 2"]


def test_bars_are_as_high_as_their_numbers_and_stand_in_order() -> None:
    """Twice as many events are twice as high, and days lie as far apart as they are."""
    found = timeline([*EVENTS, EVENTS[1]], by=By.EVENT, every=Every.DAY)
    root = ElementTree.fromstring(timeline_svg(found, "x"))
    drawn = [bar.attrib for bar in root.iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    bars = [bar for bar in drawn if float(bar["height"])]
    x = [float(bar["x"]) for bar in bars]

    assert float(bars[1]["height"]) == pytest.approx(2 * float(bars[0]["height"]))
    assert (x[2] - x[1]) / (x[3] - x[2]) == pytest.approx(4, rel=0.01)
    assert all(float(bar["x"]) + float(bar["width"]) <= 800 for bar in bars)


def test_a_day_of_long_ago_does_not_squeeze_the_others() -> None:
    """A mark stands for the empty years between."""
    days = ("1951-06-01", "2025-06-01", "2025-06-02", "2025-06-03")
    found = timeline([event(day=day) for day in days], by=By.EVENT, every=Every.DAY)
    root = ElementTree.fromstring(timeline_svg(found, "x"))
    bars = [bar.attrib for bar in root.iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]

    assert min(float(bar["width"]) for bar in bars) > 100
    assert "…" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_drawing_of_nothing_says_so() -> None:
    """No events, or none with a date, are no error."""
    for events in ([], [event(day=None)]):
        found = timeline(events, by=By.EVENT, every=Every.YEAR)
        root = ElementTree.fromstring(timeline_svg(found, "x"))

        assert (root.findtext(f"{SVG}desc") or "").startswith("No events")
