"""What `Database` asks of a database system."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dateline.errors import DatelineError


class Backend(Protocol):
    """One archive's database in one database system. `writable` is False if this process may only
    read it."""

    @property
    def writable(self) -> bool: ...

    def engine(self) -> Engine:
        """A new engine; its connections begin no transaction by themselves."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """A transaction has begun; with `writes` it holds the write lock."""

    def check_unchanged(self) -> None:
        """Raises ArchiveBusy if what was read may not be one state of the archive."""

    def is_current(self) -> bool:
        """Whether this is still the database at its place, opened in the right way."""

    def translated(self, error: DBAPIError) -> DatelineError:
        """The most fitting of our errors."""

    def last_number(self, connection: Connection, table: str) -> int:
        """The highest number that was ever assigned to a row of the table, which may be gone."""
