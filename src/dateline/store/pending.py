"""Pending changes: articles that the index does not have, has in an older state, or has though
they were removed.

A row is written in the transaction that writes the article, and deleted when the index has it.
Indexing an article twice does no harm, so a crash between the two loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from sqlalchemy import bindparam, delete, func, insert, select

from dateline.store.articles.read import current_articles, fitting
from dateline.store.database import Database
from dateline.store.index_state import IndexState, announce, confirm, read_state
from dateline.store.sql import execute_each, rows_with
from dateline.store.tables.articles import ArticleRow, PendingRow
from dateline.values.article import ArchivedArticle
from dateline.values.search.index_commit import IndexCommit


class PendingChanges:
    """The pending changes of one archive: a part of its Store, whose docstring applies to every
    method here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to the index while this one changes the archive."""
        return self._database.is_shared

    def indexing_lock(self, *, wait_s: float | None) -> AbstractContextManager[object]:
        """Until it ends, no other process writes to the index. Raises ArchiveBusy if another one
        does for longer than `wait_s` seconds (None: waits as long as it takes)."""
        return self._database.indexing_lock(wait_s=wait_s)

    def oldest(self, limit: int) -> list[tuple[int, ArchivedArticle]]:
        """The articles that have waited longest, each once, in its current version and with the
        number of its newest change. At most `limit`, see `fitting`, and at least one
        if there is any."""
        with self._database.reading() as connection:
            oldest = select(PendingRow.article).join(
                ArticleRow, ArticleRow.id == PendingRow.article
            )
            oldest = oldest.order_by(PendingRow.seq).limit(limit)
            ids = list(dict.fromkeys(connection.scalars(oldest)))
            ids = fitting(connection, ids)
            numbered = select(PendingRow.article, func.max(PendingRow.seq))
            numbered = numbered.group_by(PendingRow.article)
            newest = dict(rows_with(connection, numbered, PendingRow.article, ids))
            return [(newest[article.id], article) for article in current_articles(connection, ids)]

    def removed(self) -> list[tuple[int, str]]:
        """The ids of the pending articles that are not in the database any more, each with the
        number of its newest change."""
        query = select(func.max(PendingRow.seq), PendingRow.article).group_by(PendingRow.article)
        is_there = select(ArticleRow.id).where(ArticleRow.id == PendingRow.article).exists()
        with self._database.reading() as connection:
            return [(number, id) for number, id in connection.execute(query.where(~is_there))]

    def index_state(self) -> IndexState:
        """What the database knows of its index."""
        with self._database.reading() as connection:
            return read_state(connection)

    def announce(self, engine: str) -> IndexCommit:
        """A commit of the index, in this engine, that is to be made now."""
        with self._database.writing() as connection:
            return announce(connection, engine)

    def clear(self, changes: Iterable[tuple[int, str]]) -> None:
        """These changes, (number, article id) as `oldest` and `removed` returned them, are in the
        index as of the commit that was announced last. A later change of the same article stays
        pending."""
        rows = ({"upto": number, "of": article} for number, article in changes)
        query = delete(PendingRow).where(
            PendingRow.article == bindparam("of"), PendingRow.seq <= bindparam("upto")
        )
        with self._database.writing() as connection:
            execute_each(connection, query, rows)
            confirm(connection)

    def clear_upto(self, number: int) -> None:
        """All changes up to this one, as `last_number` returned it, are in the index as of the
        commit that was announced last."""
        with self._database.writing() as connection:
            connection.execute(delete(PendingRow).where(PendingRow.seq <= number))
            confirm(connection)

    def settle(self) -> None:
        """The header of the database file says what is pending, see index_state.py, as far as no
        other process still reads an older state."""
        self._database.empty_log()

    def last_number(self) -> int:
        """The number of the last change that was ever pending; 0 before the first. As long as it is
        the same, an index of the archive needs no change."""
        with self._database.reading() as connection:
            return self._database.last_number(connection, PendingRow.__tablename__)

    def ids(self) -> frozenset[str]:
        """The ids of all articles that are pending."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(PendingRow.article)))

    def count(self) -> int:
        """How many articles are pending."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count(PendingRow.article.distinct()))) or 0

    def add_all(self) -> int:
        """Every article is pending, as for a new index, in order of arrival; return how many
        there are."""
        every = select(ArticleRow.id).order_by(ArticleRow.arrival)
        with self._database.writing() as connection:
            connection.execute(delete(PendingRow))
            connection.execute(insert(PendingRow).from_select(["article"], every))
        return self.count()
