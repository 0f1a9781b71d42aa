"""Rules for days and months: ISO dates, "July 18, 2025", "on Friday", "yesterday", "in June"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.annotation.times import timex
from dateline.annotation.times.cursor import DATE, Cursor, FoundTime
from dateline.annotation.times.vocabulary import (
    DAY,
    MONTH,
    MONTHS,
    YEAR,
)

_ISO = re.compile(r"\d{4}([-/.])\d\d?\1\d\d?(?![\d/]|[-.]\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<!-)\d\d)(?![\d/]|[.-]\d)")
_SLASHED = re.compile(r"[/-]\d\d?[/-]\d\d")
_HYPHENATED = re.compile(rf"{DAY}-{MONTH}-(?P<year>\d{{4}}|\d\d)(?![\w-])")
_UNTIL = (
    r"(?:\s?[-–—]\s?|\s(?:to|and|through)\s)(?P<last>\d{1,2})(?:st|nd|rd|"
    r"th)?\b(?!\s\w*(?:percent|people))"
)
_OF_YEAR = rf"(?:,?\s(?:of\s)?(?:{YEAR}\b(?!-year)|(?P<which>last|this|next|that)\syear\b))?"
_MONTH_DAY = re.compile(
    rf"{MONTH}\s(?:the\s)?{DAY}(?!\s?%|:\d|[.,]\d|\s?(?:percent|people|"
    rf"per cent))(?:{_UNTIL})?{_OF_YEAR}"
)
_DAY_MONTH = re.compile(rf"(?:the\s)?{DAY}(?:{_UNTIL})?\s(?:of\s)?{MONTH}{_OF_YEAR}")
_MONTH = re.compile(rf"{MONTH}{_OF_YEAR}(?![\w-])")
# "May" and "March" are also other words: alone they are months only after a word for time.
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|last|next|this|early|late|mid|during|"
    r"before|after|and|through|for|between|every)[\s-]$",
    re.IGNORECASE,
)
_DOUBTFUL_MONTHS = frozenset({"May", "March", "Mar", "Jan", "Jun", "April", "June", "August"})
_NAMES_SOMETHING = re.compile(r"[’']?s?\s(?!(?:UTC|GMT|January|February)\b)[A-Z][a-z]")


def iso(cursor: Cursor) -> FoundTime | None:
    """2025-07-18, 2025/7/18."""
    found = cursor.match(_ISO)
    if not found:
        return None
    year, month, day = (int(part) for part in found[0].split(found[1]))
    if not year or not timex.exists(year, month, day):
        return None
    return FoundTime(found.end(), f"{year:04d}-{month:02d}-{day:02d}", DATE, "iso date")


def numeric(cursor: Cursor) -> FoundTime | None:
    """7/8/07, 7-8-2007. Where both figures may be the month, the order of days and months in this
    article decides, or that one reading is the article's day or the day before; else month and day
    are left open."""
    found = cursor.match(_NUMERIC)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    dotted = found[2] == "."
    if dotted and len(found[0]) < 8:
        return None  # a version: 10.2.15
    year = _whole_year(found[4], cursor)
    by_order = {True: (second, first), False: (first, second)}  # month and day, if the day is first
    readings = {key: pair for key, pair in by_order.items() if timex.exists(year, *pair)}
    if not readings:
        return None
    days = {date(year, *pair) for pair in readings.values()}
    order = True if dotted else cursor.day_first
    if len(days) > 1 and order is not None:
        days = {date(year, *by_order[order])}
    elif cursor.today:
        news = days & {cursor.today, cursor.today - timedelta(1)}
        days = news if len(news) == 1 else days
    if len(days) > 1:
        return FoundTime(found.end(), f"{year:04d}-XX-XX", DATE, "date in figures, order unknown")
    return FoundTime(found.end(), min(days).isoformat(), DATE, "date in figures")


def _whole_year(printed: str, cursor: Cursor) -> int:
    """The year of two or four figures: of two, the latest that is at most ten years ahead."""
    year = int(printed)
    if len(printed) == 4:
        return year
    last = (cursor.today.year if cursor.today else 2030) + 10
    return year + (last - year) // 100 * 100


def shows_day_first(text: str) -> bool | None:
    """Whether the dates in figures of a text that have only one reading have the day first; None
    if there are none, or of both orders."""
    if not _SLASHED.search(text):
        return None
    found = {
        day_first
        for match in _NUMERIC.finditer(text)
        if match[2] != "."
        for day_first, (day, month) in ((True, (1, 3)), (False, (3, 1)))
        if 12 < int(match[day]) < 32 and 0 < int(match[month]) < 13
    }
    return found.pop() if len(found) == 1 else None


def hyphenated(cursor: Cursor) -> FoundTime | None:
    """19-Nov-12: day, month, year."""
    found = cursor.match(_HYPHENATED)
    if not found:
        return None
    year, month, day = _whole_year(found["year"], cursor), MONTHS[found["month"]], int(found["day"])
    if not year or not timex.exists(year, month, day):
        return None
    return FoundTime(found.end(), f"{year:04d}-{month:02d}-{day:02d}", DATE, "day of a month")


def calendar_day(cursor: Cursor) -> FoundTime | None:
    """July 18, 2025; 18 July; July 18-20: without a year in the nearest one."""
    found = cursor.match(_MONTH_DAY) or cursor.match(_DAY_MONTH)
    if not found:
        return None
    month, day = MONTHS[found["month"]], int(found["day"])
    year = _given_year(cursor, found)
    if not timex.exists(year, month, day):
        return None
    if year is None and cursor.today is not None:
        year = timex.nearest_year(month, day, cursor.today)
    head = f"{year:04d}" if year else "XXXX"
    value = f"{head}-{month:02d}-{day:02d}"
    last = int(found["last"]) if found["last"] else 0
    if last > day and timex.exists(year, month, last):
        value += f"/{head}-{month:02d}-{last:02d}"
    return FoundTime(found.end(), value, DATE, "day of a month")


def _given_year(cursor: Cursor, found: re.Match[str]) -> int | None:
    """The year that is printed with a day or month, or counted from the article's year ("of next
    year"); None if there is neither."""
    if found["year"]:
        return int(found["year"])
    if not found["which"] or cursor.today is None:
        return None
    if found["which"] == "that":
        return cursor.last_year
    return cursor.today.year + {"last": -1, "this": 0, "next": 1}[found["which"]]


