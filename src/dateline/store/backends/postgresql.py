"""PostgreSQL: a server, which any number of machines read and write at once.

One transaction writes at a time: it holds an advisory lock, so what it reads stays current until
it commits, as in SQLite. Each of its statements sees what was committed before (READ COMMITTED);
under REPEATABLE READ it would see the state from before it waited for the lock. Transactions that
read see one state (REPEATABLE READ), and wait for nobody.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    DatelineError,
    ReadOnlyArchive,
    ServerUnreachable,
    StorageFailed,
    UsageError,
)
from dateline.store.backends.advisory import FAMILY, Lock, ServerLocks, advisory_lock
from dateline.store.sql import compact_json, parsed_json

_CONNECT_TIMEOUT_S = 10
# Both are so only with the locale C, in which texts are ordered by their bytes, as in SQLite.
_LOCALE = text("SELECT 'a' > 'B', lower('Ä') = 'Ä', getdatabaseencoding()")
_NO_DATABASE = re.compile(r'database ".*" does not exist')
_CREATE = "createdb --template=template0 --encoding=UTF8 --locale=C NAME"


class PostgresqlBackend:
    """The database at an address "postgresql+psycopg://…", with a password from PGPASSWORD or a
    pgpass file. https://www.postgresql.org/docs/current/libpq-envars.html"""

    folder = None
    is_shared = True
    writable = True  # only the server knows: it refuses what it does not allow

    def __init__(self, address: str, *, busy_timeout_s: float) -> None:
        self._url = checked_address(address)
        self.name = shown(self._url)
        self._busy_timeout_s = busy_timeout_s

    def engine(self) -> Engine:
        try:
            engine = create_engine(
                self._url,
                connect_args={
                    # SQLAlchemy begins no transaction then: `begin` does, of the right kind.
                    "autocommit": True,
                    "application_name": "dateline",
                    "connect_timeout": _CONNECT_TIMEOUT_S,
                    **self._without_password(),
                },
                json_serializer=compact_json,
                json_deserializer=_parsed_json,
                max_overflow=-1,  # each list that is being read has its own connection
                pool_pre_ping=True,  # the server may have been restarted
            )
        except ModuleNotFoundError as error:
            raise UsageError(
                "the library for PostgreSQL is not installed", hint='pip install "dateline[server]"'
            ) from error
        event.listen(engine, "first_connect", self._check_locale)
        return engine

    def _without_password(self) -> dict[str, str]:
        """PGPASSWORD is for the host that PGHOST names: an archive of a stranger may name another
        one. A pgpass file is read all the same; it says which host each password is for."""
        query = self._url.query
        named = {self._url.host, query.get("host"), query.get("hostaddr")} - {None}
        return {"password": ""} if named - {os.environ.get("PGHOST")} else {}

    def prepare(self, connection: Connection) -> None:
        """A table remembers the last number of a change, as SQLite's own sqlite_sequence does: the
        value of a sequence shows what other transactions took and have not committed."""
        connection.execute(text("CREATE TABLE IF NOT EXISTS last_change (number bigint NOT NULL)"))
        connection.execute(
            text(
                "INSERT INTO last_change SELECT coalesce(max(seq), 0) FROM pending"
                " WHERE NOT EXISTS (SELECT number FROM last_change)"
            )
        )

    def begin(self, connection: Connection, *, writes: bool) -> None:
        if not writes:
            connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ")
            return
        connection.exec_driver_sql(
            "BEGIN ISOLATION LEVEL READ COMMITTED;"
            f" SET LOCAL lock_timeout = {int(self._busy_timeout_s * 1000)};"
            f" SELECT pg_advisory_xact_lock({FAMILY}, {Lock.WRITING:d})"
        )

    def before_commit(self, connection: Connection, _: Callable[[], tuple[str, int]]) -> None:
        connection.execute(
            text(
                "UPDATE last_change SET number = (SELECT last_value FROM pending_seq_seq)"
                " WHERE (SELECT is_called AND last_value <> number FROM pending_seq_seq)"
            )
        )

    def indexing_lock(self, *, wait_s: float | None) -> AbstractContextManager[object]:
        return advisory_lock(self, Lock.INDEX, wait_s=wait_s)

    def claims(self) -> ServerLocks:
        return ServerLocks(self)

    def check_unchanged(self) -> None:
        """Nothing: the server keeps each state for as long as somebody reads it."""

    def is_current(self) -> bool:
        return True

    def empty_log(self, connection: Any) -> None:
        """Nothing: see shrink."""

    def shrink(self, connection: Any) -> None:
        """The tables are rewritten. The server's own log keeps what it had until it is reused;
        see docs/scale.md."""
        try:
            connection.execute(f"SET lock_timeout = {int(self._busy_timeout_s * 1000)}")
            connection.execute("VACUUM (FULL)")
            connection.execute("RESET lock_timeout")
        except Exception as error:
            if getattr(error, "sqlstate", None) is None:
                raise
            raise self.translated(DBAPIError(None, None, error)) from error

    def copied(self, _: Connection, __: Path) -> bool:
        return False

    def problems(self, _: Connection, *, quick: bool) -> Iterator[tuple[str, str]]:
        """None: the server checks what rows refer to when they change, and its pages when it reads
        them. docs/scale.md says how to have all of them read."""
        del quick
        yield from ()

    def continue_after(self, connection: Connection, last: int) -> None:
        owned = text(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%'"
        )
        for table, column in connection.execute(owned).all():
            highest = connection.scalar(text(f"SELECT max({column}) FROM {table}")) or 0
            if number := max(highest, last if table == "pending" else 0):
                sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :number)")
                values = {"table": table, "column": column, "number": number}
                connection.execute(sequence, values)

    def last_number(self, connection: Connection, table: str) -> int:
        assert table == "pending"
        return connection.scalar(text("SELECT number FROM last_change")) or 0

    def unwritable(self) -> DatelineError:
        return ReadOnlyArchive(
            f"the server allows no change: {self.name}", hint="connect to the primary server"
        )

    def translated(self, error: DBAPIError) -> DatelineError:
        """See Backend; https://www.postgresql.org/docs/current/errcodes-appendix.html."""
        state = getattr(error.orig, "sqlstate", None) or ""
        said = " ".join(str(error.orig).split())
        match state:
            case "55P03" | "40P01" | "40001" | "57014" | "55006":
                return ArchiveBusy(
                    "another process has been writing to the archive for more than "
                    f"{self._busy_timeout_s:g} seconds: {self.name}",
                    hint="Wait until it has finished, then try again.",
                )
            case "53300":
                return ArchiveBusy(
                    f"the server has no connection left: {self.name}",
                    hint="try again, or raise max_connections there",
                )
            case "53100":
                return self._refusal(errno.ENOSPC)
            case "53200":
                return self._refusal(errno.ENOMEM)
            case "58030":
                return self._refusal(errno.EIO)
            case "25006":
                return self.unwritable()
            case "42501":
                return ReadOnlyArchive(
                    f"permission denied ({said}): {self.name}", hint="GRANT it there"
                )
            case "42P01" | "42703":
                return ArchiveDamaged(
                    f"the database has lost a part of its tables ({said}): {self.name}",
                    hint="restore it from a backup",
                )
            case "XX001" | "XX002":
                return ArchiveDamaged(
                    f"the database is damaged ({said}): {self.name}",
                    hint="restore it from a backup",
                )
        if not state and _NO_DATABASE.search(said):  # the driver has no code for it
            return UsageError(
                f"the server has no such database: {self.name}", hint=f"make it: {_CREATE}"
            )
        if not state or state[:2] in ("08", "28", "57"):
            return ServerUnreachable(
                f"the server of the database cannot be used ({said}): {self.name}",
                hint="check that it runs, the address, and the password (~/.pgpass, or PGPASSWORD "
                "for the host of PGHOST)",
            )
        return DatelineError(f"the database refused ({said}): {self.name}")

    def _refusal(self, number: int) -> DatelineError:
        error = OSError(number, os.strerror(number))
        return StorageFailed.of(error, self.name) or DatelineError(str(error))

    def _check_locale(self, connection: Any, _: object) -> None:
        """Raises UsageError if the database orders texts in another way than SQLite does."""
        with connection.cursor() as cursor:
            by_bytes, ascii_only, encoding = cursor.execute(str(_LOCALE)).fetchone()
        if not (by_bytes and ascii_only and encoding == "UTF8"):
            raise UsageError(
                f"the database must have the encoding UTF8 and the locale C: {self.name}",
                hint=f"make another one: {_CREATE}",
            )


def checked_address(address: str) -> URL:
    """The address of a database. Raises UsageError for one that is not PostgreSQL's, or that has a
    password in it, which files and lists of processes would show."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _no_address(address) from error
    if url.drivername != "postgresql+psycopg":
        raise _no_address(address)
    if url.password is not None or "password" in url.query:
        raise UsageError(
            "the address of the database has a password in it",
            hint="leave it out, and keep it in ~/.pgpass or in PGPASSWORD",
        )
    return url


def _no_address(address: str) -> UsageError:
    return UsageError(
        f"this is no address of a database: {address}",
        hint="as in postgresql+psycopg://USER@HOST/DATABASE",
    )


def shown(url: URL) -> str:
    """The address as people may see it."""
    return url.render_as_string(hide_password=True)


def _parsed_json(data: str | bytes) -> Any:
    return parsed_json(data if isinstance(data, str) else data.decode())


logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())  # as in sqlite.py
