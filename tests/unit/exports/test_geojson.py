"""Places as GeoJSON."""

from __future__ import annotations

from dateline.exports.geojson import feature_collection
from dateline.values.annotations import Resolution
from dateline.values.events import PlaceLine


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
