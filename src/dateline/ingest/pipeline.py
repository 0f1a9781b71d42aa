"""A whole ingest, from the lock to the index."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.ingest.annotate import code, pool_for
from dateline.ingest.batches import Done
from dateline.ingest.discover import FoundFile, find
from dateline.ingest.index import carrying
from dateline.ingest.lock import writing_lock
from dateline.ingest.run import Run, Stdin, StoredOriginal, Thing, Watch
from dateline.logs import get_logger
from dateline.readers import checked_field_map
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.context import Context, UserHints
from dateline.values.listing import Failure, FailureFilter
from dateline.values.outcome import Balance, Count

_log = get_logger(__name__)

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
    coding: Callable[[int], None],
    indexing: Callable[[int], None],
) -> Balance:
    """See `Archive.ingest`."""
    keys = checked_field_map(field_map)
    things = _things(settings, list(paths), stdin)
    if things and all(isinstance(thing, Failure) for thing in things):
        first = next(thing for thing in things if isinstance(thing, Failure))
        raise UsageError(f"{first.path}: {first.reason}")
    return run(
        settings,
        index,
        {UserHints(source=source, field_map=keys): things},
        jobs=jobs,
        reading=reading,
        coding=coding,
        indexing=indexing,
    )


def run(
    settings: Settings,
    index: Index,
    things: Mapping[UserHints, Sequence[Thing]],
    *,
    jobs: int | None,
    reading: Watch,
    coding: Callable[[int], None],
    indexing: Callable[[int], None],
) -> Balance:
    """All of these things are read and filed, each under what was said of it, and what came of
    it is in the index. The rest is as in `Archive.ingest`."""
    if jobs is None and _size(things) > _WORTH_A_PROCESS:
        jobs = os.cpu_count() or 1
    with (
        writing_lock(settings.database_folder),
        Store.open(Path(settings.database_folder), create=True) as store,
    ):
        files = sum(map(len, things.values()))
        _log.info("ingest started", extra={"files": files, "jobs": jobs or 0})
        index.mark_stale()
        now = datetime.now(UTC)
        with pool_for(store, jobs) as pool:
            balances = [
                Run(
                    store,
                    pool,
                    context=Context(source=hints.source, now=now, sources=settings.sources),
                    field_map=hints.field_map,
                    watch=reading,
                ).over(some)
                for hints, some in things.items()
            ]
        # Other processes: what the readers loaded (a model of languages takes 86 MB) is free.
        with carrying(store, index, indexing) as carry_some, pool_for(store, jobs) as pool:
            code(store, pool, coding, carry_some)
        balance = _sum(balances)
        _log.info("ingest finished", extra={"found": balance.found, **_counts(balance)})
        return balance


def _counts(balance: Balance) -> dict[str, int]:
    """How many things ended in each way, without those that nothing did."""
    counts = Counter(str(outcome.disposition) for outcome in balance.outcomes)
    return dict(sorted(counts.items()))


def _size(things: Mapping[UserHints, Sequence[Thing]]) -> int:
    every = chain.from_iterable(things.values())
    return sum(thing.size for thing in every if isinstance(thing, FoundFile | StoredOriginal))


def _sum(balances: Sequence[Balance]) -> Balance:
    found_in: Counter[str] = Counter()
    counts: dict[str, tuple[Count, ...]] = {}
    for balance in balances:
        found_in.update(balance.found_in)
        for path, of_one in balance.counts.items():
            counts[path] = (*counts.get(path, ()), *of_one)
    outcomes = chain.from_iterable(balance.outcomes for balance in balances)
    return Balance(found_in=found_in, outcomes=tuple(outcomes), counts=counts)


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


def failed_things(
    settings: Settings, store: Store, wanted: FailureFilter, *, source: str | None
) -> dict[UserHints, list[Thing]]:
    """What is to be read to try again the failures that `wanted` fits, by what was said of it;
    a `source` that is said now counts instead. That is the originals that they are in, less the
    articles and the other failures there, and the paths of those that have none. What is an
    article already, and only could not be annotated, need not be read again: a run annotates it."""
    things: dict[UserHints, list[Thing]] = {}
    by_file: dict[tuple[UserHints, str, str], list[Failure]] = {}
    for failure in store.failures():
        hints = failure.hints if source is None else replace(failure.hints, source=source)
        if failure.article is not None:
            continue
        if failure.original is not None:
            place = hints, failure.path, failure.original.sha256
            by_file.setdefault(place, []).append(failure)
        elif wanted.fits(failure):
            things.setdefault(hints, []).extend(_found(settings, [failure.path]))
    for (hints, path, sha256), failures in by_file.items():
        again = [failure for failure in failures if wanted.fits(failure)]
        if again and again[0].original is not None:
            left = [failure for failure in failures if not wanted.fits(failure)]
            done = _done(store.occurred(sha256), again, left)
            size = again[0].original.size
            kept = StoredOriginal(path=path, sha256=sha256, size=size, done=done)
            things.setdefault(hints, []).append(kept)
    return things


def _done(
    occurred: frozenset[tuple[int, str]], again: Sequence[Failure], left: Sequence[Failure]
) -> Done:
    """The places that need not be tried; none where the file failed as a whole, since then
    nobody knows where the trouble is."""
    ordinals = {failure.ordinal for failure in again}
    if None in ordinals:
        return frozenset()
    others = {(failure.ordinal, None) for failure in left if failure.ordinal is not None}
    return frozenset(place for place in occurred if place[0] not in ordinals) | others
