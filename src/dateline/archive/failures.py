"""archive.failures: what could not be taken in, and another try."""

from __future__ import annotations

from collections.abc import Callable

from dateline.archive.connections import Connections
from dateline.ingest.pipeline import failed_things, run
from dateline.ingest.run import Watch
from dateline.values.listing import FailureFilter, RecordedFailure
from dateline.values.outcome import Balance

_EVERY = FailureFilter()


def _ignore(_: object) -> None:
    return None


class Failures:
    """The failures of an archive."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, wanted: FailureFilter = _EVERY) -> tuple[RecordedFailure, ...]:
        """All that could not be taken in and has not been since and that `wanted` fits, by
        path."""
        return tuple(one for one in self._connections.store().failures() if wanted.fits(one))

    def retry(
        self,
        wanted: FailureFilter = _EVERY,
        *,
        source: str | None = None,
        jobs: int | None = 0,
        reading: Watch = _ignore,
        coding: Callable[[int], None] = _ignore,
        indexing: Callable[[int], None] = _ignore,
    ) -> Balance:
        """Each failure that `wanted` fits was tried again, from its original or, where none
        could be kept, from its path; those that read well are gone from `all`. Articles that
        stand beside them in a file are passed over, unless the file failed as a whole. What was
        said of a file when it failed (`source`, `field_map`) counts again, but for a `source`
        given now. The other arguments are as for `Archive.ingest`."""
        settings = self._connections.settings
        store = self._connections.store()
        again = {one.article for one in store.failures() if one.article and wanted.fits(one)}
        store.annotations.forget_errors(again)
        things = failed_things(settings, store, wanted, source=source)
        return run(
            settings,
            self._connections.index,
            things,
            jobs=jobs,
            reading=reading,
            coding=coding,
            indexing=indexing,
        )
