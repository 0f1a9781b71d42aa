"""A whole ingest, from the lock to the index."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import BinaryIO

from dateline.errors import StorageFailed, UsageError
from dateline.ingest.annotate import annotate_all, annotation_pool
from dateline.ingest.discover import FoundFile, Input, Stdin, StoredOriginal, find, refusal
from dateline.ingest.index import end_purge, indexing
from dateline.ingest.lock import HeldLock, patience_s, writing_lock
from dateline.ingest.pool import cores, pool_of
from dateline.ingest.progress import Observer
from dateline.ingest.run import Run
from dateline.logs import get_logger
from dateline.readers import checked_field_map
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.context import UserHints
from dateline.values.listing import Failure, RecordedFailure
from dateline.values.outcome import Balance, Count, Disposition, Outcome

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
    observer: Observer,
    again: bool,
) -> Balance:
    """See `Archive.ingest`."""
    hints = UserHints(source=source, field_map=checked_field_map(field_map))
    paths = list(paths)
    inputs = _inputs(settings, paths, stdin)
    if inputs and all(isinstance(input, Failure) for input in inputs):
        first = next(input for input in inputs if isinstance(input, Failure))
        raise refusal(first.path) or UsageError(f"{first.path}: {first.reason}")
    return ingest_inputs(
        settings,
        index,
        {hints: inputs},
        what="ingest",
        paths=[str(path) if path == "-" else os.path.abspath(path) for path in paths],
        jobs=jobs,
        observer=observer,
        again=again,
    )


def ingest_inputs(
    settings: Settings,
    index: Index,
    inputs: Mapping[UserHints, Sequence[Input]],
    *,
    what: str,
    paths: Sequence[str],
    jobs: int | None,
    observer: Observer,
    again: bool = False,
    annotate_again: Collection[str] = (),
) -> Balance:
    """The inputs are read and filed, each with the hints that a person gave of it, and the
    articles are annotated and in the index; the archive remembers the run as `what` over these
    `paths`. Annotating is tried again for the articles with the ids `annotate_again`, which count
    as found. The rest is as in `Archive.ingest`."""
    with (
        writing_lock(settings, wait_s=patience_s(settings)) as lock,
        Store.of(settings, create=True) as store,
    ):
        if jobs is None and _size(inputs) > _WORTH_A_PROCESS:
            jobs = cores()
        files = sum(map(len, inputs.values()))
        _log.info("ingest started", extra={"files": files, "jobs": jobs or 0})
        _end_removals(store, index, lock)
        number = store.runs.begin(what, paths)
        retried = _by_article(store, annotate_again)
        store.annotations.forget_errors(annotate_again)
        now = datetime.now(UTC)
        with pool_of(jobs or 0, item_timeout_s=settings.record_timeout_s) as pool:
            balances = [
                Run(
                    store,
                    pool,
                    settings,
                    hints=hints,
                    now=now,
                    observer=observer,
                    number=number,
                    again=again,
                ).over(alike)
                for hints, alike in inputs.items()
            ]
        _end_removals(store, index, lock)
        # Other processes: what the readers loaded (a model of languages takes 86 MB) is free.
        with (
            indexing(store, index, observer) as index_batch,
            annotation_pool(store, settings, jobs) as pool,
        ):
            failed = annotate_all(store, pool, observer, index_batch)
        balance = _with_annotation(_sum(balances), store, failed, retried)
        counts = {str(each): balance.count(each) for each in Disposition}
        store.runs.end(number, {"found": balance.found, **counts})
        store.pending.settle()
        _log.info("ingest finished", extra={"found": balance.found, **_counts(balance)})
        return balance


def _with_annotation(
    balance: Balance,
    store: Store,
    failed: Collection[str],
    retried: Mapping[str, RecordedFailure],
) -> Balance:
    """The balance with what became of articles at the annotation: why those with the ids `failed`
    could not be annotated, and one more found for each that no file of the run had in it, as for
    the `retried` ones."""
    if not (failed or retried):
        return balance
    now = _by_article(store, failed)
    outcomes = [
        replace(outcome, stage=now[outcome.id].stage, reason=now[outcome.id].reason)
        if outcome.id in now
        else outcome
        for outcome in balance.outcomes
    ]
    known = {outcome.id for outcome in outcomes}
    outcomes += [
        Outcome(
            disposition=Disposition.UNCHANGED,
            path=failure.path,
            where=failure.where,
            id=id,
            title=store.article(id).title,
            stage=now[id].stage if id in now else None,
            reason=now[id].reason if id in now else None,
        )
        for id, failure in {**retried, **now}.items()
        if id not in known
    ]
    found_in = Counter(balance.found_in)
    found_in.update(outcome.path for outcome in outcomes[len(balance.outcomes) :])
    return replace(balance, found_in=found_in, outcomes=tuple(outcomes))


def _by_article(store: Store, articles: Collection[str]) -> dict[str, RecordedFailure]:
    """The recorded failures of those of these articles that could not be annotated, by their
    ids."""
    if not articles:
        return {}
    return {
        each.article: each
        for each in store.failures()
        if each.article is not None and each.article in articles
    }


def _end_removals(store: Store, index: Index, lock: HeldLock) -> None:
    """A purge that was begun has ended, and no file is there that nothing needs, unless other
    processes hold the lock as well. Where the system refuses to remove one, which may be another
    user's, that is said, and the run goes on."""
    if not store.deletions.are_unfinished:
        return
    with lock.alone() as is_alone:
        if not is_alone:
            return
        end_purge(store, index)
        try:
            store.deletions.remove_left_files()
        except StorageFailed as error:
            warnings.warn(error.message, stacklevel=1)


def _counts(balance: Balance) -> dict[str, int]:
    """How many things have each disposition, without those that nothing has."""
    counts = Counter(str(outcome.disposition) for outcome in balance.outcomes)
    return dict(sorted(counts.items()))


def _inputs(
    settings: Settings, paths: list[str | os.PathLike[str]], stdin: BinaryIO | None
) -> list[Input]:
    files = (os.fspath(path) for path in paths if path != "-")
    inputs: list[Input] = [*find(files, leave_out=settings.folders)]
    if "-" in paths and stdin is not None:
        inputs.append(Stdin(stream=stdin))
    return inputs


def _size(inputs: Mapping[UserHints, Sequence[Input]]) -> int:
    """How many bytes there are to read, as far as known beforehand."""
    every = chain.from_iterable(inputs.values())
    return sum(input.size for input in every if isinstance(input, FoundFile | StoredOriginal))


def _sum(balances: Sequence[Balance]) -> Balance:
    found_in: Counter[str] = Counter()
    counts: dict[str, tuple[Count, ...]] = {}
    for balance in balances:
        found_in.update(balance.found_in)
        for path, more in balance.counts.items():
            counts[path] = (*counts.get(path, ()), *more)
    outcomes = chain.from_iterable(balance.outcomes for balance in balances)
    return Balance(found_in=found_in, outcomes=tuple(outcomes), counts=counts)
