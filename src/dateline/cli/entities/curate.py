"""`dateline entities merge`, `split`, `alias`, `hide`, `restore` and `decisions`."""

from __future__ import annotations

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json, print_jsonl, print_table
from dateline.cli.entities.names import kind_option, named, other_name
from dateline.schemas.entities import entity_decision_shape, entity_decisions_shape


@click.command(
    "merge",
    epilog="""\b
Examples:
  dateline entities merge "S. Haftar" "Saddam Khalifa Haftar\"""",
)
@click.argument("name")
@click.argument("into")
@kind_option
@archive_option
@click.pass_obj
def merge(location: ArchiveLocation, *, name: str, into: str, kind: str | None) -> None:
    """Merge NAME into INTO: both are names of the same entity, which is listed as INTO."""
    with location.open() as archive:
        found, full = named(archive, name, kind)
        archive.entities.merge(found, full, other_name(archive, into, found))


@click.command(
    "split",
    epilog="""\b
Examples:
  dateline entities split "Pakistan Army" "Army\"""",
)
@click.argument("name")
@click.argument("other")
@kind_option
@archive_option
@click.pass_obj
def split(location: ArchiveLocation, *, name: str, other: str, kind: str | None) -> None:
    """Split OTHER off NAME: they are two entities, even if they were merged before."""
    with location.open() as archive:
        found, full = named(archive, name, kind)
        archive.entities.split(found, full, other_name(archive, other, found))


@click.command(
    "alias",
    epilog="""\b
Examples:
  dateline entities alias "Inter-Services Public Relations" "ISPR Directorate\"""",
)
@click.argument("name")
@click.argument("other")
@kind_option
@archive_option
@click.pass_obj
def alias(location: ArchiveLocation, *, name: str, other: str, kind: str | None) -> None:
    """Give NAME the other name OTHER: a search for OTHER also finds articles that name NAME."""
    with location.open() as archive:
        archive.entities.alias(*named(archive, name, kind), other)


@click.command(
    "hide",
    epilog="""\b
Examples:
  dateline entities hide "Breaking News\"""",
)
@click.argument("name")
@kind_option
@archive_option
@click.pass_obj
def hide(location: ArchiveLocation, *, name: str, kind: str | None) -> None:
    """Hide NAME from lists and searches: it is not an entity, or not of interest."""
    with location.open() as archive:
        archive.entities.hide(*named(archive, name, kind))


@click.command(
    "restore",
    epilog="""\b
Examples:
  dateline entities restore "Breaking News\"""",
)
@click.argument("name")
@kind_option
@archive_option
@click.pass_obj
def restore(location: ArchiveLocation, *, name: str, kind: str | None) -> None:
    """Show the hidden NAME in lists and searches again."""
    with location.open() as archive:
        archive.entities.restore(*named(archive, name, kind))


@click.command(
    "decisions",
    epilog="""\b
Examples:
  dateline entities decisions --jsonl > decisions.jsonl""",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL)
@archive_option
@click.pass_obj
def decisions(location: ArchiveLocation, *, format: str) -> int:
    """List the decisions about entities, oldest first.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        found = archive.entities.decisions()
    if format == Format.JSON:
        print_json(entity_decisions_shape(found))
    elif format == Format.JSONL:
        print_jsonl(map(entity_decision_shape, found))
    elif found:
        columns = ("at", "change", "kind", "name", "other")
        rows = [tuple(getattr(decision, column) or "" for column in columns) for decision in found]
        print_table(columns, rows)
    return 0 if found else 1
