"""Hits as data: rows of CSV and objects of JSON, with all fields or with some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from dateline.cli.common.options import Format, comma_separated
from dateline.cli.common.printing import print_csv, print_jsonl, print_object
from dateline.cli.terminal.echo import echo
from dateline.values.search.results import HIT_FIELDS, Hit


def fields_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the parameter `fields`: names of HIT_FIELDS, or () if all are wanted."""
    return click.option(
        "--fields",
        metavar="NAMES",
        callback=_names,
        help=f"Print only these, joined by commas (json, jsonl, csv): {', '.join(HIT_FIELDS)}.",
    )(function)


def _names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = comma_separated(value)
    for name in names:
        if name not in HIT_FIELDS:
            raise click.BadParameter(f"there is no “{name}”: fields are {', '.join(HIT_FIELDS)}")
    return names


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
        from dateline.exports.tables.hits import COLUMNS, row

        chosen = [HIT_FIELDS.index(name) for name in fields or HIT_FIELDS]
        columns = [COLUMNS[at] for at in chosen]
        print_csv(columns, ([cells[at] for at in chosen] for cells in map(row, hits)))
    else:
        for hit in hits:
            echo(hit.id)


def some(hit: object, fields: tuple[str, ...]) -> dict[str, object]:
    """Only these keys of the JSON of a hit."""
    return {name: getattr(hit, name) for name in fields}
