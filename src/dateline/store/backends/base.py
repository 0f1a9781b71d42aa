"""What `Database` needs from a database system."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dateline.errors import DatelineError


class Backend(Protocol):
    """The database of one archive in one database system. `writable` is False if this process may
    only read it."""

    @property
    def writable(self) -> bool: ...

    def engine(self) -> Engine:
        """A new engine; its connections begin no transaction by themselves."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """A transaction has begun; with `writes` it holds the write lock."""

    def check_unchanged(self) -> None:
        """Raises ArchiveBusy if the rows read so far may not belong to one state of the archive."""

    def is_current(self) -> bool:
        """Whether this is still the database at its path, opened with the right permissions."""

    def empty_log(self, connection: Any) -> None:
        """What was committed is in the database file itself, unless another process still reads an
        older state. `connection` is the driver's own. Does not wait."""

    def shrink(self, connection: Any) -> None:
        """Nothing that was deleted is left in the files of the database. `connection` is the
        driver's own. Raises ArchiveBusy if another process still reads an older state."""

    def copy(self, connection: Any, path: Path) -> None:
        """The file at `path`, which is empty before, is a database as this one is at the moment at
        which the transaction of `connection`, one that reads, began; it is on disk. `connection`
        is the driver's own. Raises StorageFailed if there is no room for it."""

    def unwritable(self) -> DatelineError:
        """Why this process may not change the database."""

    def translated(self, error: DBAPIError) -> DatelineError:
        """The matching Dateline error."""

    def last_number(self, connection: Connection, table: str) -> int:
        """The highest number ever assigned to a row of the table, even if the row is gone."""
