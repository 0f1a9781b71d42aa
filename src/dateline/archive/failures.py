"""archive.failures: what could not be ingested, and trying it again."""

from __future__ import annotations

from dateline.archive.connections import Connections, none_if_all
from dateline.ingest.progress import Observer, ignore
from dateline.ingest.retry import retry
from dateline.values.listing import FailureFilter, RecordedFailure
from dateline.values.outcome import Balance
from dateline.values.search.results import All

_EVERY = FailureFilter()


class Failures:
    """The failures of an archive."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, wanted: FailureFilter = _EVERY) -> tuple[RecordedFailure, ...]:
        """Every failure that `wanted` fits, by path. A failure is gone once its record has been
        ingested."""
        failures = self._connections.store().failures()
        return tuple(failure for failure in failures if wanted.fits(failure))

    def retry(
        self,
        wanted: FailureFilter = _EVERY,
        *,
        source: str | None = None,
        jobs: int | All = 0,
        progress: Observer | None = None,
    ) -> Balance:
        """Each failure that `wanted` fits has been tried again: from its original or, if none
        could be kept, from its path. Those that succeeded are no longer in `all`. Other articles
        of the same file are skipped, unless the whole file had failed. The `source` and
        `field_map` that were given with the file count again; a `source` given now replaces the
        old one. The other arguments are as for `Archive.ingest`."""
        return retry(
            self._connections.settings,
            self._connections.index,
            self._connections.store(),
            wanted,
            source=source,
            jobs=none_if_all(jobs),
            observer=progress or ignore,
        )
