"""Quotes and reports of events of an article to rows, and back."""

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
from dateline.values.search_keys import codes_of, targets


def quote_rows(article: str, found: Iterable[Quote]) -> list[Row]:
    return [
        {
            "article": article,
            "number": number,
            "kind": one.kind.value,
            "name": one.name,
            "folded": one.name and folded(one.name),
            "role": one.role,
            "span": span_values(one.span),
            "speaker": one.speaker and span_values(one.speaker),
            "cue": one.cue and span_values(one.cue),
            "rule": one.rule.name,
            "dictionary": one.rule.dictionary,
        }
        for number, one in enumerate(found)
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


def report_rows(article: str, found: Iterable[Report]) -> list[Row]:
    rows, known = [], dict[str, int]()
    for number, one in enumerate(found):
        told = "\n".join((article, one.sentence.text, one.event_type, *_sides(one)))
        known[told] = ordinal = known.get(told, -1) + 1
        rows.append(_report_row(article, number, _event_id(told, ordinal), one))
    return rows


def _event_id(told: str, ordinal: int) -> str:
    return sha256(f"{told}\n{ordinal}".encode()).hexdigest()[:ID_LENGTH]


def _sides(report: Report) -> Iterator[str]:
    """Each side by its code where it has one: a name may grow with the rest of the article."""
    for role, actors in (("by", report.actors), ("to", report.recipients)):
        for one in actors:
            yield f"{role} {'-'.join(filter(None, (one.code, one.sector))) or one.name}"


def _report_row(article: str, number: int, id: str, one: Report) -> Row:
    date, place = one.date, one.place
    return {
        "id": id,
        "article": article,
        "number": number,
        "event_type": one.event_type,
        "modes": one.modes,
        "contexts": one.contexts,
        "actors": list(map(_actor_values, one.actors)),
        "recipients": list(map(_actor_values, one.recipients)),
        "actor_codes": codes_of(one.actors),
        "target_codes": codes_of(targets(one)),
        "date_value": date and date.value,
        "date_offset": date and date.offset,
        "date_basis": date and date.basis,
        "first_day": date and date.first_day,
        "last_day": date and date.last_day,
        "place": place and _place_values(place),
        "place_code": place and place.code,
        "negated": one.negated,
        "future": one.future,
        "background": one.background,
        "claim": one.claim,
        "span": span_values(one.span),
        "sentence": span_values(one.sentence),
        "rule": one.rule.name,
        "dictionary": one.rule.dictionary,
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
