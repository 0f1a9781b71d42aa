"""Dates as people type them: 2019/3, 5.3.2019, mar-2019, March 5th, 2019, q1 2019, 2019-W10.

Only dates with one meaning are read. A date of three numbers that may begin with the day or with
the month is an error, and so is one without a year of four digits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_TOKEN = re.compile(r"[0-9]+|[a-z]+")
_BETWEEN = re.compile(r"[\s,./-]*")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")


def typed_days(text: str) -> tuple[date, date] | None:
    """The first and last day of a day, week of ISO 8601, month or quarter; None if it is none of
    these. Raises ValueError with a sentence for the user if it may mean several, and for a day that
    no calendar has."""
    plain = _ORDINAL.sub("", text.lower())
    if any(_BETWEEN.fullmatch(sign) is None for sign in _TOKEN.split(plain)):
        return None
    parts = [_part(token) for token in _TOKEN.findall(plain) if token != "of"]
    kinds = "".join(kind for kind, _ in parts)
    numbers = [number for _, number in parts]
    match kinds:
        case "c":
            year, month, day = numbers[0] // 10000, numbers[0] // 100 % 100, numbers[0] % 100
        case "yn" | "ym":
            (year, month), day = numbers, 0
        case "ny" | "my":
            (month, year), day = numbers, 0
        case "ynn" | "ymn":
            year, month, day = numbers
        case "nmy":
            day, month, year = numbers
        case "mny":
            month, day, year = numbers
        case "nny":
            month, day, year = _in_order(text, *numbers, dots="." in text)
        case "qny" | "yqn":
            quarter, year = (numbers[1], numbers[2]) if kinds == "qny" else (numbers[2], numbers[0])
            if not 1 <= quarter <= 4:
                return None
            return date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)
        case "ywn":
            return _week(numbers[0], numbers[2])
        case "m" | "mn" | "nm" | "nmn" | "mnn" | "nnn":
            raise ValueError(
                f"“{text}” has no year of four digits: write march-2019, 2019-03 or 2019-03-05"
            )
        case _:
            return None
    try:
        return (
            (date(year, month, 1), _month_end(year, month)) if not day else _one(year, month, day)
        )
    except ValueError:
        return None


def _part(token: str) -> tuple[str, int]:
    """The kind of a token, and its number: a year, a compact day (20190305), another number, the
    name of a month, or the q of a quarter or w of a week."""
    if token.isdigit():
        kind = {4: "y", 8: "c", 1: "n", 2: "n"}.get(len(token), "?")
        return kind, int(token[:8])
    if token in _NAMES or token == "sept":
        return "m", _MONTHS.index(token[:3]) + 1
    if token in _MONTHS:
        return "m", _MONTHS.index(token) + 1
    return (token if token in ("q", "w") else "?"), 0


def _week(year: int, week: int) -> tuple[date, date] | None:
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _in_order(text: str, first: int, second: int, year: int, *, dots: bool) -> tuple[int, int, int]:
    """Month, day and year of three numbers. With dots between them the day is first."""
    if dots or first > 12 or first == second:
        return second, first, year
    if second > 12:
        return first, second, year
    iso = f"{year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"
    raise ValueError(f"“{text}” may begin with its day or with its month: write {iso}")


def _one(year: int, month: int, day: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
