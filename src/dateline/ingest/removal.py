"""Articles leave the archive: the index follows, and after a purge the files have no trace of them.

A purge that was interrupted is remembered in the database; the next purge and the next ingest end
it.
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.ingest.index import engine_name, index_pending, rebuild
from dateline.search.index import Index
from dateline.store import Store
from dateline.values.removal import Removal


def delete(
    store: Store,
    index: Index,
    articles: Collection[str],
    versions: Collection[int],
    *,
    reason: str,
    purge: bool,
    queries: Collection[str],
) -> Removal:
    """See `Deletions.delete` in archive/deletions.py. The caller holds the write lock."""
    removal = store.deletions.delete(
        articles, versions, reason=reason, purge=purge, queries=queries
    )
    if not end_purge(store, index):
        index_pending(store, index)
    return removal


def end_purge(store: Store, index: Index) -> bool:
    """If a purge has begun, nothing of what it removed is left in the files of the archive; returns
    whether one had. The caller holds the write lock."""
    if not store.deletions.is_purging:
        return False
    store.deletions.purge_database()
    rebuild(store, index, engine_name(index, store.pending.index_state()))
    store.deletions.end_purge()
    index_pending(store, index)
    return True
