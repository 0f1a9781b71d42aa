"""Rules for times of day, durations, repeated times, and words that name no day."""

from __future__ import annotations

import re
from datetime import date

from dateline.annotation.times.cursor import DATE, DURATION, SET, TIME, Cursor, FoundTime
from dateline.annotation.times.days import calendar_day
from dateline.annotation.times.relative_days import relative_day, weekday, weekday_with_day
from dateline.annotation.times.vocabulary import (
    LONG_PAST,
    NUMBER,
    REFERENCES,
    SETS,
    UNIT,
    UNITS,
    either,
    number_value,
)

_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|"
    r"2[0-3])(?:[:.h]?(?P<minute>[0-5]\d))?(?P<half>\s?[ap]\.?m\b\.?)?(?P<zone>\s\(?(?:UTC|"
    r"GMT)\b(?:\s?[+-]\d+)?\)?|Z\b)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"(?P<word>noon|midnight|midday)\b", re.IGNORECASE)


def clock(cursor: Cursor) -> FoundTime | None:
    """14:48 UTC, 6:40 p.m.: on the day named right after it ("on Sunday"), or last, else on the
    article's day."""
    found = cursor.match(_CLOCK)
    day = (_day_after(cursor, found.end()) if found else None) or cursor.last_day or cursor.today
    if (
        not found
        or day is None
        or not (found["half"] or found["zone"] or _is_clock_after_preposition(cursor, found))
    ):
        return None
    if found["zone"] and not found["minute"] and not found["half"]:
        return None
    hour = int(found["hour"])
    half = (found["half"] or "").strip().lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    zone = "Z" if (found["zone"] or "").strip(" ()") in ("UTC", "GMT", "Z") else ""
    return FoundTime(
        found.end(), f"{day}T{hour:02d}:{found['minute'] or '00'}{zone}", TIME, "clock"
    )


_GAP_TO_DAY = re.compile(
    r"(?:\s(?:local\stime|[A-Z]{2,4}))?,?\s(?:on\s)?(?=[A-Z]|today|yester|tomor)"
)


def _day_after(cursor: Cursor, end: int) -> date | None:
    """The day named right after a time of day."""
    gap = _GAP_TO_DAY.match(cursor.text, end, cursor.stop)
    if not gap:
        return None
    after = cursor.moved(gap.end())
    found = weekday_with_day(after) or weekday(after) or relative_day(after) or calendar_day(after)
    return date.fromisoformat(found.value) if found and _DAY.fullmatch(found.value) else None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _is_clock_after_preposition(cursor: Cursor, found: re.Match[str]) -> bool:
    return found["minute"] is not None and ":" in found[0] and cursor.before(_AT)


_AT = re.compile(
    r"\b(?:at|by|until|from|around|about|since|before|after|between|and) $", re.IGNORECASE
)


def noon(cursor: Cursor) -> FoundTime | None:
    """Noon, midnight: of the day named last, else of the article's day."""
    found = cursor.match(_NOON)
    day = cursor.last_day or cursor.today
    if not found or day is None:
        return None
    hour = "24:00" if found["word"].lower() == "midnight" else "12:00"
    return FoundTime(found.end(), f"{day}T{hour}", TIME, "clock")


_LENGTH = re.compile(
    rf"(?:the\s(?:next|past|last|previous|coming|first|"
    rf"final)\s)?{NUMBER}(?P<half>\sand\sa\shalf)?[\s-](?:(?:consecutive|straight|"
    rf"more|full|whole|long|trading|working)\s)?{UNIT}\b(?!-old|"
    rf"\sold\b)(?!\s(?:ago|earlier)\b)",
    re.IGNORECASE,
)
_VAGUE_LENGTH = re.compile(
    r"(?:over\sthe\s|for\s|(?:many|several|recent|past)\s)(?P<unit>days|weeks|"
    r"months|years|decades|centuries)\b|(?P<long>decades|centuries|years|"
    r"months)(?:-long|\sof\b|\slater\b)",
    re.IGNORECASE,
)


def length(cursor: Cursor) -> FoundTime | None:
    """Two years, 18 months, five-year, the past nine days."""
    found = cursor.match(_LENGTH)
    if found:
        unit = found["unit"].lower()
        count = number_value(found["number"])
        figure = "X" if count is None else f"{count + (0.5 if found['half'] else 0):g}"
        if unit.startswith(("decade", "centur")) and figure == "X":
            return FoundTime(found.end(), "PXY", DURATION, "length of time")
        if unit.startswith("second") and found["number"].lower() in ("a", "the", "one"):
            return None
        return FoundTime(found.end(), UNITS[unit] % figure, DURATION, "length of time")
    found = cursor.match(_VAGUE_LENGTH)
    if not found:
        return None
    unit = (found["unit"] or found["long"]).lower()
    pattern = "P%sY" if unit in ("decades", "centuries") else UNITS[unit]
    return FoundTime(found.end(), pattern % "X", DURATION, "length of time")


_REFERENCE = re.compile(rf"(?P<word>{either(REFERENCES)})\b(?!-)", re.IGNORECASE)
_SET = re.compile(rf"(?P<word>{either(SETS)})\b(?!\s[A-Z])", re.IGNORECASE)


def reference(cursor: Cursor) -> FoundTime | None:
    """Now, recently, soon: a value without a date, such as PAST_REF."""
    found = cursor.match(_REFERENCE)
    if not found:
        return None
    word = found["word"].lower()
    rule = "long past" if word in LONG_PAST else "reference"
    return FoundTime(found.end(), REFERENCES[word], DATE, rule)


def repeated(cursor: Cursor) -> FoundTime | None:
    """Daily, every week."""
    found = cursor.match(_SET)
    return FoundTime(found.end(), SETS[found["word"].lower()], SET, "repeated") if found else None
