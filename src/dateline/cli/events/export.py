"""`dateline events export`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from dateline.cli.common.counting import CountingIterator
from dateline.cli.common.event_options import choice_options, chosen
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_jsonl, print_object
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo
from dateline.events.choice import Background
from dateline.schemas.events import event_shape
from dateline.values.events import CodedEvent


@click.command(
    "export",
    cls=QueryCommand,
    epilog="""\b
Examples:
  dateline events export --format plover > events.jsonl
  dateline events export --format gdelt-csv --from 2025 > 2025.export.CSV
  dateline events export libya | jq .trigger.text""",
)
@choice_options(Background.INCLUDE)
@format_options(Format.JSONL, "plover", "gdelt-csv")
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, /, *, format: str, **choice: Any) -> int:
    """Print events in formats of other programs.

    jsonl has all that Dateline knows of an event, and plover has PLOVER's records; both are JSON
    lines. gdelt-csv has the rows of a GDELT 2.0 event file, separated by tabs. docs/events.md lists
    the columns, and what is lost.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        events = CountingIterator(chosen(archive, **choice))
        if format == "plover":
            _print_plover(events)
        elif format == "gdelt-csv":
            _print_gdelt(events)
        else:
            print_jsonl(map(event_shape, events))
    return 0 if events.number else 1


def _print_plover(found: Iterable[CodedEvent]) -> None:
    from dateline.exports.plover import plover_record

    events = list(found)
    links = dict(_links(events))
    for event in events:
        print_object(plover_record(event, link=links.get(event.id)))


def _links(events: Iterable[CodedEvent]) -> Iterator[tuple[str, str]]:
    """For each report of an event with several reports, the id of the first report."""
    from dateline.events.clusters import clusters

    for cluster in clusters(events):
        if len(cluster.events) > 1:
            for event in cluster.events:
                yield event.id, cluster.events[0].id


def _print_gdelt(events: Iterable[CodedEvent]) -> None:
    from dateline.exports.gdelt import gdelt_rows

    for event in events:
        for row in gdelt_rows(event):
            echo("\t".join(row))
