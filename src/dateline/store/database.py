"""The database: its transactions, and its errors as Dateline errors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import finalize

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from dateline.durable import storing, sync_folder
from dateline.errors import DatelineError
from dateline.store.backends.base import Backend
from dateline.store.backends.sqlite import SqliteBackend
from dateline.store.index_state import complete_commit

if TYPE_CHECKING:
    from dateline.store.backends.advisory import ServerLocks


class Database:
    """The database of one archive. Any number of processes may open it, each for itself: a forked
    process must not use an object that its parent opened."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._process = os.getpid()
        self._engine = self._backend.engine()
        event.listen(self._engine, "begin", partial(_begin, self._backend))
        # Connections that nobody closes are closed with this object or at the end of the process.
        finalize(self, _close, self._engine, self._process)

    @classmethod
    def at(cls, file: Path, server: str | None, *, busy_timeout_s: float) -> Database:
        """The database in this file or, if `server` is given, at that address of PostgreSQL."""
        if server is None:
            return cls(SqliteBackend(file, busy_timeout_s=busy_timeout_s))
        from dateline.store.backends.postgresql import PostgresqlBackend

        return cls(PostgresqlBackend(server, busy_timeout_s=busy_timeout_s))

    @property
    def name(self) -> str:
        """What people know the database by: its file, or its address on a server."""
        return self._backend.name

    @property
    def folder(self) -> Path | None:
        """Where copies from before a migration are kept; None if none are made."""
        return self._backend.folder

    @property
    def is_shared(self) -> bool:
        """Whether several processes may change the archive at once."""
        return self._backend.is_shared

    def indexing_lock(self, *, wait_s: float | None) -> AbstractContextManager[object]:
        """Until it ends, no other process writes to the index; see Backend.indexing_lock."""
        return self._backend.indexing_lock(wait_s=wait_s)

    def claims(self) -> ServerLocks | None:
        """Locks for claims to articles, see Backend.claims."""
        return self._backend.claims()

    @property
    def writable(self) -> bool:
        """Whether this process may change the database."""
        return self._backend.writable

    def unwritable(self) -> DatelineError:
        """Why this process may not change the database."""
        return self._backend.unwritable()

    @property
    def is_current(self) -> bool:
        """Whether this object can still be used: by the process that opened it, for the same
        file."""
        return self._process == os.getpid() and self._backend.is_current()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive from its first query to its end.

        Raises ArchiveBusy if that is impossible: this process may only read, and another process
        wrote meanwhile.
        """
        with self._translated(), self._engine.connect() as connection:
            yield connection
            self._backend.check_unchanged()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or rolled back on an error.

        It holds the write lock from the start, so what it reads stays current until it writes.
        Raises ArchiveBusy if another process holds the lock for longer than the timeout, and
        ReadOnlyArchive if this one may not write.
        """
        if not self.writable:
            raise self.unwritable()
        with self._translated(), self._engine.connect() as connection:
            connection = connection.execution_options(dateline_writes=True)
            with connection.begin():
                yield connection
                self._backend.before_commit(connection, partial(complete_commit, connection))

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """A transaction as `writing`, of which nothing stays: it shows what another would do."""
        if not self.writable:
            raise self.unwritable()
        with self._translated(), self._engine.connect() as connection:
            connection = connection.execution_options(dateline_writes=True)
            with connection.begin() as transaction:
                yield connection
                transaction.rollback()

    def empty_log(self) -> None:
        """What is committed is in the database file itself, so that its header says the last word;
        unless another process still reads an older state."""
        with self._translated(), closing(self._engine.raw_connection()) as connection:
            self._backend.empty_log(connection.driver_connection)

    def shrink(self) -> None:
        """The files of the database have only what its tables have: nothing that was deleted is
        left in unused parts of them. Raises ArchiveBusy while another process reads an older
        state."""
        with self._translated(), closing(self._engine.raw_connection()) as connection:
            self._backend.shrink(connection.driver_connection)

    def copied(self, connection: Connection, path: Path) -> bool:
        """The file at `path` is a copy of the database at the moment of this transaction, on disk,
        and seen whole or not at all. False if the database has no file of its own. Raises
        StorageFailed if there is no room for it."""
        part = path.with_name(f"{path.name}.part")
        try:
            with storing(path.parent):
                part.unlink(missing_ok=True)  # of a process that was killed
                part.open("xb").close()  # SQLite would follow a link
                if not self._backend.copied(connection, part):
                    return False
                os.replace(part, path)
                sync_folder(path.parent)
                return True
        finally:
            part.unlink(missing_ok=True)

    def continue_after(self, last: int) -> None:
        """After rows were copied, see Backend.continue_after."""
        with self.writing() as connection:
            self._backend.continue_after(connection, last)

    def last_number(self, connection: Connection, table: str) -> int:
        """The highest number ever assigned to a row of the table, even if the row is gone."""
        return self._backend.last_number(connection, table)

    def problems(self, connection: Connection, *, quick: bool) -> Iterator[tuple[str, str]]:
        """What the database system itself finds damaged, see Backend.problems."""
        return self._backend.problems(connection, quick=quick)

    def prepare(self, connection: Connection) -> None:
        """The tables are new or brought up to date: the database has what it needs beside them."""
        self._backend.prepare(connection)

    def close(self) -> None:
        """Close every connection; the next transaction opens one again."""
        _close(self._engine, self._process)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            self._backend.check_unchanged()
            raise self._backend.translated(error) from error


def _begin(backend: Backend, connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes", False)
    backend.begin(connection, writes=writes)


def _close(engine: Engine, process: int) -> None:
    # A forked process must not close the connections of its parent.
    engine.dispose(close=process == os.getpid())
