"""People, organizations and places of an article to rows, one for each, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dateline.store.annotations.spans import Row, Texts, rule_values, span_of, span_values
from dateline.store.names import acronym, ends, folded
from dateline.values.annotations import Mention, MentionKind, PlaceMention, Resolution, Rule


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
        "spans": [[*span_values(one.span), *rule_values(one.rule)] for one in mentions],
    }


def mentions_of(rows: Iterable[Any], texts: Texts) -> tuple[Mention, ...]:
    """The mentions of an article's rows of `names`, in reading order."""
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
    return tuple(sorted(found, key=_by_place(texts)))


def _by_place(texts: Texts) -> Callable[[Mention | PlaceMention], tuple[int, int]]:
    order = {part: number for number, part in enumerate(texts)}
    return lambda one: (order[one.span.part], one.span.start)


def place_rows(article: str, found: Iterable[PlaceMention]) -> list[Row]:
    """A row for each place, in the order in which they are first named."""
    places: dict[tuple[Any, ...], list[PlaceMention]] = {}
    for one in found:
        places.setdefault(place_key(one), []).append(one)
    return [
        {
            "article": article,
            "number": number,
            **dict(zip(PLACE, key, strict=True)),
            "mentions": len(mentions),
            "forms": list(dict.fromkeys(one.span.text for one in mentions)),
            "spans": [
                [*span_values(one.span), one.confidence, *rule_values(one.rule)] for one in mentions
            ],
        }
        for number, (key, mentions) in enumerate(places.items())
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
    """The places of an article's rows of `places`, in reading order."""
    found = (
        place_of([getattr(row, name) for name in PLACE], values, texts)
        for row in rows
        for values in row.spans
    )
    return tuple(sorted(found, key=_by_place(texts)))


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
