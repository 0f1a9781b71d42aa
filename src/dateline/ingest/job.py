"""A whole ingest, from the lock to the index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.ingest.carry import carry
from dateline.ingest.find import FoundFile, find
from dateline.ingest.lock import writing_lock
from dateline.ingest.run import Run, Stdin, Watch
from dateline.ingest.workers import workers
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.account import Failure
from dateline.values.context import Context
from dateline.values.outcome import Balance

_WORTH_A_PROCESS = 256 * 1024  # bytes; below this, starting processes takes longer than reading


def ingest(
    settings: Settings,
    index: Index,
    paths: Iterable[str | os.PathLike[str]],
    *,
    source: str | None,
    jobs: int | None,
    stdin: BinaryIO | None,
    reading: Watch,
    indexing: Callable[[int], None],
) -> Balance:
    """See `Archive.ingest`."""
    things = _things(settings, list(paths), stdin)
    if things and all(isinstance(thing, Failure) for thing in things):
        first = next(thing for thing in things if isinstance(thing, Failure))
        raise UsageError(f"{first.path}: {first.reason}")
    if jobs is None:
        size = sum(thing.size for thing in things if isinstance(thing, FoundFile))
        jobs = (os.cpu_count() or 1) if size > _WORTH_A_PROCESS else 0
    with (
        writing_lock(settings.database_folder),
        Store.open(Path(settings.database_folder), create=True) as store,
    ):
        index.mark_behind()
        with workers(jobs) as crew:
            context = Context(source=source, now=datetime.now(UTC))
            balance = Run(store, crew, context=context, watch=reading).over(things)
        carry(store, index, indexing)
        return balance


def _things(
    settings: Settings, paths: list[str | os.PathLike[str]], stdin: BinaryIO | None
) -> list[FoundFile | Stdin | Failure]:
    things: list[FoundFile | Stdin | Failure] = []
    own = (settings.database_folder, settings.index_folder)
    things += find((os.fspath(path) for path in paths if path != "-"), leave_out=own)
    if "-" in paths and stdin is not None:
        things.append(Stdin(stream=stdin))
    return things
