"""Cells of CSV that are safe to open in a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula has an apostrophe before it; any other
    value is unchanged. Numbers are not text: -3.5 stays.

    Source: OWASP, "CSV Injection". Quotation marks around cells are up to the CSV writer.
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
