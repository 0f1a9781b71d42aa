"""Places as GeoJSON."""

from __future__ import annotations

import io
import json

from dateline.exports.geojson import feature_collection, write
from dateline.values.annotations import Resolution
from dateline.values.listing import PlaceLine
from tests.unit.events.builders import RAWALPINDI, event
from tests.unit.exports.jobs import job_of


def test_places_are_geojson() -> None:
    """A collection of points, longitude first, as RFC 7946 has it."""
    line = PlaceLine(
        name="Rawalpindi",
        latitude=33.6,
        longitude=73.07,
        resolution=Resolution.CITY,
        code="PAK",
        geonameid=7,
        articles=2,
        mentions=5,
    )
    found = feature_collection([line])

    assert found["type"] == "FeatureCollection"
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [73.07, 33.6]}
    assert found["features"][0]["properties"]["articles"] == 2


def test_events_are_geojson() -> None:
    """A feature for each event, with no geometry if its place is not known, and no link that is no
    address of the web."""
    events = [event(where=RAWALPINDI, day=None), event(start=9, url="javascript:alert(1)")]
    out = io.BytesIO()
    write(iter(events), out, job_of())
    first, second = json.loads(out.getvalue())["features"]

    assert first["geometry"] == {"type": "Point", "coordinates": [73.07, 33.6]}
    assert (first["properties"]["date"], second["properties"]["date"]) == (None, "2025-07-18")
    assert second["geometry"] is None
    assert second["properties"]["url"] is None
    assert [feature["id"] for feature in (first, second)] == [one.id for one in events]
