"""An event as a PLOVER record, for JSON lines.

Source: the record of the PLOVER manual (draft 2.0, Open Event Data Alliance). A record leaves out
what Dateline does not know; nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.events.casualties import casualties
from dateline.exports.job import Job
from dateline.plover import quad, score
from dateline.values.annotations import Actor, PlaceMention, Resolution
from dateline.values.events import CodedEvent
from dateline.visible import visible_json

_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
# PLOVER's "resolution": how narrow a place is. A continent or a sea has none.
_RESOLUTIONS = {
    Resolution.FEATURE: 5,
    Resolution.CITY: 4,
    Resolution.DISTRICT: 3,
    Resolution.PROVINCE: 2,
    Resolution.COUNTRY: 1,
}


def write(values: Iterator[CodedEvent], out: BinaryIO, job: Job) -> None:
    """A line for each event."""
    del job
    for event in values:
        line = json.dumps(plover_record(event), ensure_ascii=False)
        out.write(f"{visible_json(line)}\n".encode())


def plover_record(event: CodedEvent, *, link: str | None = None) -> dict[str, Any]:
    """The event with PLOVER's keys. `link` is an id that reports of the same event share.

    `date` and `enddate` are the first and the last day that the event's date may mean, since
    PLOVER has days only. PLOVER requires a date; an event without one has none here.
    """
    report, heading = event.report, event.heading
    size = {_SIZES[name]: number for name, number in casualties(report.sentence.text).known()}
    flags = [name for name in ("negated", "future", "background", "claim") if getattr(report, name)]
    return _without_empty(
        id=event.id,
        date=report.date.first_day.isoformat() if report.date else None,
        enddate=report.date.last_day.isoformat()
        if report.date and report.date.last_day != report.date.first_day
        else None,
        actor=list(map(_entity, report.actors)),
        recipient=list(map(_entity, report.recipients)),
        event=[report.event_type],
        mode=list(report.modes),
        context=list(report.contexts),
        quad_code=int(quad(report.event_type)),
        event_scale=score(report.event_type, report.modes),
        event_loc=_location(report.place) if report.place else None,
        event_text=report.span.text,
        link=link,
        size=size,
        text=report.sentence.text,
        text_info={"start": report.sentence.start, "end": report.sentence.end},
        cite_info=_without_empty(
            url=heading.url, title=heading.title, publication=heading.source, codebook="PLOVER"
        ),
        coder=f"Dateline, {event.coder}",
        comment=", ".join(flags),
    )


def _without_empty(**values: Any) -> dict[str, Any]:
    """The values that are not None, "" or empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _entity(actor: Actor) -> dict[str, Any]:
    return _without_empty(code=actor.code, sector=actor.sector, entity_text=actor.name)


def _location(place: PlaceMention) -> dict[str, Any]:
    return _without_empty(
        extracted_place=place.span.text,
        resolved_place=place.name,
        geonameid=place.geonameid,
        lat=place.latitude,
        lon=place.longitude,
        country_code=place.code,
        resolution=_RESOLUTIONS.get(place.resolution),
    )
