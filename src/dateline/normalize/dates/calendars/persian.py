"""The solar calendar of Iran and Afghanistan.

The arithmetic is that of ICU's PersianCalendar (https://unicode.org/icu, persncal.cpp): cycles of
33 years, which give the official days of 1925 to 2087. Names of months are those of the Unicode
CLDR, for Iran and for Afghanistan.
"""

from __future__ import annotations

from datetime import date

_MONTHS = (
    ("فروردین", "حمل"),
    ("اردیبهشت", "ثور"),
    ("خرداد", "جوزا"),
    ("تیر", "سرطان"),
    ("مرداد", "اسد", "امرداد"),
    ("شهریور", "سنبله"),
    ("مهر", "میزان"),
    ("آبان", "عقرب"),
    ("آذر", "قوس"),
    ("دی", "جدی"),
    ("بهمن", "دلو"),
    ("اسفند", "حوت"),
)
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ARABIC = str.maketrans("يك", "یک")
_FIRST_DAY = 226_895  # 1 Farvardin 1 (19 March 622, Julian), as date.toordinal() counts

MONTH = "|".join(sorted(_BY_NAME, key=len, reverse=True))
"""The names of months, as an expression; with Persian letters."""

YEARS = range(1300, 1500)


def month_of(name: str) -> int | None:
    """The number of a month, with or without the word for month after it; None if it is none."""
    return _BY_NAME.get(name.translate(_ARABIC).removesuffix("ماه").rstrip("\u200c "))


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day; None if the calendar has none such."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return None
    return date.fromordinal(_new_year(year) + _days_before(month) + day - 1)


def _new_year(year: int) -> int:
    return _FIRST_DAY + 365 * (year - 1) + (8 * year + 21) // 33


def _days_before(month: int) -> int:
    return 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6


def _length(year: int, month: int) -> int:
    if month < 12:
        return 31 if month <= 6 else 30
    return _new_year(year + 1) - _new_year(year) - 336
