"""`dateline timeline`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_options import choice_options, chosen
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_object
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import colored, echo, screen_width, style
from dateline.cli.terminal.pager import pager_option
from dateline.events.choice import Background
from dateline.events.timeline import By, Every, Timeline, timeline
from dateline.schemas.archive.listing import timeline_shape

_WIDTH = 50  # columns, of the longest bar


@click.command(
    "timeline",
    cls=QueryCommand,
    short_help="Count events by day, week, month or year.",
    epilog="""\b
Examples:
  dateline timeline --every month
  dateline timeline libya --type ASSAULT --by published --format csv
  dateline timeline --country PAK --every week --format svg > pakistan.svg""",
)
@choice_options(Background.EXCLUDE)
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    default=By.EVENT.value,
    show_default=True,
    help="By the day of the event, or the day when its article was published.",
)
@click.option(
    "--every",
    "stretch",
    type=click.Choice([every.value for every in Every]),
    default=Every.DAY.value,
    show_default=True,
    help="The length of each stretch of time; weeks begin on Monday (ISO 8601).",
)
@format_options("bars", Format.CSV, Format.JSON, "svg", "geojson")
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation, /, *, by: str, stretch: str, format: str, **choice: Any
) -> int:
    """Count the events of the articles that match QUERY over time; without QUERY, of all articles.

    Each report of an event counts. Background events are left out unless --background includes
    them. More than 12 empty stretches in a row are left out, and their number is printed. An event
    without a date, or with one that is not precise enough (“July 2025” if days are counted), is in
    no stretch; their number is printed. The format svg is a drawing; geojson has a point for each
    place and stretch of time (RFC 7946).

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        if format == "geojson":
            from dateline.exports.geojson import timeline_features

            features = timeline_features(chosen(archive, **choice), by=By(by), every=Every(stretch))
            print_object(features, indent=2)
            return 0 if features["features"] else 1
        found = timeline(chosen(archive, **choice), by=By(by), every=Every(stretch))
    if format == Format.JSON:
        print_json(timeline_shape(found))
    elif format == Format.CSV:
        print_csv((stretch, "events"), ((bar.name, bar.events) for bar in found.stretches))
    elif format == "svg":
        from dateline.exports.svg import timeline_svg

        words = " ".join(choice["query"])
        echo(timeline_svg(found, f"Events: {words}" if words else "Events"), nl=False)
    else:
        _print_bars(found)
    if found.undated:
        echo(f"{counted(found.undated, 'event')} without a precise enough date", err=True)
    return 0 if found.stretches else 1


def _print_bars(found: Timeline) -> None:
    """A bar for each stretch; the longest fills the terminal, or is 50 columns wide."""
    width = min((screen_width() or _WIDTH + 20) - 20, _WIDTH)
    most = max((stretch.events for stretch in found.stretches), default=1)
    for stretch in found.stretches:
        if stretch.gap:
            echo(f"…  {counted(stretch.gap, found.every.value)} without events")
        line = f"{stretch.name:<10}  {stretch.events:>6,}"
        if stretch.events:
            line += f"  {style('█' * max(1, round(width * stretch.events / most)), fg='blue')}"
        echo(line, color=colored("auto"))
