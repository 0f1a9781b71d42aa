"""A copy of the database at one moment, for a backup."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from dateline.errors import ArchiveDamaged
from dateline.store.backends.sqlite import problems
from dateline.store.database import Database
from dateline.store.tables.articles import OriginalRow


def snapshot(database: Database, path: Path) -> tuple[str, ...]:
    """The file at `path` is a copy of the database at one moment; returns the SHA-256 of each
    original that it needs, in order. Others may write meanwhile. Raises ArchiveDamaged, and copies
    nothing, if SQLite finds the database damaged.
    """
    with database.reading() as connection:
        if problem := next(problems(connection, "quick_check(1)"), None):
            raise ArchiveDamaged(
                f"the database is damaged ({problem}): {database.path}",
                hint="restore an earlier backup; “dateline verify” says what is damaged",
            )
        database.copy(connection, path)
        kept = select(OriginalRow.sha256).where(OriginalRow.withdrawn.is_(None))
        return tuple(sorted(connection.scalars(kept)))
