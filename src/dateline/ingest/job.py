"""A whole ingest, from the lock to the index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.ingest.carry import carry
from dateline.ingest.find import FoundFile, find
from dateline.ingest.lock import writing_lock
from dateline.ingest.run import Done, Kept, Run, Stdin, Thing, Watch
from dateline.ingest.workers import workers
from dateline.readers import FieldMap, checked
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.account import Failure, FailureFilter
from dateline.values.context import Context
from dateline.values.outcome import Balance

_WORTH_A_PROCESS = 256 * 1024  # bytes; below this, starting processes takes longer than reading


def ingest(
    settings: Settings,
    index: Index,
    paths: Iterable[str | os.PathLike[str]],
    *,
    source: str | None,
    field_map: Mapping[str, str],
    jobs: int | None,
    stdin: BinaryIO | None,
    reading: Watch,
    indexing: Callable[[int], None],
) -> Balance:
    """See `Archive.ingest`."""
    keys = checked(field_map)
    things = _things(settings, list(paths), stdin)
    if things and all(isinstance(thing, Failure) for thing in things):
        first = next(thing for thing in things if isinstance(thing, Failure))
        raise UsageError(f"{first.path}: {first.reason}")
    return run(
        settings,
        index,
        things,
        context=Context(source=source, now=datetime.now(UTC)),
        field_map=keys,
        jobs=jobs,
        reading=reading,
        indexing=indexing,
    )


def run(
    settings: Settings,
    index: Index,
    things: Sequence[Thing],
    *,
    context: Context,
    field_map: FieldMap = (),
    jobs: int | None,
    reading: Watch,
    indexing: Callable[[int], None],
) -> Balance:
    """All of these things are read and filed, and what came of it is in the index. `context` is
    what is known of all of them, `field_map` which keys hold which fields; the rest as in
    `Archive.ingest`."""
    if jobs is None:
        size = sum(thing.size for thing in things if isinstance(thing, FoundFile | Kept))
        jobs = (os.cpu_count() or 1) if size > _WORTH_A_PROCESS else 0
    with (
        writing_lock(settings.database_folder),
        Store.open(Path(settings.database_folder), create=True) as store,
    ):
        index.mark_behind()
        with workers(jobs) as crew:
            context = replace(context, sources=settings.sources)
            run = Run(store, crew, context=context, field_map=field_map, watch=reading)
            balance = run.over(things)
        carry(store, index, indexing)
        return balance


def _things(
    settings: Settings, paths: list[str | os.PathLike[str]], stdin: BinaryIO | None
) -> list[Thing]:
    things: list[Thing] = []
    things += _found(settings, (os.fspath(path) for path in paths if path != "-"))
    if "-" in paths and stdin is not None:
        things.append(Stdin(stream=stdin))
    return things


def _found(settings: Settings, paths: Iterable[str]) -> Iterator[FoundFile | Failure]:
    return find(paths, leave_out=(settings.database_folder, settings.index_folder))


def failed_things(settings: Settings, store: Store, wanted: FailureFilter) -> list[Thing]:
    """What is to be read to try again the failures that `wanted` fits: the originals that they
    are in, less the articles and the other failures there, and the paths of those that have
    none."""
    things: list[Thing] = []
    by_file: dict[tuple[str, str], list[Failure]] = {}
    for failure in store.failures():
        if failure.original is not None:
            by_file.setdefault((failure.path, failure.original.sha256), []).append(failure)
        elif wanted.fits(failure):
            things += _found(settings, [failure.path])
    for (path, sha256), failures in by_file.items():
        again = [failure for failure in failures if wanted.fits(failure)]
        if again and again[0].original is not None:
            left = [failure for failure in failures if not wanted.fits(failure)]
            done = _done(store.sighted(sha256), again, left)
            size = again[0].original.size
            things.append(Kept(path=path, sha256=sha256, size=size, done=done))
    return things


def _done(
    sighted: frozenset[tuple[int, str]], again: Sequence[Failure], left: Sequence[Failure]
) -> Done:
    """The places that need not be tried; none where the file failed as a whole, since then
    nobody knows where the trouble is."""
    ordinals = {failure.ordinal for failure in again}
    if None in ordinals:
        return frozenset()
    others = {(failure.ordinal, None) for failure in left if failure.ordinal is not None}
    return frozenset(place for place in sighted if place[0] not in ordinals) | others
