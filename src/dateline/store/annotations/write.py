"""Annotations into the tables, and which articles have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from dateline.store.annotations.events import quote_rows, report_rows
from dateline.store.annotations.mentions import name_rows, place_rows
from dateline.store.annotations.refresh import what_was_decided
from dateline.store.annotations.search_keys import key_values
from dateline.store.annotations.spans import Row, sentence_values, time_values
from dateline.store.articles.read import current_articles
from dateline.store.database import Database
from dateline.store.dateline_version import dateline_version
from dateline.store.sql import rows_with, storable
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow, ReportRow
from dateline.store.tables.articles import ArticleRow, PendingRow
from dateline.values.article import ArchivedArticle
from dateline.values.events import Annotated

_PAGE = 256
_BELOW = (NameRow, PlaceRow, QuoteRow, ReportRow)


def _not_coded(coder: str) -> Any:
    coded = select(AnnotationRow.article).where(
        AnnotationRow.article == ArticleRow.id, AnnotationRow.coder == coder
    )
    return ~coded.exists()


def unannotated(database: Database, coder: str) -> Iterator[tuple[ArchivedArticle, ...]]:
    """The articles that this coder has not coded in their current version, in the order in which
    they came in, 256 at a time. Each page is a transaction of its own."""
    last = -1
    while True:
        page = select(ArticleRow.id, ArticleRow.arrival).where(
            ArticleRow.arrival > last, _not_coded(coder)
        )
        with database.reading() as connection:
            found = connection.execute(page.order_by(ArticleRow.arrival).limit(_PAGE)).all()
            articles = current_articles(connection, [id for id, _ in found])
        if not found:
            return
        yield articles
        last = found[-1].arrival


def count_unannotated(connection: Connection, coder: str) -> int:
    query = select(func.count()).select_from(ArticleRow).where(_not_coded(coder))
    return connection.scalar(query) or 0


def write_annotations(
    connection: Connection, batch: Sequence[Annotated], *, coder: str, now: str
) -> None:
    """What was read in these articles is in place of what was before. Those of which a search
    would learn something else are pending."""
    ids = {one.article for one in batch}
    query = select(AnnotationRow.article, AnnotationRow.search_keys)
    before = dict(rows_with(connection, query, AnnotationRow.article, ids))
    forget_annotations(connection, before)
    known, wrong = what_was_decided(connection)
    rows: dict[type[Any], list[Row]] = {table: [] for table in (AnnotationRow, *_BELOW)}
    for one in batch:
        below = _rows(one)
        for table, some in below.items():
            rows[table] += some
        rows[AnnotationRow].append(
            {
                "article": one.article,
                "coder": coder,
                "dateline": dateline_version(),
                "at": now,
                "error": one.error and storable(one.error),
                "search_keys": key_values(
                    names=below[NameRow],
                    places=below[PlaceRow],
                    reports=below[ReportRow],
                    quotes=below[QuoteRow],
                    known=known,
                    wrong=wrong,
                ),
                "times": time_values(one.annotations.times),
                "sentences": sentence_values(one.annotations.sentences),
            }
        )
    for table, some in rows.items():
        if some:
            connection.execute(insert(table), some)
    changed = [
        {"article": row["article"]}
        for row in rows[AnnotationRow]
        if row["search_keys"] != before.get(row["article"], _NOTHING)
    ]
    if changed:
        connection.execute(insert(PendingRow), changed)


_NOTHING: list[Any] = [[], [], [], [], [], []]


def forget_annotations(connection: Connection, articles: Iterable[str]) -> None:
    """These articles are not coded."""
    gone = [{"gone": article} for article in articles]
    if gone:
        one = delete(AnnotationRow).where(AnnotationRow.article == bindparam("gone"))
        connection.execute(one, gone)


def forget_errors(connection: Connection, articles: Iterable[str]) -> None:
    """Those of these articles that could not be coded are not coded, and will be tried again."""
    query = select(AnnotationRow.article).where(AnnotationRow.error.is_not(None))
    failed = rows_with(connection, query, AnnotationRow.article, articles)
    forget_annotations(connection, [row.article for row in failed])


def _rows(one: Annotated) -> dict[type[Any], list[Row]]:
    found = one.annotations
    return {
        NameRow: name_rows(one.article, found.mentions),
        PlaceRow: place_rows(one.article, found.places),
        QuoteRow: quote_rows(one.article, found.quotes),
        ReportRow: report_rows(one.article, found.reports),
    }
