"""Reads articles: some by their ids, or all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, cast, func, select

from dateline.errors import ArchiveDamaged
from dateline.store.articles.mapping import archived_articles, load
from dateline.store.database import Database
from dateline.store.sql import narrowed, rows_in, rows_with
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
MOST_TEXT = 16 * 1024 * 1024  # characters of bodies in memory at once: as many as one may have


def current_articles(connection: Connection, ids: list[str]) -> tuple[ArchivedArticle, ...]:
    """The current versions of these articles, in the order of the ids."""
    rows = rows_in(connection, _current_articles(), ids)
    found = {article.id: article for article in load(connection, rows)}
    if lost := [id for id in ids if id not in found]:
        raise ArchiveDamaged(
            f"the database has lost the current version of the article {lost[0]}",
            hint="“dateline verify” names all that is damaged",
        )
    return tuple(found[id] for id in ids)


@cache
def _current_articles() -> Select[*tuple[Any, ...]]:
    query = archived_articles().where(VersionRow.number == ArticleRow.current)
    return narrowed(query, ArticleRow.id)


def fitting(connection: Connection, ids: list[str]) -> list[str]:
    """The first of these articles, as many as have 16 million characters of text together, and at
    least one: what may be in memory at once."""
    lengths = select(VersionRow.article, func.length(VersionRow.body))
    query = lengths.join(ArticleRow, ArticleRow.id == VersionRow.article).where(IS_CURRENT)
    length_of = dict(rows_with(connection, query, VersionRow.article, ids))
    total = 0
    for at, id in enumerate(ids):
        total += length_of[id]
        if at and total > MOST_TEXT:
            return ids[:at]
    return ids


def all_versions(connection: Connection, article: str) -> tuple[ArchivedArticle, ...]:
    """Every version of the article with this full id, oldest first."""
    query = archived_articles().where(VersionRow.article == article).order_by(VersionRow.number)
    return load(connection, connection.execute(query))


def every_article(database: Database, after: str) -> Iterator[ArchivedArticle]:
    """The current version of every article whose id comes after `after`, in the order of ids,
    up to 200 in memory at a time, see `fitting`.

    Each page is a transaction of its own, so that a long iteration blocks no writer. What other
    processes write meanwhile may or may not be seen, but no article comes twice.
    """
    last = after
    while True:
        query = select(ArticleRow.id).where(ArticleRow.id > last).order_by(ArticleRow.id)
        with database.reading() as connection:
            ids = list(connection.scalars(query.limit(_PAGE)))
            page = current_articles(connection, fitting(connection, ids))
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
        "size_bytes": select(
            cast(
                func.coalesce(func.sum(OriginalRow.size), 0), BigInteger
            )  # else PostgreSQL's numeric
        ),
        "failed": select(
            failures.where(FailureRow.disposition == Disposition.FAILED.value).scalar_subquery()
            + select(func.count(AnnotationRow.error)).scalar_subquery()
        ),
        "rejected": failures.where(FailureRow.disposition == Disposition.REJECTED.value),
        "pending": select(func.count(PendingRow.article.distinct())),
    }
    query = select(*(number.scalar_subquery().label(name) for name, number in numbers.items()))
    return Counts(**connection.execute(query).mappings().one())
