"""Dateline's own record of an event."""

from __future__ import annotations

import json

from dateline.exports.record import record
from tests.unit.events.builders import RAID


def test_own_records_hold_all_that_is_known() -> None:
    """Actors, spans, evidence and article, as JSON."""
    found = record(RAID)

    assert json.loads(json.dumps(found)) == found
    assert found["sentence"]["text"] == RAID.report.sentence.text
    assert found["date"] == {
        "value": "2025-07-18",
        "offset": None,
        "basis": "'Friday' in the sentence",
    }
    assert found["place"]["longitude"] == 73.07
    assert (found["article"]["id"], found["rule"], found["claim"]) == ("a", "verb: meet", True)
