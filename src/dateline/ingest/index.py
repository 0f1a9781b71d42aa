"""Pending changes to the index: idempotent, and safe to interrupt anywhere.

A change leaves `pending` only after the engine has it for good, and an engine puts an article
in place of the one with the same id; so whatever is carried twice ends the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count

from dateline.logs import get_logger
from dateline.search.documents import document
from dateline.search.engines.base import Engine
from dateline.search.index import Index
from dateline.store import Store

_log = get_logger(__name__)

# One writing of the engine. Each ends in a commit, and commits in merges, so few and large are
# quick; but Whoosh holds a writing's postings in memory. Measured on 2,225 articles of 2.3 KB:
# 600 a writing takes 7.7 s and 245 MB in all, 1,200 6.9 s and 277 MB, 2,500 7.2 s and 356 MB.
BATCH = 1200


@contextmanager
def carrying(
    store: Store, index: Index, carried: Callable[[int], None] = lambda _done: None
) -> Iterator[Callable[[], bool]]:
    """At its end the index holds all that the store does. What it gives carries the BATCH changes
    that have waited longest, now, and says whether there were any. `carried` is told how many
    articles have gone over so far. The caller holds the write lock."""
    with ExitStack() as stack:
        engine: Engine | None = None
        done = count(1)

        def carry_some() -> bool:
            nonlocal engine
            if engine is None:  # as late as can be: what is looked for in it is found from now on
                engine = stack.enter_context(closing(_opened(store, index)))
            batch = store.pending(BATCH)
            if not batch:
                return False
            keys = store.annotations.search_keys(article.id for _, article in batch)
            with engine.writing() as writer:
                for _, article in batch:
                    writer.put(document(article, keys[article.id]))
                    carried(next(done))
            _log.info("changes committed to the index", extra={"changes": len(batch)})
            store.carried((number, article.id) for number, article in batch)
            return True

        yield carry_some
        while carry_some():
            pass
    index.mark_current()


def _opened(store: Store, index: Index) -> Engine:
    engine = index.open()
    if engine is None:
        _log.info("index rebuilt from empty", extra={"reason": index.rebuild_reason})
        store.requeue_all()
        engine = index.create_empty()
    return engine


def carry(store: Store, index: Index, carried: Callable[[int], None] = lambda _done: None) -> None:
    """The index holds all that the store does; see `carrying`."""
    with carrying(store, index, carried):
        pass
