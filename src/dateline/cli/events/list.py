"""`dateline events list`, or `dateline events` alone."""

from __future__ import annotations

from itertools import islice
from typing import Any

import click

from dateline.cli.common.counting import CountingIterator, print_counted
from dateline.cli.common.event_lines import name_and_code, print_event, published
from dateline.cli.common.event_options import choice_options, chosen
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    archive_option,
    format_options,
    limit_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.pager import pager_option
from dateline.events.choice import Background
from dateline.schemas.events import EventsShape, event_shape, event_shapes
from dateline.values.events import CodedEvent

_COLUMNS = (
    *("id", "date", "type", "modes", "actors", "recipients", "place", "latitude", "longitude"),
    *("negated", "future", "background", "claim", "review", "sentence"),
    *("article", "title", "source", "published", "url"),
)


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
@pager_option
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, /, *, limit: int | None, format: str, **choice: Any) -> int:
    """List the coded events of the articles that match QUERY, newest first; without QUERY, of all
    articles.

    For each event: its day, type and mode, actors and recipients, and its place; then the sentence,
    with the words that it is based on highlighted.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        events = chosen(archive, **choice)
        shown = CountingIterator(islice(events, limit))
        if format == Format.JSON:
            listed = event_shapes(shown)
            print_json(EventsShape(events=listed, more=next(events, None) is not None))
        elif format == Format.JSONL:
            print_jsonl(map(event_shape, shown))
        elif format == Format.CSV:
            print_csv(_COLUMNS, map(_row, shown))
        else:
            for event in shown:
                print_event(event)
            print_counted(shown.number, "event", more=next(events, None) is not None)
    return 0 if shown.number else 1


def _row(event: CodedEvent) -> tuple[object, ...]:
    """An event as a row under _COLUMNS."""
    report, heading, place = event.report, event.heading, event.report.place
    review = event.review and ("right" if event.review.right else "wrong")
    return (
        event.id,
        report.date.value if report.date else None,
        report.event_type,
        " ".join(report.modes),
        "; ".join(map(name_and_code, report.actors)),
        "; ".join(map(name_and_code, report.recipients)),
        *((place.name, place.latitude, place.longitude) if place else (None, None, None)),
        *(getattr(report, flag) for flag in ("negated", "future", "background", "claim")),
        review,
        report.sentence.text,
        heading.id,
        heading.title,
        heading.source,
        published(heading),
        heading.url,
    )
