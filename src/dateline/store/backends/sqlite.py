"""SQLite: one file, which any number of processes read while one writes."""

from __future__ import annotations

import errno
import logging
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from dateline.durable import opened_by_sqlite
from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    DatelineError,
    ReadOnlyArchive,
    StorageFailed,
)
from dateline.store.backends.refusals import grants_locks, has_room, why_refused
from dateline.store.sql import compact_json, parsed_json

# SQLAlchemy logs what it could not roll back, with a traceback. It gives up the connection then,
# and what was the matter is raised.
logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())

# "Page 68: unable to get the page. error code=7": see checkTreePage in btree.c of SQLite.
_NO_MEMORY = re.compile(rf"error code=({sqlite3.SQLITE_NOMEM}|{sqlite3.SQLITE_IOERR_NOMEM})\b")


class SqliteBackend:
    """The database in one file.

    WAL lets readers read while one process writes. With synchronous=FULL each commit is on
    disk before it returns: neither a killed process nor a power cut loses what was committed.
    NORMAL would save 0.3 ms of 1.8 ms per commit, but a power cut could then lose articles that
    are in the index already.

    If this process may not write to the file or its folder, or the disk is full and SQLite could
    make no -shm file, it can only read the database.
    SQLite then needs the -shm file of a process that has the database open. If there is no such
    file, no process has it open, and the file is read as immutable:
    https://www.sqlite.org/wal.html#readonly.
    """

    is_shared = False

    def __init__(self, path: Path, *, busy_timeout_s: float) -> None:
        self._path = path
        self._busy_timeout_s = busy_timeout_s
        self.writable = self._may_write()
        self._frozen: tuple[int, ...] | None = None
        if (
            not self.writable
            and not self._sibling("-shm").exists()
            and not self._has_unmerged_changes()
        ):
            self._frozen = self._state()
        self._file: tuple[int, int] | None = None

    def engine(self) -> Engine:
        query: dict[str, str] = {}
        if not self.writable:
            query = {"uri": "true", "mode": "ro"}
            if self._frozen is not None:
                query["immutable"] = "1"
        path = self._path
        # A folder name may contain "?".
        database = path.absolute().as_uri() if query else str(path)
        engine = create_engine(
            URL.create("sqlite", database=database, query=query),
            connect_args={"timeout": self._busy_timeout_s},
            json_serializer=compact_json,
            json_deserializer=parsed_json,
            max_overflow=-1,  # each list that is being read has its own connection
        )
        event.listen(engine, "connect", self._set_up)
        return engine

    @property
    def name(self) -> str:
        return str(self._path)

    @property
    def folder(self) -> Path:
        return self._path.parent

    def prepare(self, connection: Connection) -> None:
        """Nothing: SQLite keeps the rest in the header of its file."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def before_commit(self, connection: Connection, index: Callable[[], tuple[str, int]]) -> None:
        """The header of the file says which archive it is and which commit of the index is
        complete: see store/index_state.py."""
        archive, number = index()
        _set(connection, "application_id", int(archive[:8], 16) >> 1)
        _set(connection, "user_version", number)

    def indexing_lock(self, *, wait_s: float | None) -> AbstractContextManager[object]:
        """Nothing more: who indexes holds the write lock of the folder."""
        del wait_s
        return nullcontext()

    def claims(self) -> None:
        return None

    def check_unchanged(self) -> None:
        if self._frozen is not None and self._frozen != self._state():
            raise ArchiveBusy(
                f"another process wrote to the archive meanwhile: {self._path}",
                hint="Try again.",
            )

    def is_current(self) -> bool:
        try:
            status = os.stat(self._path)
        except OSError:
            return False
        return (
            self._file == (status.st_dev, status.st_ino)
            and self.writable == self._may_write()
            and (self.writable or (self._frozen is not None and self._frozen == self._state()))
        )

    def empty_log(self, connection: sqlite3.Connection) -> None:
        """See Backend; https://www.sqlite.org/pragma.html#pragma_wal_checkpoint."""
        connection.execute("PRAGMA busy_timeout = 0").close()
        with suppress(sqlite3.OperationalError):  # the disk is full: the log keeps the changes
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute(f"PRAGMA busy_timeout = {int(self._busy_timeout_s * 1000)}").close()

    def shrink(self, connection: sqlite3.Connection) -> None:
        """See Backend; https://www.sqlite.org/lang_vacuum.html."""
        try:
            connection.execute("VACUUM").close()
            ((is_busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.OperationalError as error:
            raise self.translated(DBAPIError(None, None, error)) from error
        if is_busy:
            raise ArchiveBusy(
                f"another process is still reading what was deleted: {self._path}",
                hint="try again when it has finished: “dateline delete --purge”",
            )

    def copied(self, connection: Connection, path: Path) -> bool:
        """See Backend; https://www.sqlite.org/backup.html. The transaction of `connection` keeps
        the copy at its moment, whatever others write meanwhile."""
        own = connection.connection.driver_connection
        assert isinstance(own, sqlite3.Connection)
        try:
            with closing(sqlite3.connect(path)) as copy:
                own.backup(copy, pages=_COPIED_PAGES, progress=_interruptible)
        except sqlite3.Error as error:
            place = SqliteBackend(path, busy_timeout_s=self._busy_timeout_s)
            raise place.translated(DBAPIError(None, None, error)) from error
        return True

    def translated(self, error: DBAPIError) -> DatelineError:
        """The matching Dateline error. Extended result codes are reduced to their primary code
        (https://www.sqlite.org/rescode.html)."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        match code:
            case sqlite3.SQLITE_BUSY if not grants_locks(self._path.parent):
                return self._refusal(errno.ENOLCK)
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return ArchiveBusy(
                    "another process has been writing to the archive for more than "
                    f"{self._busy_timeout_s:g} seconds: {self._path}",
                    hint="Wait until it has finished, then try again.",
                )
            case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                return ArchiveDamaged(
                    f"the database is damaged ({error.orig}): {self._path}",
                    hint="Restore it from a backup, or move it away and ingest again.",
                )
            case sqlite3.SQLITE_ERROR if str(error.orig).startswith("no such "):
                return ArchiveDamaged(
                    f"the database has lost a part of its tables ({error.orig}): {self._path}",
                    hint="Restore it from a backup, or move it away and ingest again.",
                )
            case sqlite3.SQLITE_FULL:
                return self._refusal(errno.ENOSPC)
            case sqlite3.SQLITE_NOMEM:
                return self._refusal(errno.ENOMEM)
            case sqlite3.SQLITE_CANTOPEN if self._path.is_dir():
                return ArchiveDamaged(
                    f"the database is a folder: {self._path}",
                    hint="Restore it from a backup, or move it away and ingest again.",
                )
            case sqlite3.SQLITE_CANTOPEN if not self.writable and self._has_unmerged_changes():
                return ReadOnlyArchive(
                    "the last changes still have to be put into the database, and you may not "
                    f"write there: {self._path.parent}",
                    hint="ask somebody with write access to run “dateline info” once",
                )
            case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN if no := why_refused(self._path):
                return self._refusal(no)
            case sqlite3.SQLITE_IOERR:
                return self._refusal(errno.EIO)
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                return self._refusal(errno.EACCES)
        return DatelineError(f"the database refused ({error.orig}): {self._path}")

    def problems(self, connection: Connection, *, quick: bool) -> Iterator[tuple[str, str]]:
        check = "quick_check(1)" if quick else f"integrity_check({_MOST_PROBLEMS})"
        for problem in _problems(connection, check):
            yield self._path.name, problem
        if not quick:
            for row in connection.execute(text("PRAGMA foreign_key_check")):
                problem = f"it refers to a row of {row[2]} that is not there"
                yield f"table {row[0]}, row {row[1]}", problem

    def continue_after(self, connection: Connection, last: int) -> None:
        """Only pending changes are numbered by a sequence: see last_number."""
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'pending'")
        counted = text("INSERT INTO sqlite_sequence (name, seq) VALUES ('pending', :last)")
        connection.execute(counted, {"last": last})

    def last_number(self, connection: Connection, table: str) -> int:
        """See Backend; https://www.sqlite.org/autoinc.html."""
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        return connection.scalar(query, {"table": table}) or 0

    def unwritable(self) -> DatelineError:
        """See Backend."""
        number = why_refused(self._path)
        if number and number not in (errno.EACCES, errno.EPERM, errno.EROFS):
            return self._refusal(number)
        return ReadOnlyArchive(f"permission denied: {self._path.parent}")

    def _refusal(self, number: int) -> DatelineError:
        error = OSError(number, os.strerror(number))
        return StorageFailed.of(error, str(self._path)) or DatelineError(str(error))

    def _may_write(self) -> bool:
        if not self._sibling("-shm").exists() and not has_room(self._path.parent):
            return False
        return all(os.access(p, os.W_OK) for p in (self._path.parent, self._path) if p.exists())

    def _sibling(self, ending: str) -> Path:
        return self._path.with_name(self._path.name + ending)

    def _has_unmerged_changes(self) -> bool:
        """Whether there are changes that SQLite has not yet written to the file itself."""
        log = self._sibling("-wal")
        return log.exists() and log.stat().st_size > 0

    def _state(self) -> tuple[int, ...]:
        status = self._path.stat()
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _set_up(self, connection: sqlite3.Connection, _record: object) -> None:
        opened_by_sqlite(self._path)  # it takes its first lock below
        # By default the driver begins a transaction before the first write, which is too late for
        # the reads that the write is based on. None turns that off; `begin` begins it.
        connection.isolation_level = None
        if self.writable:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}").close()
        # A stranger's database may have views and triggers: they can only compute.
        connection.execute("PRAGMA trusted_schema=OFF").close()
        status = os.stat(self._path)
        self._file = status.st_dev, status.st_ino


_COPIED_PAGES = 4096  # 16 MB at a time
_MOST_PROBLEMS = 100


def _interruptible(*_: object) -> None:
    """Called while a database is copied: here Python notices that it was interrupted."""


def _set(connection: Connection, pragma: str, value: int) -> None:
    if connection.scalar(text(f"PRAGMA {pragma}")) != value:
        connection.exec_driver_sql(f"PRAGMA {pragma} = {value}")


def _problems(connection: Connection, check: str) -> Iterator[str]:
    """What this check of SQLite, quick_check or integrity_check, finds. Raises MemoryError, as any
    other statement does, if the check had no memory to read a page: SQLite calls that a problem of
    the page."""
    for (problem,) in connection.execute(text(f"PRAGMA {check}")):
        if _NO_MEMORY.search(problem):
            raise MemoryError(problem)
        if problem != "ok":
            yield problem
