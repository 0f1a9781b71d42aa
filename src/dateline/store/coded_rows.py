"""Annotations to rows of the tables in coded_tables.py, and back.

A span is kept as [part, start, end]; the words are read from the article when they are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from dateline.store.digests import ID_LENGTH
from dateline.store.names import acronym, ends, folded
from dateline.values.annotations import (
    Actor,
    Kind,
    Mention,
    PlaceMention,
    Quote,
    QuoteKind,
    Report,
    Resolution,
    Rule,
    Sentence,
    Span,
    TimeExpression,
    TimeKind,
)
from dateline.values.coding import codes_of, targets
from dateline.values.moment import Moment

Row = dict[str, Any]
Texts = Mapping[str, str]
"""What stands in each part of an article, in reading order."""


def span_values(span: Span) -> list[Any]:
    return [span.part, span.start, span.end]


def span_of(values: Sequence[Any], texts: Texts) -> Span:
    """The span that `span_values` gave, with the words that stand there."""
    part, start, end = values
    return Span(part=part, start=start, end=end, text=texts[part][start:end])


def _maybe(values: Sequence[Any] | None, texts: Texts) -> Span | None:
    return None if values is None else span_of(values, texts)


# Sentences and times


def sentence_values(found: Iterable[Sentence]) -> list[Any]:
    return [[*span_values(one.span), one.paragraph, int(one.quoted)] for one in found]


def sentences_of(values: Iterable[Sequence[Any]], texts: Texts) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span=span_of(span, texts), paragraph=paragraph, quoted=bool(quoted))
        for *span, paragraph, quoted in values
    )


def time_values(found: Iterable[TimeExpression]) -> list[Any]:
    return [
        [*span_values(one.span), one.value, one.kind, *_rule(one.rule), int(one.history)]
        for one in found
    ]


def times_of(values: Iterable[Sequence[Any]], texts: Texts) -> tuple[TimeExpression, ...]:
    return tuple(
        TimeExpression(
            span=span_of(span, texts),
            value=value,
            kind=TimeKind(kind),
            rule=Rule(name=rule, dictionary=dictionary),
            history=bool(history),
        )
        for *span, value, kind, rule, dictionary, history in values
    )


def _rule(rule: Rule) -> tuple[str, str | None]:
    return rule.name, rule.dictionary


# Names


def name_rows(article: str, found: Iterable[Mention]) -> list[Row]:
    """A row for each person and organization, in the order in which they are first named."""
    entities: dict[tuple[Any, ...], list[Mention]] = {}
    for one in found:
        key = (one.kind, one.name, one.role, one.code, one.sector)
        entities.setdefault(key, []).append(one)
    return [
        _name_row(article, number, mentions) for number, mentions in enumerate(entities.values())
    ]


def _name_row(article: str, number: int, mentions: Sequence[Mention]) -> Row:
    first, plain = mentions[0], folded(mentions[0].name)
    forms = list(dict.fromkeys(one.span.text for one in mentions))
    return {
        "article": article,
        "number": number,
        "kind": first.kind.value,
        "name": first.name,
        "folded": plain,
        "ends": ends(plain),
        "acronym": acronym(first.kind, (first.name, *forms)),
        "role": first.role,
        "code": first.code,
        "sector": first.sector,
        "mentions": len(mentions),
        "forms": forms,
        "spans": [[*span_values(one.span), *_rule(one.rule)] for one in mentions],
    }


def mentions_of(rows: Iterable[Any], texts: Texts) -> tuple[Mention, ...]:
    """The mentions of an article's rows of `names`, in reading order."""
    found = (
        Mention(
            span=span_of(span, texts),
            kind=Kind(row.kind),
            name=row.name,
            rule=Rule(name=rule, dictionary=dictionary),
            role=row.role,
            code=row.code,
            sector=row.sector,
        )
        for row in rows
        for *span, rule, dictionary in row.spans
    )
    return tuple(sorted(found, key=_by_place(texts)))


def _by_place(texts: Texts) -> Callable[[Mention | PlaceMention], tuple[int, int]]:
    order = {part: number for number, part in enumerate(texts)}
    return lambda one: (order[one.span.part], one.span.start)


# Places


def place_rows(article: str, found: Iterable[PlaceMention]) -> list[Row]:
    """A row for each place, in the order in which they are first named."""
    places: dict[tuple[Any, ...], list[PlaceMention]] = {}
    for one in found:
        places.setdefault(_place_key(one), []).append(one)
    return [
        {
            "article": article,
            "number": number,
            **dict(zip(_PLACE, key, strict=True)),
            "mentions": len(mentions),
            "forms": list(dict.fromkeys(one.span.text for one in mentions)),
            "spans": [
                [*span_values(one.span), one.confidence, *_rule(one.rule)] for one in mentions
            ],
        }
        for number, (key, mentions) in enumerate(places.items())
    ]


_PLACE = ("name", "latitude", "longitude", "resolution", "code", "geonameid")


def _place_key(place: PlaceMention) -> tuple[Any, ...]:
    return (
        place.name,
        place.latitude,
        place.longitude,
        place.resolution.value,
        place.code,
        place.geonameid,
    )


def places_of(rows: Iterable[Any], texts: Texts) -> tuple[PlaceMention, ...]:
    """The places of an article's rows of `places`, in reading order."""
    found = (
        _place([getattr(row, name) for name in _PLACE], values, texts)
        for row in rows
        for values in row.spans
    )
    return tuple(sorted(found, key=_by_place(texts)))


def _place(key: Sequence[Any], values: Sequence[Any], texts: Texts) -> PlaceMention:
    name, latitude, longitude, resolution, code, geonameid = key
    *span, confidence, rule, dictionary = values
    return PlaceMention(
        span=span_of(span, texts),
        name=name,
        latitude=latitude,
        longitude=longitude,
        resolution=Resolution(resolution),
        confidence=confidence,
        rule=Rule(name=rule, dictionary=dictionary),
        code=code,
        geonameid=geonameid,
    )


# Quotes


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
        speaker=_maybe(row.speaker, texts),
        name=row.name,
        role=row.role,
        cue=_maybe(row.cue, texts),
    )


# Reports


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
        "place": place
        and [*_place_key(place), *span_values(place.span), place.confidence, *_rule(place.rule)],
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
        place=place and _place(place[: len(_PLACE)], place[len(_PLACE) :], texts),
        negated=row.negated,
        future=row.future,
        background=row.background,
        claim=row.claim,
    )
