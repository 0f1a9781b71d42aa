"""Migrates a database to the tables of this version of Dateline.

Alembic is loaded only to create or change tables: that takes 80 ms, and one row says whether a
database is up to date.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dateline.errors import ArchiveDamaged, NoArchive, ReadOnlyArchive, UsageError
from dateline.logs import get_logger
from dateline.store.annotations.digests import keep_missing_digests
from dateline.store.articles.reprocess import update_every_address
from dateline.store.articles.stories import update_every_story
from dateline.store.database import Database
from dateline.store.migrations import HEAD, REVISIONS
from dateline.store.tables.articles import Base

_log = get_logger(__name__)


def bring_up_to_date(database: Database, *, create: bool) -> None:
    """The database has the tables of this version, created if it was empty and `create` is set.

    All migrations run in one transaction under the write lock: two processes that open an old
    archive at once migrate it once, and an interrupted migration leaves the old tables. Before it,
    SQLite's file is copied, to before-NUMBER.sqlite beside it, where NUMBER is that of the new
    tables. The copy stays until the next migration has ended, or a purge.
    Raises NoArchive for an empty database without `create`; UsageError if a newer Dateline wrote
    the database; ReadOnlyArchive if an older Dateline wrote it and it is read-only, StorageFailed
    if its disk is full; ArchiveDamaged if it is not a database of Dateline.
    """
    with database.reading() as connection:
        if _is_up_to_date(connection, database, create=create):
            return
    if not database.writable:
        if not isinstance(refusal := database.unwritable(), ReadOnlyArchive):
            raise refusal
        raise ReadOnlyArchive(
            "an older Dateline wrote it, its tables have to be brought up to date, and you may not "
            f"write there: {database.folder or database.name}",
            hint="ask someone who may write there to run “dateline info” with this Dateline",
        )
    with database.writing() as connection:
        if _is_up_to_date(connection, database, create=create):
            return
        kept = database.folder and database.folder / f"before-{HEAD}.sqlite"
        if kept and inspect(connection).get_table_names():
            with database.reading() as other:  # SQLite copies for no connection that may write
                database.copied(other, kept)
        _migrate(connection)
        database.prepare(connection)
    remove_copies(database, but=kept)


def remove_copies(database: Database, *, but: Path | None = None) -> None:
    """No copy that was made before a migration is left, `but` this one."""
    for copy in database.folder.glob("before-*.sqlite") if database.folder else ():
        if copy != but:
            copy.unlink(missing_ok=True)


def _is_up_to_date(connection: Connection, database: Database, *, create: bool) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        if create:
            return False
        place = database.folder or database.name
        raise NoArchive(f"there is no archive in {place}", hint="Ingest something first.")
    stamps: list[str] = []
    if "alembic_version" in tables:
        stamps.extend(connection.scalars(text("SELECT version_num FROM alembic_version")))
    if len(stamps) != 1:
        raise ArchiveDamaged(f"this database is not one of Dateline's: {database.name}")
    if stamps[0] not in REVISIONS:
        raise UsageError(
            f"the archive was written by a newer Dateline (tables {stamps[0]!r}): {database.name}",
            hint="Upgrade Dateline: python -m pip install --upgrade dateline",
        )
    if stamps[0] != HEAD:
        return False
    if lost := sorted(Base.metadata.tables.keys() - set(tables)):
        raise ArchiveDamaged(
            f"the database has lost the table {lost[0]}: {database.name}",
            hint="Restore it from a backup, or move it away and ingest again.",
        )
    return True


def _migrate(connection: Connection) -> None:
    from alembic import command

    from dateline.store.migrations.config import alembic_config

    command.upgrade(alembic_config(connection), "head")
    _log.info("database tables brought up to date", extra={"revision": HEAD})
    # Stories, addresses and digests are not migrated: they are derived by the current rules.
    update_every_story(connection)
    update_every_address(connection)
    keep_missing_digests(connection)
