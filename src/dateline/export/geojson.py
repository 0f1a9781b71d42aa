"""Places as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.values.coded import PlaceLine


def feature_collection(places: Iterable[PlaceLine]) -> dict[str, Any]:
    """A FeatureCollection with a Point, longitude first (WGS 84), for each place."""
    return {"type": "FeatureCollection", "features": list(map(_feature, places))}


def _feature(place: PlaceLine) -> dict[str, Any]:
    feature: dict[str, Any] = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "name": place.name,
            "resolution": place.resolution.value,
            "country": place.code,
            "geonameid": place.geonameid,
            "articles": place.articles,
            "mentions": place.mentions,
        },
    }
    return feature if place.geonameid is None else feature | {"id": place.geonameid}
