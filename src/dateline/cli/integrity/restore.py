"""`dateline restore`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import Format, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars
from dateline.schemas.archive.integrity import restoration_shape


@click.command(
    "restore",
    short_help="Make an archive of a backup.",
    epilog="""\b
Examples:
  dateline restore /media/disk/dateline archive
  dateline restore /media/disk/dateline old --name 20260718T120000Z""",
)
@click.argument("backups", metavar="FROM")
@click.argument("folder", metavar="TO")
@click.option("--name", metavar="TIME", help="Restore this backup. Default: the newest.")
@click.option("--salvage", is_flag=True, help="Leave damaged originals out, and restore the rest.")
@format_options(Format.TABLE, Format.JSON)
def command(backups: str, folder: str, *, name: str | None, salvage: bool, format: str) -> int:
    """Make an archive in the folder TO, which is missing or empty, of a backup in the folder FROM.
    The first search builds its index.

    Each file is compared with its SHA-256 before anything is written, and again when it was copied.
    TO is there as a whole or not at all.

    Exits with 4 if a file of the backup is damaged or lost: then nothing is written, unless with
    --salvage only originals are damaged, which are named and left out.
    """
    from dateline.archive.integrity.backups import restore

    with progress_bars() as progress:
        try:
            made = restore(backups, folder, name=name, salvage=salvage, progress=progress)
        except BaseException as stopped:  # Ctrl-C among others
            stopped.add_note("nothing was restored")
            raise
    if format == Format.JSON:
        print_json(restoration_shape(made))
    else:
        for damage in made.damages:
            echo(f"not restored: {damage.item} {damage.problem}")
        size = f"{made.bytes_copied / 1e6:.1f} MB"
        echo(f"restored the backup {made.name}: {counted(made.files, 'file')}, {size}")
    return 4 if made.damages else 0
