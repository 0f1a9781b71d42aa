"""`dateline init`."""

from __future__ import annotations

import os

import click

from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo


@click.command(
    "init",
    short_help="Make an empty archive, in a folder or on a server.",
    epilog="""\b
Examples:
  dateline init --archive news
  dateline init --database postgresql+psycopg://ann@db.example.org/news""",
)
@click.option(
    "--database",
    metavar="ADDRESS",
    help="Keep the database on this PostgreSQL server. Default: in a file of the folder.",
)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, database: str | None) -> int:
    """Make an empty archive in the current folder, or in the one that --archive names. An archive
    in a folder alone needs no “init”: the first ingest makes it.

    With --database, the file dateline.toml of the folder names the server from then on, and every
    command works as before. Originals and the index stay in the folder. The database is made first,
    with the locale C, as docs/scale.md says. A password never goes into ADDRESS: it is read from
    ~/.pgpass or PGPASSWORD each time.
    """
    from dateline.archive.servers.making import make_archive

    folder = location.path or os.environ.get("DATELINE_ARCHIVE") or os.getcwd()
    made = make_archive(folder, database)
    where = f", with its database at {made.database}" if made.database else ""
    echo(f"made an archive in {made.root}{where}")
    return 0
