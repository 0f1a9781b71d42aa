"""`dateline copy-archive`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars

_INTERRUPTED = "the copy is not complete; the same command goes on with it"


@click.command(
    "copy-archive",
    short_help="Copy an archive to another folder, onto a server, or back.",
    epilog="""\b
Examples:
  dateline copy-archive news shared --database postgresql+psycopg://ann@db.example.org/news
  dateline copy-archive shared laptop""",
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option(
    "--database",
    metavar="ADDRESS",
    help="Keep the database of the copy on this PostgreSQL server. Default: in a file of TO.",
)
def command(source: str, target: str, *, database: str | None) -> int:
    """Copy the archive in the folder FROM, as it is at one moment, to the folder TO, where none is.
    Articles, versions, runs and decisions keep their ids and numbers. Every row and every original
    is compared with that of FROM. The index is not copied: the first search builds it.

    Others may go on writing to FROM. If the copy is interrupted, the same command goes on with it.
    With --database, see “dateline init --help”.
    """
    from dateline.archive.servers.copying import copy_archive
    from dateline.ingest.progress import ignore

    with progress_bars() as progress:
        try:
            made = copy_archive(source, target, database=database, progress=progress or ignore)
        except (KeyboardInterrupt, SystemExit) as stopped:
            stopped.add_note(_INTERRUPTED)
            raise
    originals = counted(made.originals, "original")
    echo(f"copied {counted(made.articles, 'article')} and {originals}, all compared")
    return 0
