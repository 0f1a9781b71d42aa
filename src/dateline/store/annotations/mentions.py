"""Converts the people, organizations and places of an article to rows, one for each, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dateline.store.annotations.spans import Row, Texts, rule_values, span_of, span_values
from dateline.store.names import acronym, ends, folded
from dateline.values.annotations import Mention, MentionKind, PlaceMention, Resolution, Rule


def name_rows(article: str, mentions: Iterable[Mention]) -> list[Row]:
    """A row for each person and organization, in the order of first mention."""
    entities: dict[tuple[Any, ...], list[Mention]] = {}
    for mention in mentions:
        key = (mention.kind, mention.name, mention.role, mention.code, mention.sector)
        entities.setdefault(key, []).append(mention)
    return [
        _name_row(article, number, of_entity) for number, of_entity in enumerate(entities.values())
    ]


def _name_row(article: str, number: int, mentions: Sequence[Mention]) -> Row:
    first, folded_name = mentions[0], folded(mentions[0].name)
    forms = list(dict.fromkeys(mention.span.text for mention in mentions))
    return {
        "article": article,
        "number": number,
        "kind": first.kind.value,
        "name": first.name,
        "folded": folded_name,
        "ends": ends(folded_name),
        "acronym": acronym(first.kind, (first.name, *forms)),
        "role": first.role,
        "code": first.code,
        "sector": first.sector,
        "mentions": len(mentions),
        "forms": forms,
        "spans": [[*span_values(mention.span), *rule_values(mention.rule)] for mention in mentions],
    }


def mentions_of(rows: Iterable[Any], texts: Texts) -> tuple[Mention, ...]:
    """The mentions in the rows of `names` of one article, in reading order."""
    found = (
        Mention(
            span=span_of(span, texts),
            kind=MentionKind(row.kind),
            name=row.name,
            rule=Rule(name=rule, dictionary=dictionary),
            role=row.role,
            code=row.code,
            sector=row.sector,
        )
        for row in rows
        for *span, rule, dictionary in row.spans
    )
    return tuple(sorted(found, key=_reading_order(texts)))


def _reading_order(texts: Texts) -> Callable[[Mention | PlaceMention], tuple[int, int]]:
    order = {part: number for number, part in enumerate(texts)}
    return lambda mention: (order[mention.span.part], mention.span.start)


def place_rows(article: str, mentions: Iterable[PlaceMention]) -> list[Row]:
    """A row for each place, in the order of first mention."""
    places: dict[tuple[Any, ...], list[PlaceMention]] = {}
    for place in mentions:
        places.setdefault(place_key(place), []).append(place)
    return [
        {
            "article": article,
            "number": number,
            **dict(zip(PLACE, key, strict=True)),
            "mentions": len(of_place),
            "forms": list(dict.fromkeys(place.span.text for place in of_place)),
            "spans": [
                [*span_values(place.span), place.confidence, *rule_values(place.rule)]
                for place in of_place
            ],
        }
        for number, (key, of_place) in enumerate(places.items())
    ]


PLACE = ("name", "latitude", "longitude", "resolution", "code", "geonameid")


def place_key(place: PlaceMention) -> tuple[Any, ...]:
    return (
        place.name,
        place.latitude,
        place.longitude,
        place.resolution.value,
        place.code,
        place.geonameid,
    )


def places_of(rows: Iterable[Any], texts: Texts) -> tuple[PlaceMention, ...]:
    """The places in the rows of `places` of one article, in reading order."""
    found = (
        place_of([getattr(row, name) for name in PLACE], values, texts)
        for row in rows
        for values in row.spans
    )
    return tuple(sorted(found, key=_reading_order(texts)))


def place_of(key: Sequence[Any], values: Sequence[Any], texts: Texts) -> PlaceMention:
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
