"""Data on stdout, in the formats that commands have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.cli.terminal.echo import colored, echo, style
from dateline.visible import one_line

if TYPE_CHECKING:
    from dateline.schemas.shape import Shape

_LAST_COLUMN = 20  # its least width: on a narrow terminal the other columns run over the edge


def print_json(document: Shape) -> None:
    """One JSON document, indented, with its schema version first."""
    from dateline.schemas.shape import as_json

    print_object(as_json(document), indent=2)


def print_jsonl(lines: Iterable[Shape]) -> None:
    """One JSON object a line, each with its schema version first. Each line is printed before the
    next is asked for."""
    from dateline.schemas.shape import as_json

    for line in lines:
        print_object(as_json(line))


def print_object(value: Mapping[str, object], *, indent: int | None = None) -> None:
    """A JSON object, which may have shapes in it."""
    from dateline.schemas.shape import json_text

    echo(json_text(value, indent=indent))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, see `csv_lines`. Each row is printed before the next is asked for."""
    from dateline.exports.csv_cells import csv_lines

    for line in csv_lines(columns, rows):
        echo(line, nl=False)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, right: str = "") -> None:
    """A table for people. The columns named in `right` are aligned right. On a terminal the last
    column may wrap, and no other column is cut, however narrow the terminal is. Anything else than
    a terminal gets whole lines. A cell is one line."""
    import io

    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console.width = 10_000
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(
            column,
            justify="right" if column in right.split() else "left",
            no_wrap=column != columns[-1],
            overflow="fold",
        )
    for row in rows:
        table.add_row(*map(Text, map(one_line, row)))
    widths = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    needed = sum(width + 2 for width in widths[:-1]) + min(widths[-1], _LAST_COLUMN)
    drawn = io.StringIO()
    Console(file=drawn, width=max(console.width, needed), color_system=None).print(table)
    head, _, lines = drawn.getvalue().partition("\n")
    echo(f"{style(head, bold=True)}\n{lines}", nl=False, color=colored("auto"))
