"""TIMEX3 values (ISO 24617-1) of days, weeks, months and more, and arithmetic with them."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta


def week(day: date) -> str:
    """The ISO week of a day: 2025-W29."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def weekend(day: date) -> str:
    """The weekend that ends the day's ISO week: 2025-W29-WE."""
    return f"{week(day)}-WE"


def month(year: int, number: int) -> str:
    """A month: 2025-07. `number` may be outside 1 to 12: months before and after the year."""
    total = year * 12 + number - 1
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def quarter(year: int, number: int) -> str:
    """A quarter: 2025-Q3. `number` may be outside 1 to 4."""
    total = year * 4 + number - 1
    return f"{total // 4:04d}-Q{total % 4 + 1}"


def shifted(day: date, unit: str, count: int) -> str | None:
    """The day, month, year, ... that is `count` units after `day`, as precise as the unit.

    None if that is outside the calendar of years 1 to 9999.
    """
    try:
        match unit:
            case "day":
                return (day + timedelta(count)).isoformat()
            case "week":
                return (day + timedelta(7 * count)).isoformat()
            case "month":
                return _in_calendar(month(day.year, day.month + count))
            case "quarter":
                return _in_calendar(quarter(day.year, (day.month + 2) // 3 + count))
            case "year" | "decade" | "century":
                years = count * {"year": 1, "decade": 10, "century": 100}[unit]
                return _in_calendar(f"{day.year + years:04d}")
    except OverflowError:
        return None
    return None


def _in_calendar(value: str) -> str | None:
    return value if value[:4] != "0000" and "-" not in value[:4] else None


def nearest_year(month_number: int, day_number: int, today: date) -> int:
    """The year in which this day of the year is nearest to `today`. For 29 February only leap
    years count; around 1900 they are eight years apart."""
    around = [today.year - 1, today.year, today.year + 1]
    if (month_number, day_number) == (2, 29):
        around = [y for y in range(today.year - 8, today.year + 9) if isleap(y)]
    return min(around, key=lambda y: abs(_ordinal(y, month_number, day_number) - today.toordinal()))


def _ordinal(year: int, month_number: int, day_number: int) -> int:
    return date(year, month_number, 1).toordinal() + day_number - 1


def exists(year: int | None, month_number: int, day_number: int) -> bool:
    """Whether the calendar has this day; without a year, whether any year has it."""
    return 1 <= month_number <= 12 and (
        1 <= day_number <= monthrange(2000 if year is None else year, month_number)[1]
    )


_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def last_day(value: str) -> date | None:
    """The latest day that a value may mean; None if it is no time on the calendar."""
    value = value.split("/")[-1]
    try:
        if not value[:4].isdigit():
            century_or_decade = value if value.isdigit() else ""
            return _last_of_prefix(century_or_decade)
        year, rest = int(value[:4]), value[5:]
        if "W" in rest:
            return date.fromisocalendar(year, int(rest[1:3]), 7)
        if rest[:1] == "Q":
            return _month_end(year, int(rest[1]) * 3)
        if rest in _SEASON_MONTHS:
            return _month_end(year, min(12, _SEASON_MONTHS[rest][1]))
        if len(rest) >= 5 and rest[:2].isdigit() and rest[3:5].isdigit():
            return date(year, int(rest[:2]), int(rest[3:5]))
        return _month_end(year, int(rest[:2]) if rest[:2].isdigit() else 12)
    except ValueError:
        return None


def _last_of_prefix(digits: str) -> date | None:
    """The end of a decade ("197") or of a century ("18")."""
    return date(int(digits.ljust(4, "9")), 12, 31) if len(digits) in (2, 3) else None


def _month_end(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])
