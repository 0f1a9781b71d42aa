"""Hits as data: rows of CSV and objects of JSON, with all fields or with some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_jsonl, print_object
from dateline.cli.terminal.echo import echo
from dateline.search.fields import TEXT_WEIGHTS
from dateline.values.search.results import Hit

# What --fields may name, in the order of the columns of CSV.
FIELDS = (
    *("id", "published", "source", "title", "url", "score", "snippets"),
    *("authors", "section", "language"),
)
# CSV calls the snippets of a hit, which are one cell, "snippet".
COLUMNS = tuple(name.removesuffix("s") if name == "snippets" else name for name in FIELDS)


def fields_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the parameter `fields`: names of FIELDS, or () if all are wanted."""
    return click.option(
        "--fields",
        metavar="NAMES",
        default="",
        callback=_names,
        help=f"Print only these, joined by commas (json, jsonl, csv): {', '.join(FIELDS)}.",
    )(function)


def _names(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(filter(None, (name.strip() for name in value.split(","))))
    for name in names:
        if name not in FIELDS:
            raise click.BadParameter(f"there is no “{name}”: fields are {', '.join(FIELDS)}")
    return names


def row(hit: Hit) -> tuple[object, ...]:
    """A hit as a row under COLUMNS."""
    values: dict[str, object] = hit._asdict()
    values["published"] = hit.published.value if hit.published else None
    values["score"] = round(hit.score, 4)
    values["authors"] = "; ".join(hit.authors)
    texts = (
        snippet.text
        for snippet in hit.snippets
        if snippet.field in TEXT_WEIGHTS and snippet.field != "title"
    )
    # Where only the title matched, it is the snippet.
    values["snippets"] = " … ".join(texts) or (hit.title if hit.snippets else None)
    return tuple(values[name] for name in FIELDS)


def print_hits(hits: Iterable[Hit], format: str, fields: tuple[str, ...] = ()) -> None:
    """Each hit as a line: an object of JSON, a row of CSV, or its id."""
    if format == Format.JSONL:
        from dateline.schemas.search import hit_shape

        if fields:
            for hit in hits:
                print_object(some(hit_shape(hit), fields))
        else:
            print_jsonl(map(hit_shape, hits))
    elif format == Format.CSV:
        chosen = [FIELDS.index(name) for name in fields or FIELDS]
        columns = [COLUMNS[at] for at in chosen]
        print_csv(columns, ([cells[at] for at in chosen] for cells in map(row, hits)))
    else:
        for hit in hits:
            echo(hit.id)


def some(hit: object, fields: tuple[str, ...]) -> dict[str, object]:
    """Only these keys of the JSON of a hit."""
    return {name: getattr(hit, name) for name in fields}
