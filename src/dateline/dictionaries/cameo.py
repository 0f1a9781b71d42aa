"""CAMEO codes, and the PLOVER type, mode or sector that each stands for.

Source: the notes in `data/events_cameo.txt`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import takewhile

from dateline.dictionaries.files import load, names

_SHORTEST_CODE = 2  # digits of a root


def plover_type(cameo: str) -> tuple[str, str | None] | None:
    """Type and mode of a CAMEO code, by its longest listed prefix. None for codes that stand for
    no event ("---", 01), and for anything that is not a CAMEO code."""
    table = _types()
    for size in range(len(cameo), _SHORTEST_CODE - 1, -1):
        if cameo[:size] in table:
            return table[cameo[:size]]
    return None


def cameo_code(event_type: str, mode: str | None) -> str:
    """The longest prefix of all CAMEO codes of this type and mode. It may have fewer than the two
    digits of a root, or be empty."""
    codes = [code for code, coded in _types().items() if coded == (event_type, mode)]
    common = takewhile(lambda digits: len(set(digits)) == 1, zip(*codes, strict=False))
    return "".join(digits[0] for digits in common)


def plover_sector(cameo: str) -> str | None:
    """The PLOVER sector of a CAMEO sector; None for an empty one."""
    return _sectors().get(cameo, cameo) or None


@cache
def _types() -> Mapping[str, tuple[str, str | None]]:
    rows = load("events_cameo")["codes"].rows
    return {code: (row[1], row[2] if row[2:] else None) for row in rows for code in names(row[0])}


@cache
def _sectors() -> Mapping[str, str]:
    rows = load("events_cameo")["sectors"].rows
    return {cameo: plover for cell, plover in rows for cameo in names(cell)}
