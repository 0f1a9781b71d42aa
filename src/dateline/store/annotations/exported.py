"""Reads articles with all that is known of them, for exports."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from dateline.store.annotations.read_found import found_in
from dateline.store.articles.read import current_articles, fitting
from dateline.store.curation.labels import labels
from dateline.store.database import Database
from dateline.store.sql import ArticleSelection
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.archive.exported import NOTHING_FOUND, ExportedArticle

_PAGE = 100


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
            page = fitting(connection, rest[: -_PAGE - 1 : -1])
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
