"""A copy of the database at one moment, for a backup: a file, also of one on a server."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from dateline.errors import ArchiveDamaged
from dateline.store.database import Database
from dateline.store.tables.articles import OriginalRow


def snapshot(database: Database, path: Path) -> tuple[str, ...]:
    """The file at `path` is a copy of the database at one moment; returns the SHA-256 of each
    original that it needs, in order. Others may write meanwhile. Raises ArchiveDamaged, and copies
    nothing, if SQLite finds the database damaged.
    """
    with database.reading() as connection:
        for _, problem in database.problems(connection, quick=True):
            raise ArchiveDamaged(
                f"the database is damaged ({problem}): {database.name}",
                hint="restore an earlier backup; “dateline verify” says what is damaged",
            )
        if not database.copied(connection, path):
            from dateline.store.copying import copy_to_file

            copy_to_file(connection, path, database.last_number(connection, "pending"))
        kept = select(OriginalRow.sha256).where(OriginalRow.withdrawn.is_(None))
        return tuple(sorted(connection.scalars(kept)))
