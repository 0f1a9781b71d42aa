"""`dateline entities merge`, `split`, `alias`, `hide`, `restore` and `decisions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json, print_jsonl, print_table
from dateline.errors import UsageError
from dateline.schemas.entities import decision_shape, decisions_shape
from dateline.values.annotations import MentionKind

if TYPE_CHECKING:
    from dateline.archive import Archive

_F = TypeVar("_F", bound=Callable[..., Any])

_LISTED = 8  # of those whom a name may mean


def _kind_option(function: _F) -> _F:
    return click.option(
        "--kind",
        type=click.Choice([kind.value for kind in MentionKind]),
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
def merge(location: ArchiveLocation, *, name: str, into: str, kind: str | None) -> None:
    """NAME and INTO are names of one, which is listed as INTO."""
    with location.open() as archive:
        of, full = _taken(archive, name, kind)
        archive.entities.merge(of, full, _other(archive, into, of))


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
    """NAME and OTHER are two, also where they were taken for one before."""
    with location.open() as archive:
        of, full = _taken(archive, name, kind)
        archive.entities.split(of, full, _other(archive, other, of))


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
    """NAME is known as OTHER too: whoever searches for OTHER finds what names NAME."""
    with location.open() as archive:
        archive.entities.alias(*_taken(archive, name, kind), other)


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
    """NAME is left out of lists and searches: it is nobody, or nobody of interest."""
    with location.open() as archive:
        archive.entities.hide(*_taken(archive, name, kind))


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
    """NAME, which was hidden, is in lists and searches again."""
    with location.open() as archive:
        archive.entities.restore(*_taken(archive, name, kind))


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
    """List what was decided of entities, oldest first. Exits with 1 if nothing was."""
    with location.open() as archive:
        found = archive.entities.decisions()
    if format == Format.JSON:
        print_json(decisions_shape(found))
    elif format == Format.JSONL:
        print_jsonl(map(decision_shape, found))
    elif found:
        columns = ("at", "change", "kind", "name", "other")
        rows = [tuple(getattr(one, column) or "" for column in columns) for one in found]
        print_table(columns, rows)
    return 0 if found else 1


def _taken(archive: Archive, name: str, kind: str | None) -> tuple[MentionKind, str]:
    """The one whom a name means, by kind and full name; it is told if that is another name.
    Raises UsageError where nobody has the name, or several do."""
    if found := _meant(archive, name, MentionKind(kind) if kind else None):
        return found
    raise UsageError(
        f"nobody is named {name!r}", hint="“dateline entities --name WORDS” finds names."
    )


def _other(archive: Archive, name: str, kind: MentionKind) -> str:
    """The full name of whom a name means, or else that name, which nobody has yet."""
    found = _meant(archive, name, kind)
    return found[1] if found else name


def _meant(archive: Archive, name: str, kind: MentionKind | None) -> tuple[MentionKind, str] | None:
    found = archive.entities.called(name, kind)
    if not found:
        return None
    if len({full for _, full in found}) < len(found):
        raise UsageError(f"a person and an organization are named {name!r}", hint="Give --kind.")
    if len(found) > 1:
        every = "; ".join(f"{full} ({one})" for one, full in found[:_LISTED])
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"{name!r} may be {every}{more}", hint="Give the name in full.")
    (one, full), *_ = found
    if full != name:
        click.echo(f"{name!r} is taken for {full!r}", err=True)
    return one, full
