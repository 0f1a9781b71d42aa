"""Which person or organization a name on the command line means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.terminal.echo import echo
from dateline.errors import UsageError
from dateline.values.annotations import MentionKind

if TYPE_CHECKING:
    from dateline.archive import Archive

_F = TypeVar("_F", bound=Callable[..., Any])

_LISTED = 8  # how many of the entities that a name may mean are printed


def kind_option(function: _F) -> _F:
    """Give the command the parameter `kind`: a value of MentionKind, or None."""
    return click.option(
        "--kind",
        type=click.Choice([kind.value for kind in MentionKind]),
        help="Its kind; needed only if a person and an organization have the name.",
    )(function)


def named(archive: Archive, name: str, kind: str | None) -> tuple[MentionKind, str]:
    """The kind and the full name of the entity with this name. If the full name is another one, it
    is printed. Raises UsageError if no entity has the name, or if several have it."""
    if found := _find(archive, name, MentionKind(kind) if kind else None):
        return found
    raise UsageError(
        f"no entity is named {name!r}", hint="“dateline entities --name WORDS” finds names"
    )


def other_name(archive: Archive, name: str, kind: MentionKind) -> str:
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
