"""Copies all rows from one database to another, of whichever systems they are.

A page of rows is one transaction, in the order of the primary key: so a copy that was interrupted
goes on after the last row. JSON is copied as its text, so that digests stay true.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy import tuple_ as row_of

from dateline.durable import storing, sync_folder
from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    DatelineError,
    ServerUnreachable,
    StorageFailed,
)
from dateline.store.backends.expressions import as_kept, from_kept
from dateline.store.database import Database
from dateline.store.migrate import bring_up_to_date
from dateline.store.tables.articles import Base, IndexStateRow, OriginalRow, PendingRow

_PAGE = 500  # rows in memory at once

_STATE = Base.metadata.tables[IndexStateRow.__tablename__]

Row = tuple[Any, ...]


def copy_rows(
    source: Connection, target: Database, last: int, done: Callable[[int], object] = lambda _: None
) -> int:
    """The target, whose tables are empty or hold the beginning of such a copy, has every row of the
    source, which stands at one moment; `last` is the number of its last change. `done` is called
    with how many rows are there. Returns how many that is. Raises ArchiveDamaged if a table came
    out differently."""
    total = 0
    for table in Base.metadata.sorted_tables:
        with target.reading() as connection:
            there = None if table is _STATE else _last_row(connection, table)
        for page in _pages(source, table, after=there):
            with target.writing() as connection:
                if table is _STATE:  # one row, which each database has from its beginning
                    connection.execute(delete(table))
                connection.execute(_insertion(table), [_parameters(table, row) for row in page])
            total += len(page)
            done(total)
        _refer_to_itself(source, target, table)
    target.continue_after(last)
    with target.reading() as connection:
        for table in Base.metadata.sorted_tables:
            if _digest(source, table) != _digest(connection, table):
                raise ArchiveDamaged(
                    f"the table {table.name} was copied, and came out differently",
                    hint="check the disks and the memory of both machines, and copy into an empty "
                    "place",
                )
    return total


def copy_database(source: Database, target: Database, done: Callable[[int], object]) -> int:
    """The target has every row of the source, as `copy_rows`. The rows of a copy that was
    interrupted stay, if the source has not changed since."""
    with target.reading() as connection:
        is_resumed = connection.scalar(select(OriginalRow.sha256).limit(1)) is not None
    with source.reading() as connection:
        last = source.last_number(connection, PendingRow.__tablename__)
        if is_resumed:
            try:
                return copy_rows(connection, target, last, done)
            except (ArchiveBusy, StorageFailed, ServerUnreachable):
                raise
            except DatelineError:  # rows were changed or removed
                empty(target)
        return copy_rows(connection, target, last, done)


def copy_to_file(source: Connection, path: Path, last: int) -> None:
    """The file at `path` is an SQLite database with every row of the source, on disk, and seen
    whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with storing(path.parent):
        part.unlink(missing_ok=True)  # of a process that was killed
        target = Database.at(part, None, busy_timeout_s=0)
        try:
            bring_up_to_date(target, create=True)
            copy_rows(source, target, last)
        finally:
            target.close()  # merges SQLite's log into the file
        os.replace(part, path)
        sync_folder(path.parent)


def empty(target: Database) -> None:
    """The target has no rows, as before the first copy."""
    with target.writing() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if table is not _STATE:
                for column in _own_references(table):
                    connection.execute(update(table).values({column.name: None}))
                connection.execute(delete(table))


def _own_references(table: Table) -> list[Column[Any]]:
    """The columns that refer to rows of the same table."""
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _pages(connection: Connection, table: Table, after: Row | None = None) -> Iterator[list[Row]]:
    """The rows after this key, as SQLite keeps them, in the order of the primary key."""
    key = list(table.primary_key)
    places = [list(table.columns).index(column) for column in key]
    query = select(*(as_kept(column) for column in table.columns)).order_by(*key).limit(_PAGE)
    while True:
        later = query if after is None else query.where(row_of(*key) > row_of(*after))
        page = [tuple(row) for row in connection.execute(later)]
        if not page:
            return
        yield page
        after = tuple(page[-1][place] for place in places)


def _last_row(connection: Connection, table: Table) -> Row | None:
    """The key of the last row of the table; None if there is none."""
    key = list(table.primary_key)
    row = connection.execute(
        select(*key).order_by(*(column.desc() for column in key)).limit(1)
    ).first()
    return None if row is None else tuple(row)


def _insertion(table: Table) -> Any:
    own = _own_references(table)
    return insert(table).values(
        {
            column.name: from_kept(f"_{column.name}", column.type)
            for column in table.columns
            if column not in own
        }
    )


def _parameters(table: Table, row: Row) -> dict[str, Any]:
    return {f"_{column.name}": value for column, value in zip(table.columns, row, strict=True)}


def _refer_to_itself(source: Connection, target: Database, table: Table) -> None:
    """Rows of the target refer to rows of the same table as those of the source do: which could
    come after them."""
    (key,) = table.primary_key if len(table.primary_key) == 1 else (None,)
    for column in _own_references(table):
        assert key is not None
        query = select(key, column).where(column.is_not(None))
        rows = [{"of": of, "to": to} for of, to in source.execute(query)]
        if rows:
            here = update(table).where(key == bindparam("of"))
            with target.writing() as connection:
                connection.execute(here.values({column.name: bindparam("to")}), rows)


def _digest(connection: Connection, table: Table) -> str:
    hashed = sha256()
    for page in _pages(connection, table):
        for row in page:
            hashed.update(f"{row!r}\n".encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()
