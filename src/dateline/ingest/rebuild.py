"""The index made anew beside the old one, which answers until the new one is whole.

A rebuild that was interrupted goes on where it stopped, unless the database has changed since:
articles go over in the order of their ids, a batch at a time, so the last id tells how far it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from dateline.errors import ArchiveDamaged
from dateline.logs import get_logger
from dateline.search.documents import document
from dateline.search.engines.base import Engine, put_all
from dateline.search.fields import Document
from dateline.search.index import Index
from dateline.store import Store

_log = get_logger(__name__)

_PAGE = 200  # articles in memory at a time
Watch = Callable[[int, int], None]


def rebuild(store: Store, index: Index, engine: str, watch: Watch) -> int:
    """An index in this engine, of all that the store holds, has taken the place of the old one;
    return how many articles are in it. `watch` is told how many are, and how many there will be.
    The caller holds the write lock. Raises ArchiveDamaged, and leaves the old index in place,
    where the new one does not hold as many articles as the store."""
    change = store.last_change()
    wanted = store.counts().articles
    _log.info("index rebuild started", extra={"engine": engine, "articles": wanted})
    made = index.begin_rebuild(engine, change)
    try:
        _fill(made, store, lambda done: watch(done, wanted))
        if (held := made.count()) != wanted:
            raise ArchiveDamaged(
                f"the new index holds {held:,} of {wanted:,} articles; the old one is still in use",
                hint="check the disk, and run “dateline index rebuild” again",
            )
    finally:
        made.close()
    index.finish_rebuild()
    store.carried_upto(change)
    if not store.pending_count():
        index.mark_current()
    _log.info("index rebuild finished", extra={"engine": engine, "articles": held})
    return held


def _documents(store: Store, after: str) -> Iterator[Document]:
    """The searchable form of every article whose id comes after `after`, in the order of ids."""
    articles = store.articles(after=after)
    while page := tuple(islice(articles, _PAGE)):
        keys = store.annotations.search_keys(article.id for article in page)
        yield from (document(article, keys[article.id]) for article in page)


def _fill(made: Engine, store: Store, done: Callable[[int], None]) -> None:
    last = max(made.ids(), default="")
    documents = _documents(store, last)
    done(made.count())
    for first in documents:
        put_all(made, chain([first], islice(documents, made.batch - 1)))
        done(made.count())
