"""`dateline info`."""

from __future__ import annotations

import click

from dateline import __version__
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.terminal.echo import echo, style
from dateline.schemas.archive.listing import info_shape
from dateline.schemas.shape import as_object


@click.command(
    "info",
    short_help="Show what an archive has, and whether its index is current.",
    epilog="""\b
Examples:
  dateline info
  dateline info --json | jq .failed""",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, format: str) -> int:
    """Show the folder of the archive, how much it has, how much could not be ingested, and what is
    still to be indexed or annotated."""
    with location.open() as archive:
        counts = archive.counts()
        indexed = archive.index.count()
        unannotated = archive.unannotated()
    info = info_shape(
        counts,
        archive=archive.settings.root,
        dateline=__version__,
        language=archive.settings.language,
        indexed=indexed,
        unannotated=unannotated,
    )
    if format == Format.JSON:
        print_json(info)
    elif format == Format.JSONL:
        print_jsonl([info])
    elif format == Format.CSV:
        print_csv(list(as_object(info)), [list(as_object(info).values())])
    else:
        for name, value in as_object(info).items():
            echo(f"{style(f'{name:>11}', dim=True)}  {value}")
    return 0
