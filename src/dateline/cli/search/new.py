"""What a saved search finds that it has not given yet: `dateline saved run NAME --new`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import Format, all_if_none
from dateline.cli.common.printing import print_json, print_object
from dateline.cli.search.hit_data import print_hits, some
from dateline.cli.search.hits import print_hit
from dateline.cli.terminal.echo import colored, echo
from dateline.values.search.results import Hit, Page

if TYPE_CHECKING:
    from dateline.archive import Archive

_OPTIONS = ("limit", "sort", "fragments", "context", "color", "fields", "format")
_OF_THE_QUERY = ("query", "match", "plain")


def run_new(archive: Archive, name: str, searching: click.Context) -> int:
    """Print what is new in the search saved under the name, with the options of a search; return
    the exit code: 1 if nothing is. What was printed in full counts as given."""
    for option, value in searching.params.items():
        if option not in (*_OPTIONS, *_OF_THE_QUERY) and value:
            raise click.UsageError(f"--new has the options {', '.join(map(_named, _OPTIONS))}")
    options = searching.params
    fields, format = options["fields"], options["format"]
    if fields and format not in (Format.JSON, Format.JSONL, Format.CSV):
        raise click.UsageError("--fields needs the format json, jsonl or csv")
    is_default = searching.get_parameter_source("limit") is click.core.ParameterSource.DEFAULT
    with archive.saved.new(
        name,
        limit=all_if_none(None if is_default else options["limit"]),
        sort=options["sort"],
        fragments=options["fragments"],
        context=options["context"],
    ) as pages:
        first = next(pages)
        hits = (hit for each in (iter((first,)), pages) for page in each for hit in page.hits)
        if format == Format.JSON:
            _print_document(first, tuple(hits), fields)
        elif format == Format.TABLE:
            _print(first, hits, colored(options["color"]))
        else:
            print_hits(hits, format, fields)
        sys.stdout.flush()  # what could not be written is not given
    return 0 if first.total else 1


def _named(option: str) -> str:
    return {"fragments": "--snippets"}.get(option, f"--{option}")


def _print_document(first: Page, hits: tuple[Hit, ...], fields: tuple[str, ...]) -> None:
    from dateline.schemas.search import page_shape
    from dateline.schemas.shape import as_json

    shape = page_shape(first._replace(hits=hits), {}, ())
    if fields:
        chosen = [some(hit, fields) for hit in shape.hits]
        print_object(as_json(shape) | {"hits": chosen}, indent=2)
    else:
        print_json(shape)


def _print(first: Page, hits: Iterator[Hit], color: bool | None) -> None:
    shown = 0
    for hit in hits:
        print_hit(hit, color)
        shown += 1
    new = counted(first.total, "article is new", "articles are new")
    echo(new if shown == first.total else f"{new}, {shown:,} shown", err=True)
