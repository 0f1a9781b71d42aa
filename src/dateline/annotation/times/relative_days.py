"""Rules for days counted from another: "on Friday", "yesterday", "the same day", and feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.annotation.times import timex
from dateline.annotation.times.cursor import DATE, SET, TIME, Cursor, FoundTime
from dateline.annotation.times.days import calendar_day
from dateline.annotation.times.vocabulary import (
    DAYPART,
    DAYPARTS,
    FIXED_DAYS,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    WORDS,
    YEAR,
    either,
)

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
