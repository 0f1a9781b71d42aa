"""Reads articles: some by their ids, or all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dateline.store.articles.mapping import archived_articles, load
from dateline.store.database import Database
from dateline.store.sql import narrowed, rows_in
from dateline.store.tables.annotations import AnnotationRow
from dateline.store.tables.articles import (
    IS_CURRENT,
    ArticleRow,
    FailureRow,
    OriginalRow,
    PendingRow,
    VersionRow,
)
from dateline.values.article import ArchivedArticle
from dateline.values.listing import Counts
from dateline.values.outcome import Disposition

_PAGE = 200


def current_articles(connection: Connection, ids: list[str]) -> tuple[ArchivedArticle, ...]:
    """The current versions of these articles, in the order of the ids."""
    rows = rows_in(connection, _current_articles(), ids)
    found = {article.id: article for article in load(connection, rows)}
    return tuple(found[id] for id in ids)


@cache
def _current_articles() -> Select[*tuple[Any, ...]]:
    query = archived_articles().where(VersionRow.number == ArticleRow.current)
    return narrowed(query, ArticleRow.id)


def all_versions(connection: Connection, article: str) -> tuple[ArchivedArticle, ...]:
    """Every version of the article with this full id, oldest first."""
    query = archived_articles().where(VersionRow.article == article).order_by(VersionRow.number)
    return load(connection, connection.execute(query))


def every_article(database: Database, after: str) -> Iterator[ArchivedArticle]:
    """The current version of every article whose id comes after `after`, in the order of ids,
    200 in memory at a time.

    Each page is a transaction of its own, so that a long iteration blocks no writer. What other
    processes write meanwhile may or may not be seen, but no article comes twice.
    """
    last = after
    while True:
        query = archived_articles().where(
            VersionRow.number == ArticleRow.current, ArticleRow.id > last
        )
        with database.reading() as connection:
            rows = connection.execute(query.order_by(ArticleRow.id).limit(_PAGE))
            page = load(connection, rows)
        if not page:
            return
        yield from page
        last = page[-1].id


def count(connection: Connection) -> Counts:
    """The archive's totals at one moment."""
    every = func.count()
    failures = select(every).select_from(FailureRow)
    numbers = {
        "articles": select(every).select_from(ArticleRow),
        "copies": select(every).where(
            ArticleRow.copy_of.is_not(None) | (ArticleRow.story != ArticleRow.id)
        ),
        "partial": select(every)
        .select_from(ArticleRow)
        .join(VersionRow, IS_CURRENT)
        .where(VersionRow.partial.is_not(None)),
        "versions": select(every).select_from(VersionRow),
        "originals": select(every).select_from(OriginalRow),
        "size_bytes": select(func.coalesce(func.sum(OriginalRow.size), 0)),
        "failed": select(
            failures.where(FailureRow.disposition == Disposition.FAILED.value).scalar_subquery()
            + select(func.count(AnnotationRow.error)).scalar_subquery()
        ),
        "rejected": failures.where(FailureRow.disposition == Disposition.REJECTED.value),
        "pending": select(func.count(PendingRow.article.distinct())),
    }
    query = select(*(number.scalar_subquery().label(name) for name, number in numbers.items()))
    return Counts(**connection.execute(query).mappings().one())
