"""`dateline entities merge`, `split`, `alias`, `hide`, `restore` and `decisions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo
from dateline.errors import UsageError
from dateline.schemas.entities import entity_decision_shape, entity_decisions_shape
from dateline.values.annotations import MentionKind

if TYPE_CHECKING:
    from dateline.archive import Archive

_F = TypeVar("_F", bound=Callable[..., Any])

_LISTED = 8  # how many of the entities that a name may mean are printed


def _kind_option(function: _F) -> _F:
    return click.option(
        "--kind",
        type=click.Choice([kind.value for kind in MentionKind]),
        help="Its kind; needed only if a person and an organization have the name.",
    )(function)


@click.command(
    "merge",
    epilog="""\b
Examples:
  dateline entities merge "S. Haftar" "Saddam Khalifa Haftar\"""",
)
@click.argument("name")
@click.argument("into")
@_kind_option
@archive_option
@click.pass_obj
def merge(location: ArchiveLocation, *, name: str, into: str, kind: str | None) -> None:
    """Merge NAME into INTO: both are names of the same entity, which is listed as INTO."""
    with location.open() as archive:
        found, full = _entity(archive, name, kind)
        archive.entities.merge(found, full, _other_name(archive, into, found))


@click.command(
    "split",
    epilog="""\b
Examples:
  dateline entities split "Pakistan Army" "Army\"""",
)
@click.argument("name")
@click.argument("other")
@_kind_option
@archive_option
@click.pass_obj
def split(location: ArchiveLocation, *, name: str, other: str, kind: str | None) -> None:
    """Split OTHER off NAME: they are two entities, even if they were merged before."""
    with location.open() as archive:
        found, full = _entity(archive, name, kind)
        archive.entities.split(found, full, _other_name(archive, other, found))


@click.command(
    "alias",
    epilog="""\b
Examples:
  dateline entities alias "Inter-Services Public Relations" "ISPR Directorate\"""",
)
@click.argument("name")
@click.argument("other")
@_kind_option
@archive_option
@click.pass_obj
def alias(location: ArchiveLocation, *, name: str, other: str, kind: str | None) -> None:
    """Give NAME the other name OTHER: a search for OTHER also finds articles that name NAME."""
    with location.open() as archive:
        archive.entities.alias(*_entity(archive, name, kind), other)


@click.command(
    "hide",
    epilog="""\b
Examples:
  dateline entities hide "Breaking News\"""",
)
@click.argument("name")
@_kind_option
@archive_option
@click.pass_obj
def hide(location: ArchiveLocation, *, name: str, kind: str | None) -> None:
    """Hide NAME from lists and searches: it is not an entity, or not of interest."""
    with location.open() as archive:
        archive.entities.hide(*_entity(archive, name, kind))


@click.command(
    "restore",
    epilog="""\b
Examples:
  dateline entities restore "Breaking News\"""",
)
@click.argument("name")
@_kind_option
@archive_option
@click.pass_obj
def restore(location: ArchiveLocation, *, name: str, kind: str | None) -> None:
    """Show the hidden NAME in lists and searches again."""
    with location.open() as archive:
        archive.entities.restore(*_entity(archive, name, kind))


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


def _entity(archive: Archive, name: str, kind: str | None) -> tuple[MentionKind, str]:
    """The kind and the full name of the entity with this name. If the full name is another one, it
    is printed. Raises UsageError if no entity has the name, or if several have it."""
    if found := _find(archive, name, MentionKind(kind) if kind else None):
        return found
    raise UsageError(
        f"no entity is named {name!r}", hint="“dateline entities --name WORDS” finds names"
    )


def _other_name(archive: Archive, name: str, kind: MentionKind) -> str:
    """The full name of the entity with this name, or the name itself if no entity has it yet."""
    found = _find(archive, name, kind)
    return found[1] if found else name


def _find(archive: Archive, name: str, kind: MentionKind | None) -> tuple[MentionKind, str] | None:
    found = archive.entities.called(name, kind)
    if not found:
        return None
    if len({full for _, full in found}) < len(found):
        raise UsageError(f"a person and an organization are named {name!r}", hint="use --kind")
    if len(found) > 1:
        names = "; ".join(f"{full} ({kind})" for kind, full in found[:_LISTED])
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"{name!r} may be {names}{more}", hint="give the name in full")
    if found[0][1] != name:
        echo(f"{name!r} is read as {found[0][1]!r}", err=True)
    return found[0]
