"""What may be typed for options and arguments, in an archive; the query language knows its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from dateline.archive import Archive
from dateline.cli.common.options import ArchiveLocation
from dateline.search.engines.facets import FACETS

_EXCLUDING = re.compile(r"-.*:")  # a minus before a field, not an option
_CODED = ("actor", "target", "country")


def completions(
    context: click.Context, asked: click.Command | click.Parameter, rest: str, whole: str
) -> Iterable[CompletionItem[str]] | None:
    """What the word may become: `rest` is the part of it that belongs to `asked`. None if the
    command itself knows it."""
    has_query = any(parameter.name == "query" for parameter in context.command.params)
    if isinstance(asked, click.Command):
        is_excluded = has_query and _EXCLUDING.match(whole)
        return _items(_query(context, whole)) if is_excluded else None
    name = asked.name or ""
    if name == "archive":
        return [CompletionItem(rest, type="dir")]
    if name == "query":
        return _items(_query(context, rest))
    if name in ("id", "ids", "why"):
        return _items(_values(context, "id", rest))
    if name == "what":  # an id, or a file
        return [
            *_items(_values(context, "id", rest)),
            CompletionItem("", type="file"),
        ]
    if name == "name" and context.parent and context.parent.info_name == "saved":
        saved = () if context.info_name == "add" else _archive(context).saved.all()
        return _items(_begin(rest, (search.name for search in saved)))
    if name == "facets":
        return _items(_begin(rest, (*FACETS, *(f"{facet}=all" for facet in FACETS if "=" in rest))))
    if name == "source":
        return _items(_values(context, "source", rest))
    if name in _CODED:
        return _items(_values(context, name, rest))
    return None


def _items(texts: Iterable[str]) -> list[CompletionItem[str]]:
    return [CompletionItem(text) for text in texts]


def _begin(typed: str, texts: Iterable[str]) -> Iterator[str]:
    """The texts that begin with what was typed, in any case."""
    return (text for text in texts if text.casefold().startswith(typed.casefold()))


def _query(context: click.Context, typed: str) -> Iterator[str]:
    """The query with its last word completed."""
    return (found.query for found in _archive(context).completions(typed, quoted=False))


def _values(context: click.Context, field: str, typed: str) -> Iterator[str]:
    """The values of a field of the query language that begin with what was typed."""
    return (found.text for found in _archive(context).completions(f'{field}:"{typed}'))


def _archive(context: click.Context) -> Archive:
    """The archive of the command line that is typed."""
    location = context.obj or ArchiveLocation(context.find_root().params.get("archive"))
    return location.open()
