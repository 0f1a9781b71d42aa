"""Cells of CSV that are safe to open in a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula has an apostrophe before it; anything
    else is as it was. Numbers are no text: -3.5 stays.

    Source: OWASP, "CSV Injection"; quotation marks around cells are the CSV writer's part.
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
