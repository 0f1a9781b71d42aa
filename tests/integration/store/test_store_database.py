from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from store_builders import database_file, dispositions, intake_item, open_store

from dateline.errors import ArchiveBusy, ArchiveDamaged, DatelineError, NoArchive, UsageError
from dateline.store import Store
from dateline.store.migrations import HEAD, REVISIONS
from dateline.store.migrations.config import alembic_config
from dateline.store.tables.articles import Base
from dateline.values.intake import FullyRead
from tests.databases import on_sqlite


@contextmanager
def raw(folder) -> Iterator[sqlite3.Connection]:
    """The database as another program would open it."""
    with closing(sqlite3.connect(database_file(folder), isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def connection(folder):
    open_store(folder, create=True).close()
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(database_file(folder)))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@on_sqlite
def test_the_stamp_is_the_last_migration(connection):
    """REVISIONS are those of the migration files, in their order."""
    script = ScriptDirectory.from_config(alembic_config(connection))

    assert script.get_current_head() == HEAD
    assert tuple(r.revision for r in script.walk_revisions())[::-1] == REVISIONS


@on_sqlite
def test_migrations_make_the_tables_of_the_code(connection):
    """Alembic finds no difference between a migrated database and the mapped classes."""
    assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_tables_are_sql_that_postgresql_knows():
    """A large archive may move there."""
    for table in Base.metadata.sorted_tables:
        ddl = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert f"CREATE TABLE {table.name}" in ddl


def test_an_archive_survives_closing(folder):
    """A second store reads what the first one stored; opening it needs no `create`."""
    with open_store(folder, create=True) as store:
        store.file([intake_item("one")])
    with open_store(folder) as store:
        assert store.counts().articles == 1


@on_sqlite
def test_opening_loads_neither_alembic_nor_zstandard(folder):
    """Only writers and migrations need them."""
    open_store(folder, create=True).close()
    code = (
        "import sys; from pathlib import Path; from dateline.store import Store;"
        "Store.open(Path(sys.argv[1])).close();"
        "print(sorted({'alembic', 'mako', 'zstandard', 'filelock'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@on_sqlite
def test_opening_without_create_makes_no_archive(folder):
    """Without `create`, neither file nor folder is made; an empty file is not an archive."""
    with pytest.raises(NoArchive):
        open_store(folder)
    assert not folder.exists()

    folder.mkdir(parents=True)
    database_file(folder).touch()
    with pytest.raises(NoArchive):
        open_store(folder)
    with open_store(folder, create=True) as store:
        assert store.counts().articles == 0


@on_sqlite
def test_a_newer_archive_asks_for_an_upgrade(folder):
    """The tables of a newer Dateline are not changed; the hint says how to upgrade."""
    open_store(folder, create=True).close()
    with raw(folder) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(UsageError, match="newer Dateline") as raised:
        open_store(folder, create=True)
    assert "pip install --upgrade" in (raised.value.hint or "")


@on_sqlite
@pytest.mark.parametrize(
    "content", [b"no database, plain text " * 100, b"SQLite format 3\0 x" * 99]
)
def test_a_file_that_is_not_a_database_is_damage(folder, content):
    """The file is not changed."""
    folder.mkdir(parents=True)
    database_file(folder).write_bytes(content)

    for create in (False, True):
        with pytest.raises(ArchiveDamaged, match=r"dateline\.sqlite"):
            open_store(folder, create=create)
    assert database_file(folder).read_bytes() == content


@on_sqlite
def test_a_foreign_database_is_damage(folder):
    """Dateline does not use the database of another program."""
    folder.mkdir(parents=True)
    with raw(folder) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(ArchiveDamaged, match="not one of Dateline's"):
        open_store(folder, create=True)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    """A file with the name of the folder is not removed."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot make"):
        Store.open(tmp_path / "file" / "db", create=True)


@on_sqlite
def test_a_writer_that_never_ends_is_busy(store, folder):
    """Readers are not blocked."""
    store.file([intake_item("one")])
    with (
        open_store(folder, busy_timeout_s=0.05) as other,
        raw(folder) as connection,
    ):
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy) as raised:
            other.file([intake_item("two")])
        assert other.counts().articles == 1
        connection.execute("ROLLBACK")
        assert dispositions(other, intake_item("two", ordinal=1)) == ["added"]
    assert raised.value.exit_code == 5


@on_sqlite
def test_foreign_keys_are_enforced(store, folder):
    """The connections of the store refuse a row that refers to a missing row."""
    store.file([intake_item("one")])
    with raw(folder) as connection:  # foreign keys are off here, as in most programs
        connection.execute("DELETE FROM versions")

    with pytest.raises(DatelineError, match="FOREIGN KEY"):
        store.file([intake_item("one", file=b"other", path="b.jsonl")])
    assert store.counts().originals == 1


def test_only_a_known_original_has_locations(store):
    """Locating an unknown original is refused."""
    with pytest.raises(UsageError, match="holds nothing"):
        store.locate("0" * 64, "b.jsonl")


@on_sqlite
def test_an_error_in_the_middle_of_a_batch_leaves_nothing(store, folder):
    """Even if the last statement fails."""
    store.file([intake_item("zero")])
    before = store.counts()
    with raw(folder) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON pending WHEN (SELECT count(*) FROM pending) > 2"
            " BEGIN SELECT RAISE(ABORT, 'out of room'); END"
        )

    batch = [intake_item(f"record {n}", file=b"f%d" % n, ordinal=n) for n in range(1, 5)]
    with pytest.raises(DatelineError, match="out of room"):
        store.file(
            batch, fully_read=[FullyRead(sha256=batch[0].original.sha256, tool="t", articles=1)]
        )
    assert store.counts() == before
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER full")
    assert dispositions(store, *batch) == ["added"] * 4
