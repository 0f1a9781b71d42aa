"""The files of originals that nothing needs any more.

They are removed after the transaction that says so, since a file cannot be brought back if the
transaction fails. A row remembers each until its file is gone, so that a crash in between leaves no
file for ever.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from dateline.store.database import Database
from dateline.store.originals import Originals
from dateline.store.sql import rows_with
from dateline.store.tables.articles import OriginalRow
from dateline.store.tables.removal import LeftFileRow


def remove_left_files(database: Database, originals: Originals) -> int:
    """No file is there that nothing needs; returns how many were removed. One that is needed again
    stays. The caller holds the archive's write lock."""
    with database.reading() as connection:
        left = set(connection.scalars(select(LeftFileRow.sha256)))
        kept = select(OriginalRow.sha256).where(OriginalRow.withdrawn.is_(None))
        needed = {sha256 for (sha256,) in rows_with(connection, kept, OriginalRow.sha256, left)}
    if not left:
        return 0
    for sha256 in left - needed:
        originals.remove(sha256)
    with database.writing() as connection:
        done = delete(LeftFileRow).where(LeftFileRow.sha256 == bindparam("done"))
        connection.execute(done, [{"done": sha256} for sha256 in left])
    return len(left - needed)
