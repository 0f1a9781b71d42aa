"""An event as a PLOVER record."""

from __future__ import annotations

import json

from dateline.exports.plover import plover_record
from tests.unit.events.builders import RAID, event


def test_a_plover_record_has_plovers_keys() -> None:
    """What is known is in it, under the manual's names, and nothing else."""
    found = plover_record(RAID, link="h1")

    assert found["date"] == "2025-07-18"
    assert found["actor"] == [{"code": "LBY", "sector": "MIL", "entity_text": "the LBY-MIL"}]
    assert [actor["code"] for actor in found["recipient"]] == ["PAK", "UNO"]
    assert (found["event"], found["mode"], found["context"]) == (
        ["ASSAULT"],
        ["aerial"],
        ["military"],
    )
    assert (found["quad_code"], found["event_scale"]) == (4, -9.5)
    assert found["event_loc"] == {
        "extracted_place": "Rawalpindi",
        "resolved_place": "Rawalpindi",
        "lat": 33.6,
        "lon": 73.07,
        "country_code": "PAK",
        "resolution": 4,
    }
    assert found["size"] == {"dead": 12, "injured": 30}
    assert (found["link"], found["comment"]) == ("h1", "claim")
    assert found["cite_info"]["url"] == "https://example.org/raid"
    assert json.loads(json.dumps(found)) == found


def test_plover_knows_days_only() -> None:
    """A month is its first and last day; without a date there is none."""
    july = plover_record(event(day="2025-07"))

    assert (july["date"], july["enddate"]) == ("2025-07-01", "2025-07-31")
    assert "date" not in plover_record(event(day=None))
    assert "enddate" not in plover_record(event())
