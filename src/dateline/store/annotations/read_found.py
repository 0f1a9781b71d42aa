"""Reads what was found in many articles, as it is stored. JSON of a whole page of rows is parsed at
once, and no value is made of it: that takes a fifth of the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Text, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.annotations.read import headed_texts
from dateline.store.annotations.read_events import events_in
from dateline.store.sql import narrowed, parsed_json, rows_in
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow
from dateline.values.archive.exported import FoundInText
from dateline.values.events import CodedEvent


def found_in(
    connection: Connection, articles: Iterable[str]
) -> Mapping[str, tuple[FoundInText, tuple[CodedEvent, ...]]]:
    """What was found in the current version of each of these articles, and its events in the order
    of the text, by full id; empty for an article that is not annotated."""
    headed = headed_texts(connection, articles)
    names, places, quotes, rest = (
        _by_article(connection, query(), headed) for query in (_names, _places, _quotes, _rest)
    )
    events = events_in(connection, headed)
    found = {}
    for article, (_, texts) in headed.items():
        sentences, times = rest[article][0] if article in rest else ((), ())
        values = FoundInText(
            texts=texts,
            sentences=sentences,
            times=times,
            names=names.get(article, ()),
            places=places.get(article, ()),
            quotes=quotes.get(article, ()),
        )
        found[article] = values, tuple(events[article])
    return found


def _by_article(
    connection: Connection, query: tuple[Select[*tuple[Any, ...]], int], articles: Iterable[str]
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each article, without its id, with the last columns parsed: as many as the query
    says."""
    statement, parsed = query
    rows = [tuple(row) for row in rows_in(connection, statement, articles)]
    texts = (text or "null" for row in rows for text in row[-parsed:])
    values: Iterator[Any] = iter(parsed_json(f"[{','.join(texts)}]"))
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        read = (next(values) for _ in range(parsed))
        found.setdefault(row[0], []).append((*row[1:-parsed], *read))
    return found


def _json(*columns: InstrumentedAttribute[Any]) -> tuple[Any, ...]:
    return tuple(type_coerce(column, Text) for column in columns)


@cache
def _names() -> tuple[Select[*tuple[Any, ...]], int]:
    row = NameRow
    values = (row.article, row.kind, row.name, row.role, row.code, row.sector)
    query = select(*values, *_json(row.spans)).order_by(row.article, row.number)
    return narrowed(query, row.article), 1


@cache
def _places() -> tuple[Select[*tuple[Any, ...]], int]:
    row = PlaceRow
    where = (row.latitude, row.longitude, row.resolution, row.code, row.geonameid)
    query = select(row.article, row.name, *where, *_json(row.spans))
    return narrowed(query.order_by(row.article, row.number), row.article), 1


@cache
def _quotes() -> tuple[Select[*tuple[Any, ...]], int]:
    row = QuoteRow
    values = (row.article, row.kind, row.name, row.role, row.rule, row.dictionary)
    query = select(*values, *_json(row.span, row.speaker, row.cue))
    return narrowed(query.order_by(row.article, row.number), row.article), 3


@cache
def _rest() -> tuple[Select[*tuple[Any, ...]], int]:
    row = AnnotationRow
    query = select(row.article, *_json(row.sentences, row.times))
    return narrowed(query, row.article), 2
