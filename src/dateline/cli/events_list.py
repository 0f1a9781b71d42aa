"""`dateline events list`, or `dateline events` alone."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.event_options import choice_options, chosen
from dateline.cli.event_printing import COLUMNS, counted, print_event, row
from dateline.cli.options import Format, Place, archive_option, format_options, number_or_all
from dateline.cli.printing import print_csv, print_json, print_jsonl
from dateline.values.event_filter import Background


@click.command(
    "list",
    epilog="""\b
Examples:
  dateline events libya --type AGREE --actor PAK
  dateline events --country PAK --from 2025-07 --background exclude
  dateline events --format csv --limit all > events.csv""",
)
@choice_options(Background.INCLUDE)
@click.option(
    "--limit",
    "-n",
    callback=number_or_all,
    metavar="N|all",
    default="20",
    show_default=True,
    help="How many events to show.",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(place: Place, /, *, limit: int | None, format: str, **choice: Any) -> int:
    """List the coded events of the articles that match QUERY (without one, of all), newest first.

    For each: its day, type and mode, who did it to whom, and its place; then the sentence, with
    the words that it rests on. Exits with 1 if there is none.
    """
    from dateline.export.record import record

    with place.open() as archive:
        found = chosen(archive, **choice)
    shown = found[:limit]
    if format == Format.JSON:
        print_json({"total": len(found), "events": list(map(record, shown))})
    elif format == Format.JSONL:
        print_jsonl(map(record, shown))
    elif format == Format.CSV:
        print_csv(COLUMNS, map(row, shown))
    else:
        for event in shown:
            print_event(event)
        _print_total(len(found), len(shown))
    return 0 if found else 1


def _print_total(number: int, shown: int) -> None:
    if number:
        part = f", {shown} shown" if shown < number else ""
        click.echo(f"{counted(number, 'event')}{part}", err=True)
    else:
        click.echo("no such event", err=True)
