"""The files of originals that nothing needs any more.

They are removed after the transaction that says so, since a file cannot be brought back if the
transaction fails. A row remembers each until its file is gone, so that a crash in between leaves no
file for ever.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from dateline.errors import StorageFailed
from dateline.store.database import Database
from dateline.store.originals import Originals
from dateline.store.sql import execute_each, rows_with
from dateline.store.tables.articles import OriginalRow
from dateline.store.tables.removal import LeftFileRow


def remove_left_files(database: Database, originals: Originals) -> int:
    """No file is there that nothing needs; returns how many were removed. One that is needed again
    stays. The caller holds the archive's write lock. Raises StorageFailed at the end if the system
    refuses to remove some, which the next call tries again."""
    with database.reading() as connection:
        left = set(connection.scalars(select(LeftFileRow.sha256)))
        kept = select(OriginalRow.sha256).where(OriginalRow.withdrawn.is_(None))
        needed = {sha256 for (sha256,) in rows_with(connection, kept, OriginalRow.sha256, left)}
    if not left:
        return 0
    refused = originals.remove(left - needed)
    if done := left - refused.keys():
        with database.writing() as connection:
            row = delete(LeftFileRow).where(LeftFileRow.sha256 == bindparam("done"))
            execute_each(connection, row, ({"done": sha256} for sha256 in done))
    if refused:
        first = next(iter(refused.values()))
        files = "file" if len(refused) == 1 else "files"
        raise StorageFailed(
            f"of what was deleted {len(refused):,} {files} cannot be removed: {first.message}",
            hint="all else is done; once that is possible, the next ingest does so",
        )
    return len(left - needed)
