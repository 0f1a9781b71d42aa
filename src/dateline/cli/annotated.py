"""What was read in an article: a part of `dateline show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from dateline.values.annotations import (
    Actor,
    Annotations,
    Kind,
    Mention,
    PlaceMention,
    Quote,
    Report,
    Rule,
    Span,
    TimeExpression,
)
from dateline.values.coded import CodedEvent

_WIDEST = 60  # columns of a name


def print_annotated(found: Annotations, events: Sequence[CodedEvent]) -> None:
    """People, organizations, places, times, quotes and events, each once, a line or two for
    each."""
    for heading, lines in (
        ("people", _names(found.mentions, Kind.PERSON)),
        ("organizations", _names(found.mentions, Kind.ORGANIZATION)),
        ("places", _places(found.places)),
        ("times", _times(found.times)),
        ("quotes", _quotes(found.quotes)),
        ("events", _events(events)),
    ):
        _print(heading, list(lines))


def _print(heading: str, lines: Sequence[tuple[str, str]]) -> None:
    if not lines:
        return
    click.echo(click.style(heading, dim=True))
    width = min(max(len(name) for name, _ in lines), _WIDEST)
    for name, told in lines:
        click.echo(f"  {name:<{width}}  {told}".rstrip())
    click.echo()


def _once(texts: Iterable[str | None], apart_from: str = "") -> list[str]:
    """The texts, each once, in their order."""
    return [text for text in dict.fromkeys(texts) if text and text != apart_from]


def _names(mentions: Sequence[Mention], kind: Kind) -> Iterator[tuple[str, str]]:
    named: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.kind is kind:
            named.setdefault(one.name, []).append(one)
    for name, several in named.items():
        code = _side(several[0])
        forms = _once((one.span.text for one in several), apart_from=name)
        yield name, ", ".join(_once((code, several[0].role, *(f"“{form}”" for form in forms))))


def _side(one: Mention | Actor) -> str:
    return " ".join(filter(None, (one.code, one.sector)))


def _places(places: Sequence[PlaceMention]) -> Iterator[tuple[str, str]]:
    for name, latitude, longitude, kind, code in dict.fromkeys(
        (one.name, one.latitude, one.longitude, one.resolution, one.code) for one in places
    ):
        yield name, f"{kind}{f', {code}' if code else ''}, {latitude:.2f} {longitude:.2f}"


def _times(times: Sequence[TimeExpression]) -> Iterator[tuple[str, str]]:
    named: dict[tuple[str, bool], list[TimeExpression]] = {}
    for one in times:
        named.setdefault((one.value, one.history), []).append(one)
    for (value, history), several in named.items():
        words = (f"“{text}”" for text in _once(one.span.text for one in several))
        yield value, ", ".join((*words, *(("history",) if history else ())))


def _quotes(quotes: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    for one in quotes:
        speaker = one.name or (one.speaker.text if one.speaker else "(nobody named)")
        yield speaker, f"{one.kind}: {one.span.text}"


def _events(events: Sequence[CodedEvent]) -> Iterator[tuple[str, str]]:
    for event in events:
        report = event.report
        kind = " ".join((report.event_type, *report.modes))
        date, place = report.date, report.place
        told = [_sides(report)]
        told += [date.value] if date else []
        told += [f"in {place.name}"] if place else []
        told += _flags(report)
        if event.verdict:
            told.append("judged right" if event.verdict.right else "judged wrong")
        yield event.id, f"{kind}  {', '.join(filter(None, told))}"
        yield "", f"“{report.sentence.text}”"


def _sides(report: Report) -> str:
    """Who did it, and after an arrow to whom."""
    sides = (report.actors, report.recipients)
    told = (" and ".join(_actor(one) for one in side) for side in sides)
    return " → ".join(filter(None, told))


def _actor(actor: Actor) -> str:
    side = _side(actor)
    return f"{actor.name} ({side})" if side else actor.name


def _flags(report: Report) -> list[str]:
    """How it is told, in words."""
    told = (
        (report.negated, "negated"),
        (report.future, "to come"),
        (report.background, "background"),
        (report.claim, "claim"),
    )
    return [word for holds, word in told if holds]


# The same as JSON


def annotated_document(found: Annotations, events: Sequence[CodedEvent]) -> dict[str, Any]:
    """All that was read. Spans are code points in the named field."""
    from dateline.export.record import record

    return {
        "sentences": [
            {**_span(one.span), "paragraph": one.paragraph, "quoted": one.quoted}
            for one in found.sentences
        ],
        "names": list(map(_mention_document, found.mentions)),
        "places": list(map(_place_document, found.places)),
        "times": list(map(_time_document, found.times)),
        "quotes": list(map(_quote_document, found.quotes)),
        "events": list(map(record, events)),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"part": span.part, "start": span.start, "end": span.end, "text": span.text}


def _rule(rule: Rule) -> dict[str, Any]:
    return {"rule": rule.name, "dictionary": rule.dictionary}


def _mention_document(one: Mention) -> dict[str, Any]:
    return {
        **_span(one.span),
        "kind": one.kind,
        "name": one.name,
        "role": one.role,
        "code": one.code,
        "sector": one.sector,
        **_rule(one.rule),
    }


def _place_document(one: PlaceMention) -> dict[str, Any]:
    return {
        **_span(one.span),
        "name": one.name,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "resolution": one.resolution,
        "country": one.code,
        "geonameid": one.geonameid,
        "confidence": one.confidence,
        **_rule(one.rule),
    }


def _time_document(one: TimeExpression) -> dict[str, Any]:
    said = {"value": one.value, "type": one.kind, "history": one.history}
    return {**_span(one.span), **said, **_rule(one.rule)}


def _quote_document(one: Quote) -> dict[str, Any]:
    return {
        **_span(one.span),
        "kind": one.kind,
        "speaker": one.speaker and _span(one.speaker),
        "name": one.name,
        "role": one.role,
        "cue": one.cue and _span(one.cue),
        **_rule(one.rule),
    }
