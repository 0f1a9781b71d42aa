"""The Hebrew calendar, with days and years in letters ("כ״ב בתמוז תשפ״ה").

The arithmetic is that of E. M. Reingold and N. Dershowitz, "Calendrical Calculations", chapter 8.
"""

from __future__ import annotations

from datetime import date

_VALUES = {
    **dict(zip("אבגדהוזחט", range(1, 10), strict=True)),
    **dict(zip("יכלמנסעפצ", range(10, 100, 10), strict=True)),
    **dict(zip("קרשת", range(100, 500, 100), strict=True)),
}
_TISHRI = 7
_MONTHS = (
    ("ניסן",),
    ("אייר", "איר"),
    ("סיוון", "סיון"),
    ("תמוז",),
    ("אב", "מנחם אב"),
    ("אלול",),
    ("תשרי",),
    ("חשוון", "חשון", "מרחשוון", "מרחשון"),
    ("כסלו", "כסליו"),
    ("טבת",),
    ("שבט",),
    ("אדר", "אדר א", "אדר א׳", "אדר א'"),
    ("אדר ב", "אדר ב׳", "אדר ב'"),
)
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_EPOCH = -1_373_428  # the day before 1 Tishri 1, as date.toordinal() counts
_THOUSANDS = 5000
_QUOTES = str.maketrans("", "", "\"'״׳”’")

MONTH = "|".join(sorted(_BY_NAME, key=len, reverse=True))
"""The names of months, as an expression."""


def month_of(name: str) -> int | None:
    """The number of a month, counted from Nisan; None if it is none."""
    return _BY_NAME.get(name)


def number_of(letters: str) -> int | None:
    """The number that letters stand for, with or without the quotation mark; None for other
    letters."""
    values = [_VALUES.get(letter) for letter in letters.translate(_QUOTES)]
    return sum(filter(None, values)) if values and None not in values else None


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day. A year below 1000 is of the sixth millennium. None if the calendar has none such."""
    year += _THOUSANDS if year < 1000 else 0
    if month == 13 and not _is_leap(year):
        return None
    if not 1 <= day <= _length(year, month):
        return None
    months = _months_from_tishri(year)
    before = sum(_length(year, other) for other in months[: months.index(month)])
    return date.fromordinal(_new_year(year) + before + day - 1)


def _months_from_tishri(year: int) -> list[int]:
    last = 13 if _is_leap(year) else 12
    return [*range(_TISHRI, last + 1), *range(1, _TISHRI)]


def _is_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + (1 if 3 * (day + 1) % 7 < 3 else 0)


def _new_year(year: int) -> int:
    last, this, following = (_elapsed(year + step) for step in (-1, 0, 1))
    delay = 2 if following - this == 356 else 1 if this - last == 382 else 0
    return _EPOCH + this + delay + 1


def _length(year: int, month: int) -> int:
    days = _new_year(year + 1) - _new_year(year)
    short = {2, 4, 6, 10, 13}
    if month in short or (month == 12 and not _is_leap(year)):
        return 29
    if month == 8:
        return 30 if days in (355, 385) else 29
    if month == 9:
        return 29 if days in (353, 383) else 30
    return 30
