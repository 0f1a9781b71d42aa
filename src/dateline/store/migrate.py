"""Brings a database to the tables of this version of Dateline, and no further.

Alembic is loaded only to create or to change tables: it costs 80 ms, and a database that
is up to date says so in one row.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dateline.errors import ArchiveDamaged, NoArchive, ReadOnlyArchive, UsageError
from dateline.logs import get_logger
from dateline.store.articles.stories import update_every_story
from dateline.store.database import Database
from dateline.store.migrations import HEAD, REVISIONS

_log = get_logger(__name__)


def bring_up_to_date(database: Database, *, create: bool) -> None:
    """The database has the tables of this version, newly made if it was empty and `create`.

    All migrations run in one transaction under the write lock: two processes that open an old
    archive at once migrate it once, and an interrupted migration leaves the old tables.
    Raises NoArchive for an empty database without `create`; UsageError for one that a newer
    Dateline wrote; ReadOnlyArchive for one of an older Dateline that may not be written;
    ArchiveDamaged for one that Dateline did not write.
    """
    with database.reading() as connection:
        if _needs_no_work(connection, database.path, create=create):
            return
    if not database.writable:
        raise ReadOnlyArchive(
            str(database.path.parent),
            "an older Dateline wrote it, and its tables have to be brought up to date",
            hint="ask someone who may write there to run “dateline info” with this Dateline",
        )
    with database.writing() as connection:
        if not _needs_no_work(connection, database.path, create=create):
            _migrate(connection)


def _needs_no_work(connection: Connection, path: Path, *, create: bool) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        if create:
            return False
        raise NoArchive(f"there is no archive in {path.parent}", hint="Ingest something first.")
    stamps: list[str] = []
    if "alembic_version" in tables:
        stamps.extend(connection.scalars(text("SELECT version_num FROM alembic_version")))
    if len(stamps) != 1:
        raise ArchiveDamaged(f"this database is not one of Dateline's: {path}")
    if stamps[0] not in REVISIONS:
        raise UsageError(
            f"the archive was written by a newer Dateline (tables {stamps[0]!r}): {path}",
            hint="Upgrade Dateline: python -m pip install --upgrade dateline",
        )
    return stamps[0] == HEAD


def _migrate(connection: Connection) -> None:
    from alembic import command

    from dateline.store.migrations.config import alembic_config

    command.upgrade(alembic_config(connection), "head")
    _log.info("database tables brought up to date", extra={"revision": HEAD})
    # What follows from the texts is no migration: it is told by the present rules.
    update_every_story(connection)
