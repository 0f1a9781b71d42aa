"""archive.runs: every ingest that the archive remembers, and taking one back."""

from __future__ import annotations

from dateline.archive.connections import Connections
from dateline.ingest.index import index_pending
from dateline.values.archive.removal import Removal
from dateline.values.archive.runs import RecordedRun


class Runs:
    """The runs of an archive."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> tuple[RecordedRun, ...]:
        """Every run, oldest first. Articles that came before runs were kept are in one of number
        None, at the beginning."""
        return self._connections.store().runs.all()

    def preview(self, number: int) -> Removal:
        """What `undo` would take back; nothing is changed. Raises UsageError as `undo`, and
        ArchiveBusy if another process is writing."""
        with self._connections.changing(alone=True) as store:
            return store.runs.preview(number)

    def undo(self, number: int) -> Removal:
        """What came only with this run is gone, from the database, the index and the originals;
        returns what went. The same files can be ingested again.

        An article stays if another run found its file, or the same record in another file. Of
        an article that the run added a version to, the version goes, and the one before is current
        again. What people decided of articles that go stays in the log of decisions, and holds
        again if they come back. Raises UsageError for a number that no run has, and for a run that
        was taken back before; ArchiveBusy if another process is writing.
        """
        with self._connections.changing(alone=True) as store:
            self._connections.close_index()
            removal = store.runs.undo(number)
            index_pending(store, self._connections.index)
        return removal
