"""Which articles this process annotates, of an archive that other processes annotate as well.

A block of articles that arrived one after the other is claimed by a lock, which the server lets go
of if the process dies. What was given out is written only if the article is still what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Connection, select

from dateline.store.backends.advisory import Lock, ServerLocks
from dateline.store.database import Database
from dateline.store.sql import rows_with
from dateline.store.tables.annotations import AnnotationRow
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.events import Annotated

_BLOCK = 256  # articles: three tasks for each of three workers


def not_annotated(coder: str) -> Any:
    """The condition that the current version of an article is not annotated by this coder."""
    annotated = select(AnnotationRow.article).where(
        AnnotationRow.article == ArticleRow.id, AnnotationRow.coder == coder
    )
    return ~annotated.exists()


class Claims:
    """The claims of one process. Where no other process can annotate, all is claimed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._locks: ServerLocks | None = None
        self._block = -1  # that is given out
        self._digests: dict[str, str] = {}  # of articles that were given out
        self._claimed: dict[int, set[str]] = {}
        self._left: set[int] = set()  # blocks in which something was left out

    def ranges(self, coder: str) -> Iterator[tuple[int, int | None]]:
        """Ranges of numbers of arrival, after the first and up to the second (None: without end),
        that this process alone annotates. Blocks that others have claimed are left out."""
        if not self._database.is_shared:
            yield -1, None
            return
        if self._locks is None:
            self._locks = self._database.claims()
            assert self._locks is not None
        last = -1
        while (block := self._next_block(coder, last)) is not None:
            last = (block + 1) * _BLOCK - 1
            if self._locks.take(Lock.CLAIM + block):
                self._block = block
                self._claimed[block] = set()
                yield block * _BLOCK - 1, last
                self._block = -1
                if not self._claimed[block]:  # all is written, or others had annotated it by then
                    self._give_back(block)
            else:
                self._left.add(block)

    def give_out(self, connection: Connection, articles: Collection[str]) -> None:
        """These articles of the last range are as they are now."""
        if self._locks is not None:
            self._digests |= _digests(connection, articles)
            self._claimed[self._block].update(articles)

    def unchanged(self, connection: Connection, batch: Sequence[Annotated]) -> Sequence[Annotated]:
        """Those of the batch whose articles are as they were given out."""
        if self._locks is None:
            return batch
        now = _digests(connection, [each.article for each in batch])
        changed = {id for id, before in self._digests.items() if now.get(id, before) != before}
        self._left |= {block for block, ids in self._claimed.items() if ids & changed}
        return [each for each in batch if each.article not in changed]

    def let_go(self, batch: Sequence[Annotated]) -> None:
        """The batch is written: blocks of which all is written are not claimed any more."""
        if self._locks is None:
            return
        written = {each.article for each in batch}
        for article in written:
            self._digests.pop(article, None)
        for block, articles in list(self._claimed.items()):
            is_last = bool(articles) and articles <= written
            articles -= written
            if is_last and block != self._block:
                self._give_back(block)

    def wait(self) -> bool:
        """Whether articles were left out that others had claimed, or have changed. Nothing is
        claimed any more by then, and the others have written what they had claimed."""
        left, self._left = self._left, set()
        self.close()
        if not left:
            return False
        with self._database.claims() or nullcontext() as locks:
            for block in sorted(left):
                if locks is not None:
                    locks.take(Lock.CLAIM + block, wait_s=None)
                    locks.let_go(Lock.CLAIM + block)
        return True

    def close(self) -> None:
        """Nothing is claimed."""
        if self._locks is not None:
            self._locks.close()
        self._locks = None
        self._digests.clear()
        self._claimed.clear()

    def _give_back(self, block: int) -> None:
        assert self._locks is not None
        del self._claimed[block]
        self._locks.let_go(Lock.CLAIM + block)

    def _next_block(self, coder: str, last: int) -> int | None:
        """The number of the next block with an article that is not annotated."""
        query = select(ArticleRow.arrival).where(ArticleRow.arrival > last, not_annotated(coder))
        with self._database.reading() as connection:
            first = connection.scalar(query.order_by(ArticleRow.arrival).limit(1))
        return None if first is None else first // _BLOCK


def _digests(connection: Connection, articles: Collection[str]) -> dict[str, str]:
    query = select(VersionRow.article, VersionRow.row_digest).join(ArticleRow, IS_CURRENT)
    return dict(rows_with(connection, query, VersionRow.article, articles))
