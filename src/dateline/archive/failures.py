"""archive.failures: what could not be taken in, and another try."""

from __future__ import annotations

from dateline.archive.connections import Connections, none_if_all
from dateline.ingest.progress import Observer, ignore
from dateline.ingest.retry import retry
from dateline.values.listing import FailureFilter, RecordedFailure
from dateline.values.outcome import Balance
from dateline.values.results import All

_EVERY = FailureFilter()


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
        jobs: int | All = 0,
        progress: Observer | None = None,
    ) -> Balance:
        """Each failure that `wanted` fits was tried again, from its original or, where none
        could be kept, from its path; those that read well are gone from `all`. Articles that
        stand beside them in a file are passed over, unless the file failed as a whole. What was
        said of a file when it failed (`source`, `field_map`) counts again, but for a `source`
        given now. The other arguments are as for `Archive.ingest`."""
        return retry(
            self._connections.settings,
            self._connections.index,
            self._connections.store(),
            wanted,
            source=source,
            jobs=none_if_all(jobs),
            observer=progress or ignore,
        )
