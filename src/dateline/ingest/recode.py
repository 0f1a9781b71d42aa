"""Articles coded again by the present rules and dictionaries, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path

from dateline.annotation import coder
from dateline.ingest.carry import carry
from dateline.ingest.code import annotated, crew_for
from dateline.ingest.lock import writing_lock
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.coded import Recoding


def recode(
    settings: Settings,
    index: Index,
    ids: Collection[str] | None,
    *,
    apply: bool,
    jobs: int | None,
) -> Iterator[Recoding]:
    """See `Archive.recode`."""
    by = coder()
    with ExitStack() as stack:
        if apply:
            stack.enter_context(writing_lock(settings.database_folder))
            index.mark_behind()
        store = stack.enter_context(Store.open(Path(settings.database_folder)))
        crew = stack.enter_context(crew_for(store, jobs))
        for batch in annotated(store, crew, by, ids):
            told = store.coded.compared(batch, by)
            if apply:
                store.coded.code(batch, by)
            yield from told
        if apply:
            carry(store, index)
