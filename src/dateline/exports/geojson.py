"""Places as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dateline.events.timeline import By, Every, day_of, stretch_name
from dateline.exports.job import Job
from dateline.exports.plain import link, printed
from dateline.values.annotations import PlaceMention
from dateline.values.events import CodedEvent
from dateline.values.listing import PlaceLine
from dateline.visible import visible_json


def write(values: Iterator[CodedEvent], out: BinaryIO, job: Job) -> None:
    """A FeatureCollection with a line for each event."""
    del job
    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, event in enumerate(values):
        line = json.dumps(event_feature(event), ensure_ascii=False)
        out.write(f"{',' if number else ''}\n{visible_json(line)}".encode())
    out.write(b"\n]}\n")


def event_feature(event: CodedEvent) -> dict[str, Any]:
    """The event as a Feature: a Point where it took place, or no geometry if that is not known."""
    report, heading = event.report, event.heading
    properties = {
        "event": report.event_type,
        "modes": list(report.modes),
        "contexts": list(report.contexts),
        "actors": [actor.name for actor in report.actors],
        "recipients": [actor.name for actor in report.recipients],
        "date": printed(report.date),
        **{flag: getattr(report, flag) for flag in ("negated", "future", "background", "claim")},
        "text": report.sentence.text,
        "article": heading.id,
        "title": heading.title,
        "source": heading.source,
        "published": printed(heading.published),
        "url": link(heading.url),
    }
    if report.place is not None:
        return _point(report.place, properties) | {"id": event.id}
    return {"type": "Feature", "id": event.id, "geometry": None, "properties": properties}


def feature_collection(places: Iterable[PlaceLine]) -> dict[str, Any]:
    """A FeatureCollection with a Point, longitude first (WGS 84), for each place."""
    return {"type": "FeatureCollection", "features": list(map(_feature, places))}


def timeline_features(events: Iterable[CodedEvent], *, by: By, every: Every) -> dict[str, Any]:
    """A FeatureCollection with a Point for each place and stretch of time with events, and their
    number. Events without a place, or without such a date, are left out."""
    places: dict[str, PlaceMention] = {}
    counted: Counter[tuple[str, str, str]] = Counter()
    for event in events:
        place, day = event.report.place, day_of(event, by=by, every=every)
        if place is not None and day is not None:
            key = f"{place.name}, {place.code}, {place.geonameid}"
            places.setdefault(key, place)
            counted[day.isoformat(), stretch_name(day, every), key] += 1
    return {
        "type": "FeatureCollection",
        "features": [
            _point(places[key], {every.value: name, "start": start, "events": number})
            for (start, name, key), number in sorted(counted.items())
        ],
    }


def _feature(place: PlaceLine) -> dict[str, Any]:
    feature = _point(place, {"articles": place.articles, "mentions": place.mentions})
    return feature if place.geonameid is None else feature | {"id": place.geonameid}


def _point(place: PlaceLine | PlaceMention, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "name": place.name,
            "resolution": place.resolution.value,
            "country": place.code,
            "geonameid": place.geonameid,
            **properties,
        },
    }
