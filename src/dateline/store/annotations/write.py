"""Writes annotations to the tables, and finds the articles that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from dateline.store.annotations.claims import Claims, not_annotated
from dateline.store.annotations.digests import keep_digests
from dateline.store.annotations.events import quote_rows, report_rows
from dateline.store.annotations.mentions import name_rows, place_rows
from dateline.store.annotations.refresh import decisions_and_wrong_events
from dateline.store.annotations.search_keys import key_values
from dateline.store.annotations.spans import Row, sentence_values, time_values
from dateline.store.articles.read import current_articles, fitting
from dateline.store.database import Database
from dateline.store.dateline_version import dateline_version
from dateline.store.sql import execute_each, rows_with, storable
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow, ReportRow
from dateline.store.tables.articles import ArticleRow, PendingRow
from dateline.values.article import ArchivedArticle
from dateline.values.events import Annotated

_PAGE = 256
_BELOW = (NameRow, PlaceRow, QuoteRow, ReportRow)


def unannotated(
    database: Database, coder: str, claims: Claims
) -> Iterator[tuple[ArchivedArticle, ...]]:
    """The articles whose current version this coder has not annotated, in order of arrival, up to
    256 at a time, see `fitting`. Each page is a transaction of its own."""
    for last, upto in claims.ranges(coder):
        while True:
            page = select(ArticleRow.id, ArticleRow.arrival).where(
                ArticleRow.arrival > last, not_annotated(coder)
            )
            if upto is not None:
                page = page.where(ArticleRow.arrival <= upto)
            with database.reading() as connection:
                found = connection.execute(page.order_by(ArticleRow.arrival).limit(_PAGE)).all()
                ids = fitting(connection, [id for id, _ in found])
                articles = current_articles(connection, ids)
                claims.give_out(connection, ids)
            if not found:
                break
            yield articles
            last = found[len(ids) - 1].arrival


def count_unannotated(connection: Connection, coder: str) -> int:
    query = select(func.count()).select_from(ArticleRow).where(not_annotated(coder))
    return connection.scalar(query) or 0


def write_annotations(
    connection: Connection, batch: Sequence[Annotated], *, coder: str, now: str
) -> None:
    """These annotations replace those that the articles had. Articles whose search keys changed
    are pending."""
    ids = {annotated.article for annotated in batch}
    query = select(AnnotationRow.article, AnnotationRow.search_keys)
    before = dict(rows_with(connection, query, AnnotationRow.article, ids))
    forget_annotations(connection, before)
    decisions, wrong = decisions_and_wrong_events(connection)
    rows: dict[type[Any], list[Row]] = {table: [] for table in (AnnotationRow, *_BELOW)}
    for annotated in batch:
        rows_below = _rows(annotated)
        for table, table_rows in rows_below.items():
            rows[table] += table_rows
        rows[AnnotationRow].append(
            {
                "article": annotated.article,
                "coder": coder,
                "dateline": dateline_version(),
                "at": now,
                "error": annotated.error and storable(annotated.error),
                "search_keys": key_values(
                    names=rows_below[NameRow],
                    places=rows_below[PlaceRow],
                    reports=rows_below[ReportRow],
                    quotes=rows_below[QuoteRow],
                    entity_names=decisions,
                    wrong=wrong,
                ),
                "times": time_values(annotated.annotations.times),
                "sentences": sentence_values(annotated.annotations.sentences),
            }
        )
    for table, table_rows in rows.items():
        if table_rows:
            connection.execute(insert(table), table_rows)
    keep_digests(connection, ids)
    changed = [
        {"article": row["article"]}
        for row in rows[AnnotationRow]
        if row["search_keys"] != before.get(row["article"], _NOTHING)
    ]
    if changed:
        connection.execute(insert(PendingRow), changed)


_NOTHING: list[Any] = [[], [], [], [], [], []]


def forget_annotations(connection: Connection, articles: Iterable[str]) -> None:
    """These articles have no annotations."""
    statement = delete(AnnotationRow).where(AnnotationRow.article == bindparam("gone"))
    execute_each(connection, statement, ({"gone": article} for article in articles))


def forget_errors(connection: Connection, articles: Iterable[str]) -> None:
    """Those of these articles that could not be annotated count as not annotated, and are tried
    again."""
    query = select(AnnotationRow.article).where(AnnotationRow.error.is_not(None))
    failed = rows_with(connection, query, AnnotationRow.article, articles)
    forget_annotations(connection, [row.article for row in failed])


def _rows(annotated: Annotated) -> dict[type[Any], list[Row]]:
    annotations = annotated.annotations
    return {
        NameRow: name_rows(annotated.article, annotations.mentions),
        PlaceRow: place_rows(annotated.article, annotations.places),
        QuoteRow: quote_rows(annotated.article, annotations.quotes),
        ReportRow: report_rows(annotated.article, annotations.reports),
    }
