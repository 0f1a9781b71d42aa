"""The database: connections, transactions, and its errors in our words.

All that only SQLite needs stands here. What PostgreSQL will need instead stands here too, one
day: an advisory lock where SQLite says BEGIN IMMEDIATE.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    DatelineError,
    ReadOnlyArchive,
    UsageError,
)
from dateline.store.sql_text import compact_json, parsed_json

_BUSY_TIMEOUT_S = 30


class Database:
    """One archive's database. Use it from one thread; any number of processes may open it.

    WAL lets readers read while one process writes. With synchronous=FULL each commit is on
    disk before it returns: neither a killed process nor a power cut loses what was committed.
    NORMAL would save 0.3 ms a commit (of 1.8), but a power cut could then take back articles
    that the index holds already.

    Where this process may not write to the file or its folder, the database can be read only.
    SQLite then needs the -shm file of somebody who has it open. If there is none, nobody has, and
    the file is read as one that does not change: https://www.sqlite.org/wal.html#readonly.
    """

    def __init__(self, path: Path, *, busy_timeout_s: float = _BUSY_TIMEOUT_S) -> None:
        self.path = path
        self.writable = all(os.access(one, os.W_OK) for one in (path.parent, path) if one.exists())
        self._busy_timeout_s = busy_timeout_s
        self._frozen: tuple[int, ...] | None = None
        query: dict[str, str] = {}
        if not self.writable:
            query = {"uri": "true", "mode": "ro"}
            if not self._beside("-shm").exists() and not self._unmerged():
                query["immutable"] = "1"
                self._frozen = self._state()
        self._engine: Engine = create_engine(
            # a folder may have "?" in its name
            URL.create(
                "sqlite", database=path.absolute().as_uri() if query else str(path), query=query
            ),
            connect_args={"timeout": busy_timeout_s},
            json_serializer=compact_json,
            json_deserializer=parsed_json,
        )
        event.listen(self._engine, "connect", self._set_up)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive from its first query to its end.

        Raises ArchiveBusy if that could not be, since another process wrote where this may not.
        """
        with self._translated(), self._engine.connect() as connection:
            yield connection
            self._check_frozen()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or leaves nothing if an error passes.

        It holds the write lock from the start, so what it reads stays true until it writes.
        Raises ArchiveBusy if another process holds the lock for longer than the timeout, and
        ReadOnlyArchive where this one may not write.
        """
        if not self.writable:
            raise ReadOnlyArchive(str(self.path.parent), "it is read-only for you")
        with self._translated(), self._engine.connect() as connection:
            connection = connection.execution_options(dateline_writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close every connection; the database may be opened again."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            self._check_frozen()
            raise self._in_our_words(error) from error

    def _in_our_words(self, error: DBAPIError) -> DatelineError:
        """The most fitting of our errors; extended result codes are cut to their kind
        (https://www.sqlite.org/rescode.html)."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        match code:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return ArchiveBusy(
                    "another process has been writing to the archive for more than "
                    f"{self._busy_timeout_s:g} seconds: {self.path}",
                    hint="Wait until it has finished, then try again.",
                )
            case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                return ArchiveDamaged(
                    f"the database is damaged ({error.orig}): {self.path}",
                    hint="Restore it from a backup, or move it away and ingest again.",
                )
            case sqlite3.SQLITE_FULL:
                return UsageError(
                    f"the disk is full, and nothing of the last batch was kept: {self.path}",
                    hint="Free some space and run the same command again.",
                )
            case sqlite3.SQLITE_CANTOPEN if not self.writable and self._unmerged():
                return ReadOnlyArchive(
                    str(self.path.parent),
                    "the last changes still have to be put into the database",
                    hint="have somebody who may write there run “dateline info” once",
                )
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                return UsageError(
                    f"the database cannot be opened: {self.path}",
                    hint="Check the permissions of the file and of its folder.",
                )
        return DatelineError(f"the database refused ({error.orig}): {self.path}")

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def _unmerged(self) -> bool:
        """Whether there are changes that SQLite has not put into the file itself."""
        log = self._beside("-wal")
        return log.exists() and log.stat().st_size > 0

    def _state(self) -> tuple[int, ...]:
        found = self.path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _check_frozen(self) -> None:
        if self._frozen is not None and self._frozen != self._state():
            raise ArchiveBusy(
                f"another process has written to the archive meanwhile: {self.path}",
                hint="Try again.",
            )

    def _set_up(self, connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own habit is to begin a transaction before it writes, too late for the
        # reads that a write rests on. None turns it off; _begin does it.
        connection.isolation_level = None
        if self.writable:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}").close()


def last_number(connection: Connection, table: str) -> int:
    """The highest number that AUTOINCREMENT has given out for the table, its row still there or
    not; https://www.sqlite.org/autoinc.html."""
    found = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return connection.scalar(found, {"table": table}) or 0


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
