"""What may be typed for the options, arguments and fields of the query language, in an archive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from dateline.archive import Archive
from dateline.cli.common.options import ArchiveLocation
from dateline.plover import SECTORS
from dateline.search.analysis import split
from dateline.search.engines.facets import FACETS
from dateline.search.fields import FIELDS
from dateline.search.query.codes import LANGUAGES, country_names

_FEWEST = 4  # digits of an id by which articles are looked up
_NEWEST = 200  # articles among which shorter beginnings of ids are looked up
_MOST = 50
# The end of a query: the name of a field, its colon, and a value, perhaps with a quotation mark.
_VALUE = re.compile(r"(?:^|[\s(-])([a-z][a-z-]*):(\"[^\"]*|[^\s\"()]*)$")
_FIELD = re.compile(r"(?:^|[\s(-])((?:[a-z][a-z-]*)?)$")
_CODED = ("actor", "target", "country")


def completions(
    context: click.Context, asked: click.Command | click.Parameter, rest: str, whole: str
) -> Iterable[CompletionItem[str]] | None:
    """What the word may become: `rest` is the part of it that belongs to `asked`. None if the
    command itself knows it."""
    has_query = any(parameter.name == "query" for parameter in context.command.params)
    if isinstance(asked, click.Command):
        is_excluded = has_query and whole.startswith("-") and _VALUE.search(whole)
        return _items(_query(context, whole)) if is_excluded else None
    name = asked.name or ""
    if name == "archive":
        return [CompletionItem(rest, type="dir")]
    if name == "query":
        return _items(_query(context, rest))
    if name in ("id", "ids", "why"):
        return _items(_begin(rest, _ids(_archive(context), rest)))
    if name == "what":  # an id, or a file
        return [
            *_items(_begin(rest, _ids(_archive(context), rest))),
            CompletionItem("", type="file"),
        ]
    if name == "name" and context.parent and context.parent.info_name == "saved":
        saved = () if context.info_name == "add" else _archive(context).saved.all()
        return _items(_begin(rest, (search.name for search in saved)))
    if name == "facets":
        return _items(_begin(rest, (*FACETS, *(f"{facet}=all" for facet in FACETS if "=" in rest))))
    if name == "source":
        return _items(_begin(rest, _sources(_archive(context), rest)))
    if name in _CODED:
        return _items(_begin(rest, _codes(name)))
    return None


def _items(texts: Iterable[str]) -> list[CompletionItem[str]]:
    return [CompletionItem(text) for text in texts]


def _begin(typed: str, texts: Iterable[str]) -> Iterator[str]:
    """The texts that begin with what was typed, in any case."""
    return (text for text in texts if text.casefold().startswith(typed.casefold()))


def _query(context: click.Context, typed: str) -> Iterator[str]:
    """The query with its last word completed: the name of a field, or the value after its colon."""
    if found := _VALUE.search(typed):
        field, value = found[1], found[2]
        offered = _FIELD_VALUES.get(field, _known)(_Asked(context, field, value.lstrip('"')))
        # Words with hyphens between them are a phrase, too, and need no quotes of a shell.
        shown = offered if value[:1] == '"' else map("-".join, map(split, offered))
        for text in _begin(value.lstrip('"'), shown):
            quoted = f'"{text}"' if value[:1] == '"' else text
            yield f"{typed[: found.start(2)]}{quoted}"
    elif found := _FIELD.search(typed):
        for field in _begin(found[1], FIELDS):
            yield f"{typed[: found.start(1)]}{field}:"


class _Asked:
    """A field, and the beginning of a value that was typed after its colon."""

    def __init__(self, context: click.Context, field: str, typed: str) -> None:
        self.context = context
        self.field = field
        self.typed = typed

    @property
    def archive(self) -> Archive:
        return _archive(self.context)


def _known(asked: _Asked) -> Iterable[str]:
    """The values of a field that has a list of them."""
    return FIELDS[asked.field].values if asked.field in FIELDS else ()


_FIELD_VALUES: dict[str, Callable[[_Asked], Iterable[str]]] = {
    "source": lambda asked: _sources(asked.archive, asked.typed),
    "id": lambda asked: _ids(asked.archive, asked.typed),
    "lang": lambda _: LANGUAGES.values(),
    "date": lambda _: ("today", "yesterday", "this week", "last week", "last month", "last year"),
    **{field: lambda asked: _codes(asked.field) for field in _CODED},
}


def _codes(field: str) -> Iterable[str]:
    names = (name.lower() for name in country_names())
    return names if field == "country" else (*names, *SECTORS)


def _sources(archive: Archive, typed: str) -> Iterator[str]:
    """The names of sources; from the first dot on, domains."""
    for source in archive.sources(sort="articles"):
        yield source.label
        if "." in typed and source.domain and source.domain != source.label:
            yield source.domain


def _ids(archive: Archive, typed: str) -> Iterable[str]:
    """Ids of articles, the newest first."""
    if len(typed) >= _FEWEST:
        found = archive.search(f"id:{typed}", limit=_MOST, fragments=0)
    else:
        found = archive.search("*", limit=_NEWEST, sort="newest", fragments=0)
    return [hit.id for hit in found.hits if hit.id.startswith(typed)][:_MOST]


def _archive(context: click.Context) -> Archive:
    """The archive of the command line that is typed."""
    location = context.obj or ArchiveLocation(context.find_root().params.get("archive"))
    return location.open()
