"""Failures tried again: which inputs they were in, and a run over those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.ingest.batches import DonePlaces
from dateline.ingest.discover import Input, StoredOriginal, find
from dateline.ingest.pipeline import ingest_inputs
from dateline.ingest.progress import Observer
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.context import UserHints
from dateline.values.listing import Failure, FailureFilter
from dateline.values.outcome import Balance


def retry(
    settings: Settings,
    index: Index,
    store: Store,
    wanted: FailureFilter,
    *,
    source: str | None,
    jobs: int | None,
    observer: Observer,
) -> Balance:
    """See `Failures.retry`."""
    inputs = _inputs(settings, store, wanted, source)
    return ingest_inputs(
        settings,
        index,
        inputs,
        what="failures retry",
        paths=sorted({input.path for alike in inputs.values() for input in alike}),
        jobs=jobs,
        observer=observer,
        annotate_again={
            failure.article
            for failure in store.failures()
            if failure.article is not None and wanted.fits(failure)
        },
    )


def _inputs(
    settings: Settings, store: Store, wanted: FailureFilter, source: str | None
) -> dict[UserHints, list[Input]]:
    """What to read to try the `wanted` failures again, by the hints that a person gave of it; a
    `source` given now replaces the earlier one.

    That is the originals with these failures in them, without the articles and the other failures
    there, and the paths of files that could not be stored. An article that only could not be
    annotated is not read again.
    """
    inputs: dict[UserHints, list[Input]] = {}
    by_original: dict[tuple[UserHints, str, str], list[Failure]] = {}
    for failure in store.failures():
        hints = failure.hints if source is None else replace(failure.hints, source=source)
        if failure.article is not None:
            continue
        if failure.original is not None:
            original = hints, failure.path, failure.original.sha256
            by_original.setdefault(original, []).append(failure)
        elif wanted.fits(failure):
            inputs.setdefault(hints, []).extend(find([failure.path], leave_out=settings.folders))
    for (hints, path, sha256), failures in by_original.items():
        again = [failure for failure in failures if wanted.fits(failure)]
        if again and again[0].original is not None:
            others = [failure for failure in failures if not wanted.fits(failure)]
            done = _done_places(store.occurred(sha256), again, others)
            size = again[0].original.size
            stored = StoredOriginal(path=path, sha256=sha256, size=size, done=done)
            inputs.setdefault(hints, []).append(stored)
    return inputs


def _done_places(
    occurred: frozenset[tuple[int, str]], again: Sequence[Failure], others: Sequence[Failure]
) -> DonePlaces:
    """The places that need not be tried; none if the file failed as a whole, since then nobody
    knows in which of its places."""
    ordinals = {failure.ordinal for failure in again}
    if None in ordinals:
        return frozenset()
    left = {(failure.ordinal, None) for failure in others if failure.ordinal is not None}
    return frozenset(place for place in occurred if place[0] not in ordinals) | left
