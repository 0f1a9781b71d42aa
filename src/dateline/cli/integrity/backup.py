"""`dateline backup`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars
from dateline.schemas.archive.integrity import backup_shape
from dateline.values.search.results import ALL

_INTERRUPTED = "no backup was made; the next one uses what was copied"


@click.command(
    "backup",
    short_help="Back an archive up, while others write to it.",
    epilog="""\b
Examples:
  dateline backup /media/disk/dateline
  dateline backup /media/disk/dateline --keep 7""",
)
@click.argument("folder", metavar="TO")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Afterwards remove all backups in TO but the newest N. Default: keep all.",
)
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, folder: str, *, keep: int | None, format: str) -> int:
    """Add a backup to the folder TO: the database as it is at one moment, the originals and the
    settings, each with its SHA-256. The index is not in it: it is built from the database.

    Originals that are in TO already are not copied again. On the disk of the archive new ones are
    hard links, which take no room. Others may go on writing to the archive. A backup is there as a
    whole or not at all.

    Exits with 4 if the database is damaged: then there is no backup. Exits with 4 as well if
    originals are damaged or lost: then there is a backup without them, and no older one is removed.
    """
    with location.open() as archive, progress_bars() as progress:
        try:
            made = archive.backup(folder, keep=ALL if keep is None else keep, progress=progress)
        except BaseException as stopped:  # Ctrl-C among others
            stopped.add_note(_INTERRUPTED)
            raise
    if format == Format.JSON:
        print_json(backup_shape(made))
    else:
        for damage in made.damages:
            echo(f"not in the backup: original {damage.item}: {damage.problem}")
        new = f"{made.copied:,} of them new, {made.bytes_copied / 1e6:.1f} MB copied"
        echo(f"backup {made.name}: {counted(made.originals, 'original')}, {new}")
        for name in made.removed:
            echo(f"removed the backup {name}")
    return 4 if made.damages else 0
