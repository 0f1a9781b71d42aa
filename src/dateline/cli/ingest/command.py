"""`dateline ingest`."""

from __future__ import annotations

import sys

import click

from dateline.cli.common.options import (
    ArchiveLocation,
    archive_option,
    comma_separated,
    format_options,
    jobs_option,
    source_option,
)
from dateline.cli.ingest.summary import FORMATS, per_file_option, report
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars
from dateline.values.search.results import All


def _field_map(_: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str]:
    """The pairs of --map; keys may hold "=" but no comma."""
    pairs = [pair.partition("=") for pair in comma_separated(value)]
    for field, equals, key in pairs:
        if not (field.strip() and equals and key.strip()):
            raise click.BadParameter(f"“{field}” is not FIELD=KEY", param=parameter)
    return {field.strip(): key.strip() for field, _, key in pairs}


@click.command(
    "ingest",
    short_help="Ingest files and folders of articles.",
    epilog="""\b
Examples:
  dateline ingest clippings
  dateline ingest --source "Arab News" page.html story.txt
  dateline ingest --map title=headline,text=story table.csv
  zcat dump.jsonl.gz | dateline ingest -""",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True, readable=False))
@source_option
@click.option(
    "--map",
    "field_map",
    metavar="FIELD=KEY,...",
    callback=_field_map,
    help="Which key or column of JSON, CSV or TSV has a field, if its name is not a known one: "
    "title=headline,text=story.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Also ingest what was deleted, see “dateline delete”: it is no longer refused.",
)
@jobs_option(
    "Processes that read, besides the one that writes; 0: none. Default: one for each core."
)
@per_file_option
@format_options(*FORMATS)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    paths: tuple[str, ...],
    source: str | None,
    field_map: dict[str, str],
    again: bool,
    jobs: int | All,
    per_file: bool,
    format: str,
) -> int:
    """Ingest the articles in PATHS: files, folders with everything below them, or - for standard
    input.

    The format of a file is recognized by its content (docs/formats.md lists the formats). Archives
    and compressed files are unpacked. Every file is kept byte for byte. An article that was
    ingested before is counted as unchanged, and not added again.

    Exits with 3 if anything failed, and with 2 if nothing could be tried.
    """
    archive = location.open()
    new = not archive.settings.exists
    with progress_bars() as observer:
        balance = archive.ingest(
            paths,
            source=source,
            field_map=field_map,
            jobs=jobs,
            stdin=sys.stdin.buffer,
            progress=observer,
            again=again,
        )
    if new:
        echo(f"created an archive in {archive.settings.root}", err=True)
    return report(balance, format, per_file=per_file)
