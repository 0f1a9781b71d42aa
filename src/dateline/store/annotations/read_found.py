"""Reads articles with all that was found in them, as it is stored, for exports. JSON of a whole
page of rows is parsed at once, and no value is made of it: that takes a fifth of the time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.annotations.read import headed_texts
from dateline.store.annotations.read_events import events_in
from dateline.store.articles.read import current_articles, fitting
from dateline.store.backends.expressions import as_kept
from dateline.store.curation.labels import labels
from dateline.store.database import Database
from dateline.store.sql import ArticleSelection, narrowed, parsed_json, rows_in
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.archive.exported import NOTHING_FOUND, ExportedArticle, FoundInText
from dateline.values.events import CodedEvent

_ARTICLES = 100  # in memory at once


def exported(
    database: Database, ids: Collection[str] | None, *, annotated: bool
) -> Iterator[ExportedArticle]:
    """These articles (None: all), newest first, those without a date last, as they were when the
    first was asked for; up to 100 in memory at a time, see `fitting`."""
    with database.reading() as connection:
        query = select(ArticleRow.id).join(VersionRow, IS_CURRENT)
        query = query.where(ArticleSelection(connection, ids).includes(ArticleRow.id))
        undated, newest = VersionRow.published.is_(None), VersionRow.published.desc()
        rest = list(connection.scalars(query.order_by(undated, newest, ArticleRow.arrival)))
        rest.reverse()
        while rest:
            page = fitting(connection, rest[: -_ARTICLES - 1 : -1])
            del rest[-len(page) :]
            yield from _page(connection, page, annotated)


def _page(connection: Connection, ids: list[str], annotated: bool) -> Iterator[ExportedArticle]:
    labels_of = labels(connection, ids)
    found_of = found_in(connection, ids) if annotated else {}
    for article in current_articles(connection, ids):
        found, events = found_of.get(article.id, (NOTHING_FOUND, ()))
        yield ExportedArticle(
            article=article, labels=labels_of[article.id], found=found, events=events
        )


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
    return tuple(as_kept(column) for column in columns)


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
