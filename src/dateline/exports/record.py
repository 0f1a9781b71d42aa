"""Dateline's own record of an event, with everything that is known about it, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.plover import quad, score
from dateline.values.annotations import Actor, PlaceMention, Span
from dateline.values.events import CodedEvent
from dateline.values.moment import Moment


def record(event: CodedEvent) -> dict[str, Any]:
    """The event as plain values. Spans count code points in the named field of the article; dates
    are as precise as they were reported; longitude and latitude are WGS 84."""
    heading, report, verdict = event.heading, event.report, event.verdict
    return {
        "id": event.id,
        "type": report.event_type,
        "modes": list(report.modes),
        "contexts": list(report.contexts),
        "quad": int(quad(report.event_type)),
        "score": score(report.event_type, report.modes),
        "actors": list(map(_actor, report.actors)),
        "recipients": list(map(_actor, report.recipients)),
        "date": moment(report.date),
        "place": place(report.place) if report.place else None,
        "negated": report.negated,
        "future": report.future,
        "background": report.background,
        "claim": report.claim,
        "sentence": span(report.sentence),
        "trigger": span(report.span),
        "rule": report.rule.name,
        "dictionary": report.rule.dictionary,
        "coder": event.coder,
        "verdict": {
            "right": verdict.right,
            "sampled": verdict.sampled,
            "note": verdict.note,
            "at": verdict.at,
        }
        if verdict
        else None,
        "article": {
            "id": heading.id,
            "version": heading.version,
            "title": heading.title,
            "published": heading.published.value if heading.published else None,
            "source": heading.source,
            "url": heading.url,
            "story": heading.story,
        },
    }


def span(found: Span) -> dict[str, Any]:
    return {"part": found.part, "start": found.start, "end": found.end, "text": found.text}


def moment(found: Moment | None) -> dict[str, Any] | None:
    return {"value": found.value, "offset": found.offset, "basis": found.basis} if found else None


def place(found: PlaceMention) -> Mapping[str, Any]:
    return {
        "name": found.name,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "resolution": found.resolution.value,
        "country": found.code,
        "geonameid": found.geonameid,
        "confidence": found.confidence,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "code": actor.code,
        "sector": actor.sector,
        "text": actor.span.text,
    }
