"""Reads all that was found in some articles: a query for each table, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from dateline.store.annotations.events import quote_of
from dateline.store.annotations.mentions import mentions_of, places_of
from dateline.store.annotations.read import headed_texts
from dateline.store.annotations.read_events import events_in
from dateline.store.annotations.spans import sentences_of, times_of
from dateline.store.sql import narrowed, rows_in
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow
from dateline.values.annotations import Annotations
from dateline.values.events import AnnotatedArticle

_Below = type[NameRow | PlaceRow | QuoteRow]


def annotated_articles(
    connection: Connection, articles: Iterable[str]
) -> Mapping[str, AnnotatedArticle]:
    """The annotations and events of the current version of each of these articles, by their full
    ids; empty for an article that is not annotated."""
    headed = headed_texts(connection, articles)
    names, places, quotes = (
        _rows(connection, table, headed) for table in (NameRow, PlaceRow, QuoteRow)
    )
    events = events_in(connection, headed)
    read = {row.article: row for row in rows_in(connection, _in_articles(), headed)}
    found = {}
    for article, (heading, texts) in headed.items():
        annotations = Annotations()
        if (row := read.get(article)) is not None:
            annotations = Annotations(
                sentences=sentences_of(row.sentences, texts),
                mentions=mentions_of(names[article], texts),
                times=times_of(row.times, texts),
                places=places_of(places[article], texts),
                quotes=tuple(quote_of(quote, texts) for quote in quotes[article]),
                reports=tuple(event.report for event in events[article]),
            )
        found[article] = AnnotatedArticle(
            version=heading.version, annotations=annotations, events=tuple(events[article])
        )
    return found


def _rows(connection: Connection, table: _Below, articles: Iterable[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {article: [] for article in articles}
    for row in rows_in(connection, _below(table), found):
        found[row.article].append(row)
    return found


@cache
def _below(table: _Below) -> Select[*tuple[Any, ...]]:
    return narrowed(select(table.__table__).order_by(table.article, table.number), table.article)


@cache
def _in_articles() -> Select[*tuple[Any, ...]]:
    query = select(AnnotationRow.article, AnnotationRow.sentences, AnnotationRow.times)
    return narrowed(query, AnnotationRow.article)
