"""The store: all that other packages may ask of the database and the originals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.durable import make_folder
from dateline.errors import NoArchive, StorageFailed, UsageError
from dateline.settings import Settings
from dateline.store.annotations.store import AnnotationStore
from dateline.store.annotations.write import forget_annotations
from dateline.store.articles.mapping import as_stored
from dateline.store.articles.occurrences import is_located, unchanged
from dateline.store.articles.reprocess import readings, revise, versions_read
from dateline.store.articles.write import write_locations
from dateline.store.checks.checks import Checks
from dateline.store.curation.corrections import corrected, corrections, source_names
from dateline.store.curation.log import DecisionLog
from dateline.store.curation.saved_searches import SavedSearches
from dateline.store.curation.store import CurationStore
from dateline.store.database import Database
from dateline.store.decided.exchange import exported, import_decisions
from dateline.store.decided.withdrawing import withdraw
from dateline.store.failures import clear_failures_of_other_bytes
from dateline.store.filing import file
from dateline.store.lists import Lists
from dateline.store.migrate import bring_up_to_date
from dateline.store.originals import Originals
from dateline.store.pending import PendingChanges
from dateline.store.removal.deletions import Deletions
from dateline.store.removal.runs import Runs
from dateline.store.states.search_states import SearchStates
from dateline.store.states.snapshot import snapshot
from dateline.values.article import ArchivedArticle, Article
from dateline.values.context import UserHints
from dateline.values.curation.decisions import ImportReport, PortableDecision
from dateline.values.intake import FullyRead, IntakeItem, Reading
from dateline.values.listing import (
    Failure,
)
from dateline.values.outcome import Outcome

DATABASE_NAME = "dateline.sqlite"
ORIGINALS_NAME = "originals"
COPYING = "copying"
"""The name of a file that is beside the originals until a copy of an archive is complete."""

_NO_HINTS = UserHints()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Store(Lists):
    """The articles of one archive, and the originals that they came from.

    Each method is one transaction: it happens as a whole or not at all, and it is on disk when
    the method returns. Any number of processes may have a store open; one writes at a time, and
    the others wait. Every method raises ArchiveBusy if it had to wait for too long, and
    ArchiveDamaged if the database is damaged; every one that changes something raises
    ReadOnlyArchive if the folder may not be written. Use a store from the thread that opened it,
    and never across a fork: a child process opens its own.
    """

    originals: Originals
    annotations: AnnotationStore
    curation: CurationStore
    pending: PendingChanges
    saved: SavedSearches
    states: SearchStates
    deletions: Deletions
    runs: Runs
    checks: Checks

    def __init__(
        self,
        database: Database,
        originals: Originals,
        clock: Callable[[], datetime],
        by: str | None,
    ) -> None:
        super().__init__(database)
        self._clock = clock
        self.originals = originals
        self._log = log = DecisionLog(by, clock)
        self.annotations = AnnotationStore(database, self._instant, log)
        self.curation = CurationStore(database, log, forget_annotations)
        self.pending = PendingChanges(database)
        self.saved = SavedSearches(database, log)
        self.states = SearchStates(database)
        self.deletions = Deletions(database, originals, log)
        self.runs = Runs(database, originals, log, self._now)
        self.checks = Checks(database)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        server: str | None = None,
        create: bool = False,
        clock: Callable[[], datetime] = _utc_now,
        by: str | None = None,
        busy_timeout_s: float = 30,
    ) -> Store:
        """The store in `folder` (an archive's db/), its tables brought up to date. Its database is
        a file there or, if `server` is given, at that address of PostgreSQL.

        With `create` the folder and an empty store are created if they are missing. `clock` gives
        the time, with its zone, that rows are dated with; `by` names the person whose decisions
        are stored (None: as the system calls the user of this process). Raises NoArchive if there
        is no store and `create` is not set; UsageError for a store that a newer Dateline wrote, or
        that may not be read; ReadOnlyArchive for one of an older Dateline that may not be written;
        ArchiveDamaged for a database that is not Dateline's; ServerUnreachable for a server that
        does not answer.
        """
        path = folder / DATABASE_NAME
        if create:
            try:
                make_folder(folder)
            except OSError as error:
                refusal = StorageFailed.of(error, str(folder))
                raise refusal or UsageError(f"cannot make {folder}: {error.strerror}") from error
        elif server is None and not path.exists():
            raise NoArchive(f"there is no archive in {folder}", hint="Ingest something first.")
        database = Database.at(path, server, busy_timeout_s=busy_timeout_s)
        try:
            bring_up_to_date(database, create=create)
        except BaseException:
            database.close()
            raise
        originals = Originals(folder / ORIGINALS_NAME)
        if create:
            originals.sweep()
        return cls(database, originals, clock, by)

    @classmethod
    def of(cls, settings: Settings, *, create: bool = False, unfinished: bool = False) -> Store:
        """The store of the archive with these settings, see `open`. Raises UsageError for one that
        is being copied, unless `unfinished`."""
        folder = Path(settings.database_folder)
        if not unfinished and (folder / COPYING).exists():
            raise UsageError(
                f"the copy in {settings.root} is not complete",
                hint="run the same “dateline copy-archive” again",
            )
        return cls.open(folder, server=settings.database, create=create, by=settings.user)

    @property
    def place(self) -> str:
        """Where the database is: its file, or its address."""
        return self._database.name

    @property
    def is_current(self) -> bool:
        """Whether it can go on being used: by the process that opened it, for the database that
        is now at its place."""
        return self._database.is_current

    def close(self) -> None:
        """Close the database. Closing twice does nothing."""
        self.annotations.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def snapshot(self, path: Path) -> tuple[str, ...]:
        """See `snapshot` of dateline.store.states.snapshot."""
        return snapshot(self._database, path)

    def copy_to(self, other: Store, done: Callable[[int], object]) -> int:
        """The database of the other store, which is empty or an unfinished copy, has all that this
        one has at one moment; see `copy_database` of dateline.store.copying."""
        from dateline.store.copying import copy_database

        return copy_database(self._database, other._database, done)

    # Ingesting

    def file(
        self,
        batch: Sequence[IntakeItem | Failure],
        *,
        fully_read: Sequence[FullyRead] = (),
        hints: UserHints = _NO_HINTS,
        again: bool = False,
        run: int | None = None,
    ) -> list[Outcome]:
        """File articles and failures; return their outcomes in the order given.

        A batch is one transaction, and is in memory as a whole; hundreds of items are a good size.
        `hints` is what a person said of all of it. `fully_read` are originals that a tool has read
        to their end; an original that the archive has nothing of is not marked. Records that
        people deleted are rejected; with `again` they are filed, and no longer refused. `run` is
        the number of the run that found them.
        """
        with self._database.writing() as connection:
            return file(
                connection,
                batch,
                fully_read=fully_read,
                hints=hints,
                again=again,
                run=run,
                log=self._log,
                now=self._now(),
            )

    def locate(self, sha256: str, path: str, run: int | None = None) -> None:
        """The original was found at `path` too; what is known already is not written again. Raises
        UsageError for an original that the archive has nothing of."""
        with self._database.reading() as connection:
            if is_located(connection, sha256, path):
                return
        with self._database.writing() as connection:
            write_locations(connection, [(sha256, path)], self._now(), run)
            clear_failures_of_other_bytes(connection, sha256, path)

    def found_again(self, sha256: str, path: str, run: int | None = None) -> list[Outcome]:
        """The original was found at `path` too, as `locate`; return an outcome, UNCHANGED, for
        every article that it is known to hold, in the order of the file."""
        self.locate(sha256, path, run)
        with self._database.reading() as connection:
            return unchanged(connection, sha256, path)

    # Decisions that are taken back, and those of other archives

    def withdraw(self, times: Collection[str], reason: str | None) -> None:
        """The decisions of these times are taken back, all or none, as if they had never been
        made. Raises UsageError for a time of none, and for a decision that cannot be taken
        back or was already."""
        with self._database.writing() as connection:
            withdraw(connection, self._log, times, reason)

    def exported_decisions(self) -> list[PortableDecision]:
        """Every decision that can go to another archive, oldest first."""
        with self._database.reading() as connection:
            return exported(connection)

    def import_decisions(self, portable: Sequence[PortableDecision]) -> ImportReport:
        """These decisions are in the log at their own times, each once, and what follows from them
        is done. Those about articles that are not here hold as soon as these come."""
        with self._database.writing() as connection:
            report = import_decisions(connection, portable)
        self.deletions.remove_left_files()
        return report

    # Reading again

    def readings(self, ids: Collection[str] | None = None) -> Iterator[list[Reading]]:
        """Every version of these articles (None: of all) with where it was read, those of one
        original together. Others may write meanwhile."""
        return readings(self._database, ids)

    def compared(
        self, read: Sequence[tuple[Reading, IntakeItem]]
    ) -> list[tuple[ArchivedArticle, Article]]:
        """For each of these new readings the version as it is, and as it would be."""
        with self._database.reading() as connection:
            versions = versions_read(connection, [reading for reading, _ in read])
            given = corrections(connection, {reading.article for reading, _ in read})
            names = source_names(connection)
        return [
            (
                versions[reading.article, reading.version],
                as_stored(corrected(item.article, given.get(reading.article, ()), names)),
            )
            for reading, item in read
        ]

    def revise(self, read: Sequence[tuple[Reading, IntakeItem]]) -> None:
        """Each of these versions holds what was read now, under the id, number and date of
        arrival that it has."""
        with self._database.writing() as connection:
            forget_annotations(connection, revise(connection, read))
            self.curation.apply(connection, {reading.article for reading, _ in read})

    def _now(self) -> str:
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _instant(self) -> str:
        # An article that fails twice in a second has failed twice.
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
