"""`dateline sources rename`, `merge`, `alias` and `restore`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo

_F = TypeVar("_F", bound=Callable[..., Any])


def _reason_option(function: _F) -> _F:
    return click.option("--reason", metavar="TEXT", help="Why; it is kept with the decision.")(
        function
    )


@click.command(
    "rename",
    epilog="""\b
Examples:
  dateline sources rename arabnews.com "Arab News\"""",
)
@click.argument("name")
@click.argument("new")
@_reason_option
@archive_option
@click.pass_obj
def rename(location: ArchiveLocation, *, name: str, new: str, reason: str | None) -> None:
    """List articles of the source NAME under the name NEW, which no other source has."""
    with location.open() as archive:
        _print(new, archive.curation.rename_source(name, new, reason=reason))


@click.command(
    "merge",
    epilog="""\b
Examples:
  dateline sources merge "Arab News PK" "Arab News\"""",
)
@click.argument("name")
@click.argument("into")
@_reason_option
@archive_option
@click.pass_obj
def merge(location: ArchiveLocation, *, name: str, into: str, reason: str | None) -> None:
    """Merge the source NAME into the source INTO."""
    with location.open() as archive:
        _print(into, archive.curation.merge_sources(name, into, reason=reason))


@click.command(
    "alias",
    epilog="""\b
Examples:
  dateline sources alias "Arab News" arabnews.pk""",
)
@click.argument("name")
@click.argument("other")
@_reason_option
@archive_option
@click.pass_obj
def alias(location: ArchiveLocation, *, name: str, other: str, reason: str | None) -> None:
    """List articles of a source OTHER, here and to come, under NAME: neither need be here yet."""
    with location.open() as archive:
        _print(name, archive.curation.alias_source(name, other, reason=reason))


@click.command(
    "restore",
    epilog="""\b
Examples:
  dateline sources restore arabnews.com""",
)
@click.argument("name")
@_reason_option
@archive_option
@click.pass_obj
def restore(location: ArchiveLocation, *, name: str, reason: str | None) -> None:
    """List articles that were read as of the source NAME under that name again."""
    with location.open() as archive:
        _print(name, archive.curation.restore_source(name, reason=reason))


def _print(name: str, articles: int) -> None:
    echo(f"{name}: {counted(articles, 'article')}")