def month(cursor: Cursor) -> FoundTime | None:
    """A month that cannot be another word or a name."""
    found = cursor.match(_MONTH)
    if not found:
        return None
    if found["year"] or found["which"]:
        return named_month(cursor)
    if found["month"].isupper():
        return None  # "MAY", "DEC" in a headline
    if cursor.before(_BEFORE_MONTH):
        return named_month(cursor)
    return None if found["month"] in _DOUBTFUL_MONTHS else named_month(cursor)


def named_month(cursor: Cursor) -> FoundTime | None:
    """A month, if the words before it have made clear that one follows. Without a year it is the
    latest that has begun, unless the clause is in the future."""
    found = cursor.match(_MONTH)
    if not found or _NAMES_SOMETHING.match(cursor.text, found.end(), cursor.stop):
        return None
    number = MONTHS[found["month"]]
    given = _given_year(cursor, found)
    if given:
        return FoundTime(found.end(), timex.month(given, number), DATE, "month of a year")
    if cursor.today is None:
        return FoundTime(found.end(), f"XXXX-{number:02d}", DATE, "month")
    year = cursor.today.year - (number > cursor.today.month)
    if cursor.future:
        year = cursor.today.year + (number < cursor.today.month)
    return FoundTime(found.end(), timex.month(year, number), DATE, "month")
