"""Converts the quotes and event reports of an article to rows, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from dateline.store.annotations.mentions import PLACE, place_key, place_of
from dateline.store.annotations.spans import (
    Row,
    Texts,
    maybe_span,
    rule_values,
    span_of,
    span_values,
)
from dateline.store.articles.identity import ID_LENGTH
from dateline.store.names import folded
from dateline.values.annotations import Actor, PlaceMention, Quote, QuoteKind, Report, Rule
from dateline.values.moment import Moment
from dateline.values.search.keys import codes_of, targets


def quote_rows(article: str, quotes: Iterable[Quote]) -> list[Row]:
    return [
        {
            "article": article,
            "number": number,
            "kind": quote.kind.value,
            "name": quote.name,
            "folded": quote.name and folded(quote.name),
            "role": quote.role,
            "span": span_values(quote.span),
            "speaker": quote.speaker and span_values(quote.speaker),
            "cue": quote.cue and span_values(quote.cue),
            "rule": quote.rule.name,
            "dictionary": quote.rule.dictionary,
        }
        for number, quote in enumerate(quotes)
    ]


def quote_of(row: Any, texts: Texts) -> Quote:
    return Quote(
        span=span_of(row.span, texts),
        kind=QuoteKind(row.kind),
        rule=Rule(name=row.rule, dictionary=row.dictionary),
        speaker=maybe_span(row.speaker, texts),
        name=row.name,
        role=row.role,
        cue=maybe_span(row.cue, texts),
    )


def report_rows(article: str, reports: Iterable[Report]) -> list[Row]:
    rows, ordinals = [], dict[str, int]()
    for number, report in enumerate(reports):
        identity = "\n".join((article, report.sentence.text, report.event_type, *_roles(report)))
        ordinals[identity] = ordinal = ordinals.get(identity, -1) + 1
        rows.append(_report_row(article, number, _event_id(identity, ordinal), report))
    return rows


def _event_id(identity: str, ordinal: int) -> str:
    """The id of an event. `ordinal` distinguishes events of one article that are else equal."""
    return sha256(f"{identity}\n{ordinal}".encode()).hexdigest()[:ID_LENGTH]


def _roles(report: Report) -> Iterator[str]:
    """Each actor and target, by code if it has one: a name may change with the rest of the
    article, when a longer form of it is found there."""
    for role, actors in (("by", report.actors), ("to", report.recipients)):
        for actor in actors:
            yield f"{role} {'-'.join(filter(None, (actor.code, actor.sector))) or actor.name}"


def _report_row(article: str, number: int, id: str, report: Report) -> Row:
    date, place = report.date, report.place
    return {
        "id": id,
        "article": article,
        "number": number,
        "event_type": report.event_type,
        "modes": report.modes,
        "contexts": report.contexts,
        "actors": list(map(_actor_values, report.actors)),
        "recipients": list(map(_actor_values, report.recipients)),
        "actor_codes": codes_of(report.actors),
        "target_codes": codes_of(targets(report)),
        "date_value": date and date.value,
        "date_offset": date and date.offset,
        "date_basis": date and date.basis,
        "first_day": date and date.first_day,
        "last_day": date and date.last_day,
        "place": place and _place_values(place),
        "place_code": place and place.code,
        "negated": report.negated,
        "future": report.future,
        "background": report.background,
        "claim": report.claim,
        "span": span_values(report.span),
        "sentence": span_values(report.sentence),
        "rule": report.rule.name,
        "dictionary": report.rule.dictionary,
    }


def _place_values(place: PlaceMention) -> list[Any]:
    where = (*place_key(place), *span_values(place.span))
    return [*where, place.confidence, *rule_values(place.rule)]


def _actor_values(actor: Actor) -> list[Any]:
    return [actor.name, actor.code, actor.sector, *span_values(actor.span)]


def _actors_of(values: Iterable[Sequence[Any]], texts: Texts) -> tuple[Actor, ...]:
    return tuple(
        Actor(span=span_of(span, texts), name=name, code=code, sector=sector)
        for name, code, sector, *span in values
    )


def _date(row: Any) -> Moment | None:
    value, basis = row.date_value, row.date_basis or ""
    return Moment(value=value, offset=row.date_offset, basis=basis) if value else None


def report_of(row: Any, texts: Texts) -> Report:
    place = row.place
    return Report(
        event_type=row.event_type,
        span=span_of(row.span, texts),
        sentence=span_of(row.sentence, texts),
        rule=Rule(name=row.rule, dictionary=row.dictionary),
        modes=row.modes,
        contexts=row.contexts,
        actors=_actors_of(row.actors, texts),
        recipients=_actors_of(row.recipients, texts),
        date=_date(row),
        place=place and place_of(place[: len(PLACE)], place[len(PLACE) :], texts),
        negated=row.negated,
        future=row.future,
        background=row.background,
        claim=row.claim,
    )
