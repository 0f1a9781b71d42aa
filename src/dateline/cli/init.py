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
  dateline init --database postgresql+psycopg://ann@db.example.org/news
  dateline init --index opensearch+https://search.example.org:9200/news""",
)
@click.option(
    "--database",
    metavar="ADDRESS",
    help="Keep the database on this PostgreSQL server. Default: in a file of the folder.",
)
@click.option(
    "--index",
    metavar="ADDRESS",
    help="Keep the index on this OpenSearch server. Default: in the folder.",
)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, database: str | None, index: str | None) -> int:
    """Make an empty archive in the current folder, or in the one that --archive names. An archive
    in a folder alone needs no “init”: the first ingest makes it.

    With --database or --index, the file dateline.toml of the folder names the server from then on,
    and every command works as before. Originals stay in the folder. The database is made first,
    with the locale C, as docs/scale.md says; the index is made by the first command that needs it.
    A password never goes into ADDRESS: it is read each time, of the database from ~/.pgpass or
    PGPASSWORD, of the index from DATELINE_INDEX_LOGIN.
    """
    from dateline.archive.servers.making import make_archive

    folder = location.path or os.environ.get("DATELINE_ARCHIVE") or os.getcwd()
    made = make_archive(folder, database, index)
    parts = (("database", made.database), ("index", made.index_address))
    where = " and ".join(f"its {part} at {address}" for part, address in parts if address)
    echo(f"made an archive in {made.root}{f', with {where}' if where else ''}")
    return 0
