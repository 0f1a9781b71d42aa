"""`dateline places`."""

from __future__ import annotations

import click

from dateline.cli.common.event_options import ids
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    all_if_none,
    archive_option,
    format_options,
    limit_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_object, print_table
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.places import listed_place_shape, places_shape
from dateline.schemas.shape import as_object
from dateline.values.listing import PlaceLine

_COLUMNS = (
    *("name", "country", "resolution", "latitude", "longitude", "geonameid"),
    *("articles", "mentions"),
)


@click.command(
    "places",
    cls=QueryCommand,
    short_help="List the places that articles name, with coordinates.",
    epilog="""\b
Examples:
  dateline places
  dateline places libya --format csv
  dateline places --limit all --format geojson > places.geojson""",
)
@click.argument("query", nargs=-1)
@limit_option(50, "How many places to show.")
@format_options(Format.TABLE, Format.JSON, Format.CSV, "geojson")
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation, *, query: tuple[str, ...], limit: int | None, format: str
) -> int:
    """List the places that the articles matching QUERY name; without QUERY, all articles.

    The places that most articles name come first. Coordinates are WGS 84. The format geojson is a
    FeatureCollection (RFC 7946).

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        found = list(archive.places(ids(archive, query), limit=all_if_none(limit)))
    if format == Format.JSON:
        print_json(places_shape(found))
    elif format == "geojson":
        from dateline.exports.geojson import feature_collection

        print_object(feature_collection(found), indent=2)
    elif format == Format.CSV:
        rows = (as_object(listed_place_shape(place)) for place in found)
        print_csv(_COLUMNS, ([row[column] for column in _COLUMNS] for row in rows))
    elif found:
        right = "latitude longitude articles mentions"
        columns = ("articles", "mentions", "latitude", "longitude", "country", "name")
        print_table(columns, list(map(_shown, found)), right=right)
    else:
        echo("no place found", err=True)
    return 0 if found else 1


def _shown(place: PlaceLine) -> tuple[str, ...]:
    numbers = (str(place.articles), str(place.mentions))
    point = (f"{place.latitude:.3f}", f"{place.longitude:.3f}")
    return *numbers, *point, place.code or "", place.name
