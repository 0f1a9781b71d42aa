"""`dateline events happenings`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from dateline.cli.common.counting import print_counted
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
from dateline.cli.events.cluster_printing import is_background, print_cluster
from dateline.cli.terminal.pager import pager_option
from dateline.events.choice import Background
from dateline.schemas.events import cluster_shape, clusters_shape
from dateline.values.events import EventCluster

_COLUMNS = (
    *("date", "type", "actors", "recipients", "place", "latitude", "longitude", "background"),
    *("articles", "texts", "events", "disagreements"),
)


@click.command(
    "happenings",
    cls=QueryCommand,
    epilog="""\b
Examples:
  dateline events happenings --from 2025-07
  dateline events happenings ceasefire --disagree
  dateline events happenings --least 2 --csv""",
)
@choice_options(Background.INCLUDE)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Only events that so many independent texts report.",
)
@click.option("--disagree", is_flag=True, help="Only events on which the texts disagree.")
@limit_option(20, "How many happenings to show.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    /,
    *,
    least: int,
    disagree: bool,
    limit: int | None,
    format: str,
    **choice: Any,
) -> int:
    """List events in the world with the articles that report them, newest first.

    Reports of several articles form one happening if type, actors, recipients, day and place agree.
    Copies of one wire text count once. If independent texts differ in a number, a day or a place,
    each value is printed with its articles.

    Exits with 1 if there are none.
    """
    from dateline.events.clusters import clusters

    with location.open() as archive:
        events = list(chosen(archive, **choice))
    found = [
        cluster
        for cluster in reversed(clusters(events))
        if cluster.texts >= least and (cluster.disagreements or not disagree)
    ]
    shown = found[:limit]
    if format == Format.JSON:
        print_json(clusters_shape(len(found), shown))
    elif format == Format.JSONL:
        print_jsonl(map(cluster_shape, shown))
    elif format == Format.CSV:
        print_csv(_COLUMNS, map(_row, shown))
    else:
        for cluster in shown:
            print_cluster(cluster)
        print_counted(len(shown), "happening", more=len(shown) < len(found))
    return 0 if found else 1


def _row(cluster: EventCluster) -> tuple[object, ...]:
    place = cluster.place
    return (
        cluster.date.value if cluster.date else None,
        cluster.type,
        "; ".join(cluster.actors),
        "; ".join(cluster.recipients),
        *((place.name, place.latitude, place.longitude) if place else (None, None, None)),
        is_background(cluster),
        cluster.articles,
        cluster.texts,
        "; ".join(event.id for event in cluster.events),
        "; ".join(_disagreements(cluster)),
    )


def _disagreements(cluster: EventCluster) -> Iterator[str]:
    for disagreement in cluster.disagreements:
        yield f"{disagreement.point}: {' or '.join(value for value, _ in disagreement.claims)}"
