"""CSV that is safe to open in a spreadsheet, and to print on a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from dateline.visible import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula has an apostrophe before it; any other
    value is unchanged. Numbers are not text: -3.5 stays.

    Source: OWASP, "CSV Injection". Quotation marks around cells are up to the CSV writer.
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table as defined by RFC 4180, line by line, with a line of column names. None is an empty
    cell. Texts are safe as `safe_cell` says, and signs that would control a terminal are escapes.
    Each row is asked for after the line before it was taken."""
    line = io.StringIO()
    writer = csv.writer(line)
    for row in chain((columns,), rows):
        writer.writerow(map(_visible, map(safe_cell, row)))
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _visible(value: object) -> object:
    return visible(value.replace("\r\n", "\n")) if isinstance(value, str) else value
