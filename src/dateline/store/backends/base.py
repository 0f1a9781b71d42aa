"""What `Database` needs from a database system."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.store.backends.advisory import ServerLocks


class Backend(Protocol):
    """The database of one archive in one database system. `name` is what people know it by: its
    file, or its address without secrets. `writable` is False if this process may only read it.
    `folder` is where copies are kept that are made before a migration; None if none are made.
    `is_shared` tells whether several processes may change the archive at once."""

    @property
    def name(self) -> str: ...

    @property
    def writable(self) -> bool: ...

    @property
    def is_shared(self) -> bool: ...

    @property
    def folder(self) -> Path | None: ...

    def engine(self) -> Engine:
        """A new engine; its connections begin no transaction by themselves."""

    def prepare(self, connection: Connection) -> None:
        """The tables were made or brought up to date; the database has what this backend needs
        beside them."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """A transaction has begun; with `writes` it holds the write lock."""

    def before_commit(
        self, connection: Connection, index: Callable[[], tuple[str, int]], /
    ) -> None:
        """What is kept beside the tables follows what this transaction, one that writes, did.
        `index` gives the id of the archive, and the number of the index's commit that holds every
        change, or 0."""

    def indexing_lock(self, *, wait_s: float | None) -> AbstractContextManager[object]:
        """Until it ends, no other process writes to the index. Raises ArchiveBusy if another one
        does for longer than `wait_s` seconds (None: waits as long as it takes)."""

    def claims(self) -> ServerLocks | None:
        """Locks for claims to articles that this process alone annotates; None if no other process
        can change the archive meanwhile."""

    def check_unchanged(self) -> None:
        """Raises ArchiveBusy if the rows read so far may not belong to one state of the archive."""

    def is_current(self) -> bool:
        """Whether this is still the database at its place, opened with the right permissions."""

    def empty_log(self, connection: Any) -> None:
        """What was committed is in the database file itself, unless another process still reads an
        older state. `connection` is the driver's own. Does not wait."""

    def shrink(self, connection: Any) -> None:
        """Nothing that was deleted is left in the files of the database. `connection` is the
        driver's own. Raises ArchiveBusy if another process still reads an older state."""

    def copied(self, connection: Connection, path: Path, /) -> bool:
        """The file at `path`, which is empty before, is a copy of the database's file at the moment
        at which the transaction of `connection`, one that reads, began; it is on disk. False if the
        database has no file of its own. Raises StorageFailed if there is no room."""

    def problems(self, connection: Connection, /, *, quick: bool) -> Iterator[tuple[str, str]]:
        """What the database system finds damaged in its files and, unless `quick`, between its
        rows: the item and the problem."""

    def unwritable(self) -> DatelineError:
        """Why this process may not change the database."""

    def translated(self, error: DBAPIError) -> DatelineError:
        """The matching Dateline error."""

    def continue_after(self, connection: Connection, last: int) -> None:
        """Rows were copied with their numbers: the next ones get later numbers, and the next change
        one after `last`."""

    def last_number(self, connection: Connection, table: str) -> int:
        """The highest number ever assigned to a row of the table, even if the row is gone."""
