"""The ledger of dates and the credit of agencies in the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine
from store_builders import database_file, intake_item, only_id, open_store

from dateline.store.migrations.config import alembic_config
from dateline.values.article import DateCandidate
from dateline.values.moment import Moment
from tests.databases import on_sqlite

DAY = Moment(value="2025-07-18", offset=None, basis="JSON-LD datePublished")
LEDGER = (
    DateCandidate(
        field="published",
        text="2025-07-18",
        method="json-ld",
        where="JSON-LD datePublished",
        moment=DAY,
        chosen=True,
        reason="the first",
    ),
    DateCandidate(field="updated", text="soon", method="meta", where="meta name=lastmod"),
)


def test_the_ledger_of_dates_comes_back_as_it_was_written(store):
    """Every date candidate with its meaning and reason, and the credit."""
    id = only_id(store, intake_item("one", dates=LEDGER, credit=("AFP", "dpa")))

    assert store.article(id).dates == LEDGER
    assert store.article(id).credit == ("AFP", "dpa")


@on_sqlite
def test_an_archive_of_0001_has_no_ledger(folder: Path):
    """And an empty credit."""
    folder.mkdir(parents=True)
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(database_file(folder)))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
    engine.dispose()
    with closing(sqlite3.connect(database_file(folder))) as connection:
        for table, values in (
            ("originals", {"sha256": "0" * 64}),
            ("articles", {"id": "a" * 16, "current": 1}),
            ("versions", {"article": "a" * 16, "number": 1, "original": "0" * 64}),
        ):
            _fill(connection, table, values)
        connection.commit()

    with open_store(folder) as store:
        (article,) = store.articles()
        assert (article.dates, article.credit) == ((), ())


def _fill(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """Insert a row with these values and a blank value in every other required column."""
    blank = {"TEXT": "", "VARCHAR": "", "JSON": "[]", "INTEGER": 0, "BIGINT": 0}
    columns = list(connection.execute(f"PRAGMA table_info({table})"))
    row = {
        name: "{}" if name == "evidence" else values.get(name, blank.get(kind.partition("(")[0]))
        for _, name, kind, needed, _, _ in columns
        if needed or name in values
    }
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
    )
