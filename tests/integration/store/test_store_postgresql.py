"""What only an archive on a server has: its address, its locale, and what the server refuses."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from store_builders import dispositions, intake_item

from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    DatelineError,
    NoArchive,
    ReadOnlyArchive,
    ServerUnreachable,
    UsageError,
)
from dateline.store import Store
from dateline.store.tables.articles import Base
from tests.databases import PostgreSql, database_name


@pytest.fixture
def address(postgresql: PostgreSql) -> str:
    """A database with the tables of an empty archive."""
    return postgresql.new()


def test_migrations_make_the_tables_of_the_code(address: str) -> None:
    """Alembic finds no difference, but for the table that stands for SQLite's sqlite_sequence."""
    engine = create_engine(address)
    with engine.connect() as connection:
        (_, table), *others = compare_metadata(
            MigrationContext.configure(connection), Base.metadata
        )
    engine.dispose()
    assert (table.name, others) == ("last_change", [])


def test_a_database_without_tables_is_no_archive(postgresql: PostgreSql, tmp_path: Path) -> None:
    """Until something is ingested, or “init” made them."""
    with pytest.raises(NoArchive):
        Store.open(tmp_path, server=postgresql.bare())


def test_a_foreign_database_is_damage(postgresql: PostgreSql, tmp_path: Path) -> None:
    """Dateline does not use the database of another program."""
    address = postgresql.bare()
    postgresql.run("CREATE TABLE recipes (name text)", database_name(address))

    with pytest.raises(ArchiveDamaged, match="not one of Dateline's"):
        Store.open(tmp_path, server=address, create=True)


def test_another_locale_is_refused(postgresql: PostgreSql, tmp_path: Path) -> None:
    """It would order texts in another way; the hint says how to make a database."""
    options = (
        "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
        " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
    )

    with pytest.raises(UsageError, match="locale C") as raised:
        Store.open(tmp_path, server=postgresql.bare(options), create=True)
    assert "--locale=C" in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("postgresql+psycopg://ann:secret@host/news", "has a password in it"),
        ("postgresql+psycopg://ann@host/news?password=secret", "has a password in it"),
        ("mysql://host/news", "no address of a database"),
        ("news", "no address of a database"),
    ],
)
def test_an_address_that_cannot_be_used(address: str, problem: str, tmp_path: Path) -> None:
    """A password is not said again."""
    with pytest.raises(UsageError, match=problem) as raised:
        Store.open(tmp_path, server=address)
    assert "secret" not in raised.value.message


def test_an_unknown_database_says_how_to_make_it(postgresql: PostgreSql, tmp_path: Path) -> None:
    """The server itself only says that it is not there."""
    with pytest.raises(UsageError, match="no such database") as raised:
        Store.open(tmp_path, server=postgresql.address("nowhere"))
    assert "createdb" in (raised.value.hint or "")


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    """The exit code is one of its own, so that a script can wait and go on."""
    with pytest.raises(ServerUnreachable) as raised:
        Store.open(tmp_path, server=f"postgresql+psycopg:///news?host={tmp_path}")
    assert raised.value.exit_code == 6


def test_a_writer_that_never_ends_is_busy(
    postgresql: PostgreSql, address: str, tmp_path: Path
) -> None:
    """Readers are not blocked."""
    with (
        Store.open(tmp_path, server=address) as store,
        Store.open(tmp_path, server=address, busy_timeout_s=0.05) as other,
    ):
        store.file([intake_item("one")])
        with store._database.writing():
            with pytest.raises(ArchiveBusy):
                other.file([intake_item("two")])
            assert other.counts().articles == 1
        assert dispositions(other, intake_item("two", ordinal=1)) == ["added"]


def test_a_server_that_was_restarted_is_used_again(
    postgresql: PostgreSql, address: str, tmp_path: Path
) -> None:
    """The connection was cut in between; nothing has to be opened again."""
    with Store.open(tmp_path, server=address) as store:
        store.file([intake_item("one")])
        for (process,) in postgresql.run(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'dateline'"
        ):
            os.kill(int(str(process)), signal.SIGTERM)
        assert dispositions(store, intake_item("two", ordinal=1)) == ["added"]


def test_what_the_server_does_not_allow(
    postgresql: PostgreSql, address: str, tmp_path: Path
) -> None:
    """A database that is read-only can be read."""
    name = database_name(address)
    postgresql.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with Store.open(tmp_path, server=address) as store:
        assert store.counts().articles == 0
        with pytest.raises(ReadOnlyArchive):
            store.file([intake_item("one")])


def test_a_lost_table_is_damage(postgresql: PostgreSql, address: str, tmp_path: Path) -> None:
    """It is named."""
    with Store.open(tmp_path, server=address) as store:
        postgresql.run("DROP TABLE given", database_name(address))
        with pytest.raises(ArchiveDamaged, match="given"):
            store.saved.not_given("ports", ["0" * 16])
    with pytest.raises(ArchiveDamaged, match="given"):
        Store.open(tmp_path, server=address)


def test_foreign_keys_are_enforced(postgresql: PostgreSql, address: str, tmp_path: Path) -> None:
    """For other programs as well; what is refused leaves nothing."""
    with Store.open(tmp_path, server=address) as store:
        store.file([intake_item("one")])
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            postgresql.run("DELETE FROM versions", database_name(address))
        postgresql.run("ALTER TABLE pending ADD CHECK (seq < 3)", database_name(address))
        batch = [intake_item(f"new {n}", ordinal=n) for n in (1, 2)]
        with pytest.raises(DatelineError, match="check constraint"):
            store.file(batch)
        assert store.counts().articles == 1


def test_no_number_of_a_change_comes_twice(address: str, tmp_path: Path) -> None:
    """Also when changes are cleared, and after a transaction that was rolled back."""
    with Store.open(tmp_path, server=address) as store:
        store.file([intake_item("one")])
        first = store.pending.last_number()
        store.pending.clear_upto(first)
        with pytest.raises(UsageError):
            store.locate("0" * 64, "b.jsonl")
        assert store.pending.last_number() == first
        store.file([intake_item("two", ordinal=1)])
        assert store.pending.last_number() > first
