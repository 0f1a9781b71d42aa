"""`dateline entities merge`, `split`, `alias`, `hide`, `restore` and `decisions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.options import Format, Place, archive_option, format_options
from dateline.cli.printing import print_json, print_jsonl, print_table
from dateline.errors import UsageError
from dateline.values.annotations import Kind

if TYPE_CHECKING:
    from dateline.archive import Archive

_F = TypeVar("_F", bound=Callable[..., Any])


def _kind_option(function: _F) -> _F:
    return click.option(
        "--kind",
        type=click.Choice([kind.value for kind in Kind]),
        help="Which kind it is; needed only where both kinds have the name.",
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
def merge(place: Place, *, name: str, into: str, kind: str | None) -> None:
    """NAME and INTO are names of one, which is listed as INTO."""
    with place.open() as archive:
        archive.entities.merge(_kind(archive, name, kind), name, into)


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
def split(place: Place, *, name: str, other: str, kind: str | None) -> None:
    """NAME and OTHER are two, also where they were taken for one before."""
    with place.open() as archive:
        archive.entities.split(_kind(archive, name, kind), name, other)


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
def alias(place: Place, *, name: str, other: str, kind: str | None) -> None:
    """NAME is known as OTHER too: whoever searches for OTHER finds what names NAME."""
    with place.open() as archive:
        archive.entities.alias(_kind(archive, name, kind), name, other)


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
def hide(place: Place, *, name: str, kind: str | None) -> None:
    """NAME is left out of lists and searches: it is nobody, or nobody of interest."""
    with place.open() as archive:
        archive.entities.hide(_kind(archive, name, kind), name)


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
def restore(place: Place, *, name: str, kind: str | None) -> None:
    """NAME, which was hidden, is in lists and searches again."""
    with place.open() as archive:
        archive.entities.restore(_kind(archive, name, kind), name)


@click.command(
    "decisions",
    epilog="""\b
Examples:
  dateline entities decisions --jsonl > decisions.jsonl""",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL)
@archive_option
@click.pass_obj
def decisions(place: Place, *, format: str) -> int:
    """List what was decided of entities, oldest first. Exits with 1 if nothing was."""
    with place.open() as archive:
        found = archive.entities.decisions()
    documents = [
        {
            "change": one.change.value,
            "kind": one.kind.value,
            "name": one.name,
            "other": one.other,
            "at": one.at,
        }
        for one in found
    ]
    if format == Format.JSON:
        print_json({"decisions": documents})
    elif format == Format.JSONL:
        print_jsonl(documents)
    elif found:
        columns = ("at", "change", "kind", "name", "other")
        rows = [tuple(one[column] or "" for column in columns) for one in documents]
        print_table(columns, rows)
    return 0 if found else 1


def _kind(archive: Archive, name: str, given: str | None) -> Kind:
    """The kind that was given, else that of all who have the name. Raises UsageError where
    nobody has it, or both kinds have."""
    if given is not None:
        return Kind(given)
    kinds = {
        entity.kind
        for entity in archive.entities.list(name=name, hidden=True)
        if name.casefold() in (one.casefold() for one in (entity.name, *entity.aliases))
    }
    if len(kinds) == 1:
        return kinds.pop()
    if kinds:
        raise UsageError(f"a person and an organization are named {name!r}", hint="Give --kind.")
    raise UsageError(
        f"nobody is named {name!r}", hint="“dateline entities --name WORDS” finds names."
    )
