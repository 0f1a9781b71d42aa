"""`dateline events list`, or `dateline events` alone."""

from __future__ import annotations

from itertools import islice
from typing import Any

import click

from dateline.cli.common.options import Format, Place, archive_option, format_options, limit_option
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.events.options import Background, choice_options, chosen
from dateline.cli.events.printing import COLUMNS, Counted, print_counted, print_event, row
from dateline.cli.search.query_command import QueryCommand


@click.command(
    "list",
    cls=QueryCommand,
    epilog="""\b
Examples:
  dateline events libya --type AGREE --actor PAK
  dateline events --country PAK --from 2025-07 --background exclude
  dateline events --format csv --limit all > events.csv""",
)
@choice_options(Background.INCLUDE)
@limit_option(20, "How many events to show.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(place: Place, /, *, limit: int | None, format: str, **choice: Any) -> int:
    """List the coded events of the articles that match QUERY (without one, of all), newest first.

    For each: its day, type and mode, who did it to whom, and its place; then the sentence, with
    the words that it rests on. Exits with 1 if there is none.
    """
    from dateline.exports.record import record

    with place.open() as archive:
        events = chosen(archive, **choice)
        shown = Counted(islice(events, limit))
        if format == Format.JSON:
            listed = list(map(record, shown))
            print_json({"events": listed, "more": next(events, None) is not None})
        elif format == Format.JSONL:
            print_jsonl(map(record, shown))
        elif format == Format.CSV:
            print_csv(COLUMNS, map(row, shown))
        else:
            for event in shown:
                print_event(event)
            print_counted(shown.number, "event", more=next(events, None) is not None)
    return 0 if shown.number else 1
