"""The index follows the database: pending changes, and an index rebuilt as a whole.

A change leaves `pending` only after the engine has stored it for good, and an engine puts an
article in place of the one with the same id. So it does no harm to index a change twice, and
indexing may be interrupted anywhere. Each commit is announced in the database, made, written beside
the engine's files once these are on disk, and confirmed in the database, in this order: see
`store/index_state.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import chain, count, islice

from dateline.errors import ArchiveBusy, ArchiveDamaged
from dateline.ingest.progress import Observer, Progress, Stage, ignore
from dateline.logs import get_logger
from dateline.search.documents import document
from dateline.search.engines.base import Engine, put_all
from dateline.search.index import Index
from dateline.search.indexed import Document
from dateline.store import Store
from dateline.store.index_state import IndexState

_log = get_logger(__name__)

# Articles of one writing of the engine. Each ends in a commit, and commits in merges, so few and
# large are quick; but Whoosh holds a writing's postings in memory. Measured on 2,225 articles of
# 2.3 KB: 600 a writing takes 7.7 s and 245 MB in all, 1,200 6.9 s and 277 MB, 2,500 7.2 s and
# 356 MB.
BATCH = 1200
_PAGE = 200  # articles in memory at once during a rebuild


def index_pending(
    store: Store, index: Index, observer: Observer = ignore, *, wait_s: float | None = None
) -> None:
    """The index holds all that the store does. The caller holds the write lock. Raises ArchiveBusy
    if another process, which may hold that lock as well, writes to the index for longer than
    `wait_s` seconds."""
    with (
        store.pending.indexing_lock(wait_s=wait_s),
        _batches(store, index, observer) as index_batch,
    ):
        _finish(store, index, index_batch)


@contextmanager
def indexing(
    store: Store, index: Index, observer: Observer = ignore
) -> Iterator[Callable[[], bool]]:
    """At its end the index holds all that the store does. What it yields indexes the BATCH
    changes that have been pending longest, at once, and returns whether there were any; it indexes
    none while another process does. The caller holds the write lock."""
    if not store.pending.is_shared:
        with _batches(store, index, observer) as index_batch:
            yield index_batch
            _finish(store, index, index_batch)
        return

    def index_in_turn() -> bool:
        try:
            with (
                store.pending.indexing_lock(wait_s=0),
                _batches(store, index, observer) as index_batch,
            ):
                return index_batch()
        except ArchiveBusy:
            return False

    yield index_in_turn
    index_pending(store, index, observer)


@contextmanager
def _batches(store: Store, index: Index, observer: Observer) -> Iterator[Callable[[], bool]]:
    """Yields what indexes a batch, see `indexing`. The caller holds the lock of the index."""
    with ExitStack() as stack:
        engine: Engine | None = None
        numbers = count(1)

        def index_batch() -> bool:
            nonlocal engine
            if engine is None:  # as late as can be: other processes search the index until then
                engine = stack.enter_context(closing(_opened(store, index)))
            changes, removed = store.pending.oldest(BATCH), store.pending.removed()
            if not changes and not removed:
                return False
            ids = [article.id for _, article in changes]
            keys, labels = store.annotations.search_keys(ids), store.curation.labels(ids)
            commit = store.pending.announce(engine.name)
            with engine.writing() as writer:
                for _, id in removed:
                    writer.drop(id)
                for _, article in changes:
                    writer.put(document(article, keys[article.id], labels[article.id]))
                    observer(Progress(stage=Stage.INDEX, done=next(numbers)))
            _log.info("changes committed to the index", extra={"changes": len(changes)})
            index.write_commit(commit)
            done = [(number, article.id) for number, article in changes]
            store.pending.clear([*removed, *done])
            return True

        yield index_batch


def _finish(store: Store, index: Index, index_batch: Callable[[], bool]) -> None:
    """The index holds all that the store does. The caller holds the lock of the index."""
    while index_batch():
        pass
    _settle(store, index)
    store.pending.settle()


def _opened(store: Store, index: Index) -> Engine:
    """The index of this database, which is empty if there was none that is its own."""
    state = store.pending.index_state()
    engine = index.open() if state.knows(index.commit) else None
    if engine is None:
        _log.info("index rebuilt from empty", extra={"reason": rebuild_reason(index, state)})
        store.pending.add_all()
        name = index.engine_name(state.engine)
        engine = index.create_empty(name, store.pending.announce(name))
    return engine


def _settle(store: Store, index: Index) -> None:
    """The database and the index agree that nothing is pending, also if no commit was needed, or
    the last one was not confirmed."""
    state = store.pending.index_state()
    if state.is_all_in(index.commit):
        return
    if index.commit is not None and index.commit.number != state.confirmed.number:
        store.pending.clear(())  # it is the commit announced last
    index.write_commit(store.pending.index_state().confirmed)


def rebuild_reason(index: Index, state: IndexState) -> str:
    """Why the next search rebuilds the index, in words; "" if it does not."""
    commit = index.commit
    if (reason := index.rebuild_reason) or state.knows(commit):
        return reason
    if commit is None:
        return "the index has lost the record of its state"
    if commit.archive != state.confirmed.archive:
        return "the index belongs to another archive"
    return "the index and the database are copies from different times"


def rebuild(store: Store, index: Index, engine: str, observer: Observer = ignore) -> int:
    """An index in this engine, of all that the store holds, has taken the place of the old one;
    return how many articles are in it. The caller holds the write lock. Raises ArchiveDamaged,
    and leaves the old index in place, if the new one does not hold as many articles as the store.

    The new index is made beside the old one, which answers until the new one is complete. A
    rebuild that was interrupted resumes where it stopped, unless the database has changed since:
    articles are indexed in the order of their ids, so the last id says how far it came.
    """
    change = store.pending.last_number()
    expected = store.counts().articles
    _log.info("index rebuild started", extra={"engine": engine, "articles": expected})
    commit = index.unfinished_rebuild(engine, change)
    if commit is None or commit != store.pending.index_state().announced:
        commit = store.pending.announce(engine)
    rebuilt = index.begin_rebuild(engine, change, commit)

    def report(done: int) -> None:
        observer(Progress(stage=Stage.INDEX, done=done, total=expected))

    try:
        _fill(rebuilt, store, report)
        if (indexed := rebuilt.count()) != expected:
            raise ArchiveDamaged(
                f"the new index holds {indexed:,} of {expected:,} articles; the old one is still "
                "in use",
                hint="check the disk, and run “dateline index rebuild” again",
            )
    finally:
        rebuilt.close()
    index.finish_rebuild(engine, commit)
    store.pending.clear_upto(change)
    store.pending.settle()
    _log.info("index rebuild finished", extra={"engine": engine, "articles": indexed})
    return indexed


def end_purge(store: Store, index: Index) -> bool:
    """If a purge has begun, nothing of what it removed is left in the files of the archive; returns
    whether one had. It can be interrupted, and goes on when it is called again. The caller holds
    the write lock."""
    if not store.deletions.is_purging:
        return False
    store.deletions.purge_database()
    rebuild(store, index, index.engine_name(store.pending.index_state().engine))
    store.deletions.end_purge()
    index_pending(store, index)
    return True


def _documents(store: Store, after: str) -> Iterator[Document]:
    """The searchable form of every article whose id comes after `after`, in the order of ids."""
    articles = store.articles(after=after)
    while page := tuple(islice(articles, _PAGE)):
        ids = [article.id for article in page]
        keys, labels = store.annotations.search_keys(ids), store.curation.labels(ids)
        yield from (document(article, keys[article.id], labels[article.id]) for article in page)


def _fill(engine: Engine, store: Store, report: Callable[[int], None]) -> None:
    """The engine holds every article of the store; `report` is called with how many it holds."""
    last = max(engine.ids(), default="")
    documents = _documents(store, last)
    report(engine.count())
    for first in documents:
        put_all(engine, chain([first], islice(documents, engine.batch - 1)))
        report(engine.count())
