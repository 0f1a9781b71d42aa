"""Pending changes: what the index still lacks.

A row is written in the transaction that writes the article, and deleted once the index has it.
Telling the index twice does no harm, so a crash between the two loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from dateline.store.articles.read import current_articles
from dateline.store.sql import rows_with
from dateline.store.tables.articles import ArticleRow, PendingRow
from dateline.values.article import ArchivedArticle


def oldest_pending(connection: Connection, limit: int) -> list[tuple[int, ArchivedArticle]]:
    """The articles of the `limit` oldest rows, each once and as it is now, with the number of
    its newest row: at least one if anything is pending, and never more than `limit`."""
    oldest = select(PendingRow.article).order_by(PendingRow.seq).limit(limit)
    ids = list(dict.fromkeys(connection.scalars(oldest)))
    numbered = select(PendingRow.article, func.max(PendingRow.seq)).group_by(PendingRow.article)
    newest = dict(rows_with(connection, numbered, PendingRow.article, ids))
    return [(newest[article.id], article) for article in current_articles(connection, ids)]


def clear_carried(connection: Connection, carried: Iterable[tuple[int, str]]) -> None:
    """The (seq, article id) given are pending no more, nor is any older row of those articles;
    a newer row of one, written since, stays."""
    rows = [{"upto": seq, "of": article} for seq, article in carried]
    if rows:
        connection.execute(
            delete(PendingRow).where(
                PendingRow.article == bindparam("of"), PendingRow.seq <= bindparam("upto")
            ),
            rows,
        )


def clear_upto(connection: Connection, seq: int) -> None:
    """No row up to this number is pending any more."""
    connection.execute(delete(PendingRow).where(PendingRow.seq <= seq))


def count_pending(connection: Connection) -> int:
    """How many articles are pending."""
    return connection.scalar(select(func.count(PendingRow.article.distinct()))) or 0


def requeue_every_article(connection: Connection) -> int:
    """Every article is pending, in the order in which they came in; return how many."""
    connection.execute(delete(PendingRow))
    every = select(ArticleRow.id).order_by(ArticleRow.arrival)
    connection.execute(insert(PendingRow).from_select(["article"], every))
    return count_pending(connection)
