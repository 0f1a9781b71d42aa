"""Articles annotated again by the current rules and dictionaries, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import ExitStack

from dateline.dictionaries.version import annotation_version
from dateline.ingest.annotate import annotated, annotation_pool
from dateline.ingest.index import index_pending
from dateline.ingest.lock import writing_lock
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.events import Reannotation


def reannotate(
    settings: Settings,
    index: Index,
    ids: Collection[str] | None,
    *,
    apply: bool,
    jobs: int | None,
) -> Generator[Reannotation]:
    """See `Archive.reannotate`. The lock, the database and the workers are released when the
    iterator ends or is closed."""
    rules = annotation_version()
    with ExitStack() as stack:
        if apply:
            stack.enter_context(writing_lock(settings))
        store = stack.enter_context(Store.of(settings))
        pool = stack.enter_context(annotation_pool(store, settings, jobs))
        for batch in annotated(store, pool, rules, ids):
            compared = store.annotations.compared(batch, rules)
            if apply:
                store.annotations.write(batch, rules)
            yield from compared
        if apply:
            index_pending(store, index)
