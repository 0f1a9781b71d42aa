"""The shape of an event has all that Dateline knows of it."""

from __future__ import annotations

import json

from dateline.schemas.events import event_shape
from dateline.schemas.shape import as_json, as_object
from tests.conftest import assert_follows
from tests.unit.events.builders import RAID


def test_own_records_hold_all_that_is_known() -> None:
    """Actors, spans, evidence and article, as JSON."""
    found = json.loads(json.dumps(as_json(event_shape(RAID)), default=as_object))

    assert_follows("event", found)
    assert found["sentence"]["text"] == RAID.report.sentence.text
    assert found["date"] == {
        "value": "2025-07-18",
        "precision": "day",
        "offset": None,
        "basis": "'Friday' in the sentence",
    }
    assert found["place"]["longitude"] == 73.07
    assert (found["article"]["id"], found["rule"], found["claim"]) == ("a", "verb: meet", True)
