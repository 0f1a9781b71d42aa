"""Rules for days and months: ISO dates, "July 18, 2025", "on Friday", "yesterday", "in June"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.annotation.times import timex
from dateline.annotation.times.cursor import DATE, SET, TIME, Cursor, FoundTime
from dateline.annotation.times.vocabulary import (
    DAY,
    DAYPART,
    DAYPARTS,
    FIXED_DAYS,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    WORDS,
    YEAR,
    either,
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


_WEEKDAY = re.compile(
    rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast)\s)?(?P<weekday>{WEEKDAY})"
    rf"(?P<week>\s(?:last|next|this)\sweek\b)?(?:\s{DAYPART}\b)?"
)
_WITH_DAY = re.compile(rf"{WEEKDAY}[.,]?\s(?:the\s)?(?=\d|{MONTH})")


_FEAST = re.compile(rf"\b(?:{either(WORDS['feasts'].words())})\s$")


def weekday_with_day(cursor: Cursor) -> FoundTime | None:
    """Friday, July 18: the day of the month decides."""
    lead = cursor.match(_WITH_DAY)
    if not lead:
        return None
    return calendar_day(cursor.moved(lead.end()))


_EVERY = re.compile(r"\b(?:every|each)\s$", re.IGNORECASE)


def weekday(cursor: Cursor) -> FoundTime | None:
    """On Friday, last Friday, Friday night, every Friday."""
    found = cursor.match(_WEEKDAY)
    if not found or cursor.before(_FEAST):
        return None
    number = WEEKDAYS[found["weekday"]]
    if cursor.before(_EVERY):
        return FoundTime(found.end(), f"XXXX-WXX-{number}", SET, "repeated")
    if cursor.today is None:
        return FoundTime(found.end(), f"XXXX-WXX-{number}", DATE, "weekday")
    day = _weekday_near(cursor, found, number, cursor.today)
    part = found["part"]
    if part:
        return FoundTime(found.end(), f"{day}T{DAYPARTS[part]}", TIME, "weekday")
    return FoundTime(found.end(), day.isoformat(), DATE, "weekday")


def _weekday_near(cursor: Cursor, found: re.Match[str], number: int, today: date) -> date:
    back = (today.isoweekday() - number) % 7
    ahead = (number - today.isoweekday()) % 7
    if found["week"]:
        weeks = {"last": -1, "this": 0, "next": 1}[found["week"].split()[0]]
        return today + timedelta(number - today.isoweekday() + 7 * weeks)
    match (found["which"] or "").lower():
        case "last" | "past":
            return today - timedelta(back or 7)
        case "next":
            return today + timedelta(ahead or 7)
        case "this" | "coming":
            return today + timedelta(ahead)
    if back and cursor.future:
        return today + timedelta(ahead)
    return today - timedelta(back)


_RELATIVE = re.compile(
    r"(?:(?:earlier|later|late|early)\s)?(?P<word>(?:the day )?after tomorrow|"
    r"(?:the day )?before yesterday|today|tonight|yesterday|tomorrow|last night|"
    rf"this {DAYPART}|(?:in|during) the (?P<same>morning|afternoon|"
    rf"evening))\b(?:\s(?P<part2>morning|afternoon|evening|night)\b)?",
    re.IGNORECASE,
)


_SHIFTS = {
    "yesterday": -1,
    "last night": -1,
    "before yesterday": -2,
    "tomorrow": 1,
    "after tomorrow": 2,
}


def relative_day(cursor: Cursor) -> FoundTime | None:
    """Today, yesterday evening, the day after tomorrow."""
    found = cursor.match(_RELATIVE)
    if not found or cursor.today is None or found["same"]:
        return None
    word = found["word"].lower()
    shift = _SHIFTS.get(word.removeprefix("the day "), 0)
    day = (cursor.today + timedelta(shift)).isoformat()
    part = found["part"] or found["part2"]
    if word in ("tonight", "last night"):
        part = "night"
    if part:
        return FoundTime(found.end(), f"{day}T{DAYPARTS[part.lower()]}", TIME, "relative day")
    return FoundTime(found.end(), day, DATE, "relative day")


_THE_DAY = re.compile(
    r"(?:the same|that|the) day\b(?!\s(?:of|when|that|he|she|they|it|the|we|I|to|in|"
    r"will)\b|\s(?:after|before)\s(?:the|an?|he|she|they|it|his|her|their|[A-Z])\b)",
    re.IGNORECASE,
)
_ON_THE_DAY = re.compile(
    r"\b(?:on|of|for|in|during|throughout|into|close[ds]?|closing|end(?:ed|s|ing)?|"
    r"finish(?:ed|es|ing)?|start(?:ed|s|ing)?|began) $",
    re.IGNORECASE,
)


def the_day(cursor: Cursor) -> FoundTime | None:
    """The day that was named last, else the article's day."""
    found = cursor.match(_THE_DAY)
    day = cursor.last_day or cursor.today
    if not found or day is None or not cursor.before(_ON_THE_DAY):
        return None
    return FoundTime(found.end(), day.isoformat(), DATE, "the day named before")


def fixed_day(cursor: Cursor) -> FoundTime | None:
    """Christmas Day, New Year's Eve 2024."""
    found = cursor.match(_FIXED)
    if not found:
        return None
    month, day = (int(part) for part in FIXED_DAYS[found["name"]].split("-"))
    year = int(found["year"]) if found["year"] else None
    if year is None and cursor.today is not None:
        year = timex.nearest_year(month, day, cursor.today)
    head = f"{year:04d}" if year else "XXXX"
    return FoundTime(found.end(), f"{head}-{month:02d}-{day:02d}", DATE, "fixed day")


_FIXED = re.compile(rf"(?P<name>{either(FIXED_DAYS)})(?:,?\s{YEAR})?(?![\w’'])")
