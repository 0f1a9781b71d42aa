"""Archives as an older Dateline left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from dateline.store.migrations.config import alembic_config

TABLES = {
    "annotations": "codings",
    "occurrences": "sightings",
    "reviews": "verdicts",
    "saved_searches": "saved",
}
COLUMNS = {
    ("originals", "fully_read_by"): "settled_tool",
    ("originals", "articles_read"): "settled_articles",
    ("versions", "hints"): "given",
    ("failures", "hints"): "given",
    ("failures", "disposition"): "fate",
    ("annotations", "search_keys"): "coding",
}

ADDED = {
    ("versions", "partial"),
    ("versions", "as_read"),
    ("versions", "replacement"),
    ("versions", "row_digest"),
    ("annotations", "digest"),
    ("versions", "guid"),
    ("articles", "address"),
    ("originals", "withdrawn"),
    *((table, "run") for table in ("versions", "occurrences", "locations", "failures")),
    ("originals", "found_by"),
}
NEW_TABLES = {"given", "index_state", "decisions", "tombstones", "left_files", "purges", "runs"}


def as_old(folder: Path, old: Path) -> None:
    """A database in `old` that the migrations up to 0007 made, with the rows of that in
    `folder`."""
    old.mkdir(parents=True)
    engine = create_engine(f"sqlite:///{old / 'dateline.sqlite'}")
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0007")
    engine.dispose()
    with closing(sqlite3.connect(old / "dateline.sqlite")) as target, target:
        target.execute("ATTACH ? AS new", (str(folder / "dateline.sqlite"),))
        tables = target.execute("SELECT name FROM new.sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            if table in {"alembic_version", "sqlite_sequence", *NEW_TABLES}:
                continue
            columns = target.execute(f"PRAGMA new.table_info({table})")
            names = [row[1] for row in columns if (table, row[1]) not in ADDED]
            olds = ", ".join(f'"{COLUMNS.get((table, name), name)}"' for name in names)
            news = ", ".join(f'"{name}"' for name in names)
            target.execute(
                f"INSERT INTO main.{TABLES.get(table, table)} ({olds})"
                f" SELECT {news} FROM new.{table}"
            )
        target.execute(
            "INSERT INTO decisions (change, kind, name, other, at)"
            " SELECT data ->> 'change', data ->> 'kind', data ->> 'name', data ->> 'other',"
            " substr(at, 1, 19) || 'Z' FROM new.decisions WHERE action = 'entity'"
        )
