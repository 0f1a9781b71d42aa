"""`dateline entities ties`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    all_if_none,
    archive_option,
    format_options,
    limit_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.entities.names import kind_option, named
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.entities import entity_tie_shapes, entity_ties_shape
from dateline.values.events import EgoNetwork

_COLUMNS = ("articles", "kind", "name", "other_kind", "other")


@click.command(
    "ties",
    epilog="""\b
Examples:
  dateline entities ties "Asim Munir"
  dateline entities ties "Asim Munir" --limit all --csv > network.csv""",
)
@click.argument("name")
@kind_option
@limit_option(24, "How many others to show.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation, *, name: str, kind: str | None, limit: int | None, format: str
) -> int:
    """List who is named with whom: the people and organizations that the same articles name as
    NAME, those that most of these articles name first.

    With “most often with” the table says which of them the same articles name, too. --csv has one
    line for each two, first those of NAME: programs for networks read that.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        found = archive.entities.network(*named(archive, name, kind), limit=all_if_none(limit))
    if format == Format.JSON:
        print_json(entity_ties_shape(found))
    elif format == Format.JSONL:
        print_jsonl(entity_tie_shapes(found))
    elif format == Format.CSV:
        ties = entity_tie_shapes(found)
        print_csv(_COLUMNS, ([getattr(tie, column) for column in _COLUMNS] for tie in ties))
    elif found.others:
        columns = ("articles", "kind", "name", "most often with")
        print_table(columns, list(_rows(found)), right="articles")
    else:
        echo("the same articles name nobody else", err=True)
    return 0 if found.others else 1


def _rows(found: EgoNetwork) -> Iterator[tuple[str, ...]]:
    for other in found.others:
        near = (f"{each.name} {articles:,}" for each, articles in found.nearest(other))
        yield str(other.articles), other.kind.value, other.name, ", ".join(near)
