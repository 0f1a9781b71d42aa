"""Rules for the clock, lengths of time, and words that name no day."""

from __future__ import annotations

import re
from datetime import date

from dateline.annotation.times import vocabulary as w
from dateline.annotation.times.cursor import DATE, DURATION, SET, TIME, Found, Place
from dateline.annotation.times.days import calendar_day, relative_day, weekday, weekday_with_day

_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|"
    r"2[0-3])(?:[:.h]?(?P<minute>[0-5]\d))?(?P<half>\s?[ap]\.?m\b\.?)?(?P<zone>\s\(?(?:UTC|"
    r"GMT)\b(?:\s?[+-]\d+)?\)?|Z\b)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"(?P<word>noon|midnight|midday)\b", re.IGNORECASE)


def clock(p: Place) -> Found | None:
    """14:48 UTC, 6:40 p.m.: on the day that follows ("on Sunday"), or was named last, else on
    the article's."""
    found = p.match(_CLOCK)
    day = (_day_behind(p, found.end()) if found else None) or p.named or p.today
    if not found or day is None or not (found["half"] or found["zone"] or _plain_clock(p, found)):
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
    return Found(found.end(), f"{day}T{hour:02d}:{found['minute'] or '00'}{zone}", TIME, "clock")


_DAY_BEHIND = re.compile(
    r"(?:\s(?:local\stime|[A-Z]{2,4}))?,?\s(?:on\s)?(?=[A-Z]|today|yester|tomor)"
)


def _day_behind(p: Place, end: int) -> date | None:
    """The day named right behind a time of the clock."""
    gap = _DAY_BEHIND.match(p.text, end, p.stop)
    if not gap:
        return None
    place = p.moved(gap.end())
    found = weekday_with_day(place) or weekday(place) or relative_day(place) or calendar_day(place)
    return date.fromisoformat(found.value) if found and _DAY.fullmatch(found.value) else None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _plain_clock(p: Place, found: re.Match[str]) -> bool:
    return found["minute"] is not None and ":" in found[0] and p.before(_AT)


_AT = re.compile(
    r"\b(?:at|by|until|from|around|about|since|before|after|between|and) $", re.IGNORECASE
)


def noon(p: Place) -> Found | None:
    found = p.match(_NOON)
    day = p.named or p.today
    if not found or day is None:
        return None
    hour = "24:00" if found["word"].lower() == "midnight" else "12:00"
    return Found(found.end(), f"{day}T{hour}", TIME, "clock")


_LENGTH = re.compile(
    rf"(?:the\s(?:next|past|last|previous|coming|first|"
    rf"final)\s)?{w.NUMBER}(?P<half>\sand\sa\shalf)?[\s-](?:(?:consecutive|straight|"
    rf"more|full|whole|long|trading|working)\s)?{w.UNIT}\b(?!-old|"
    rf"\sold\b)(?!\s(?:ago|earlier)\b)",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?:over\sthe\s|for\s|(?:many|several|recent|past)\s)(?P<unit>days|weeks|"
    r"months|years|decades|centuries)\b|(?P<long>decades|centuries|years|"
    r"months)(?:-long|\sof\b|\slater\b)",
    re.IGNORECASE,
)


def length(p: Place) -> Found | None:
    """Two years, 18 months, five-year, the past nine days."""
    found = p.match(_LENGTH)
    if found:
        unit = found["unit"].lower()
        count = w.number(found["number"])
        figure = "X" if count is None else f"{count + (0.5 if found['half'] else 0):g}"
        if unit.startswith(("decade", "centur")) and figure == "X":
            return Found(found.end(), "PXY", DURATION, "length of time")
        if unit.startswith("second") and found["number"].lower() in ("a", "the", "one"):
            return None
        return Found(found.end(), w.UNITS[unit] % figure, DURATION, "length of time")
    found = p.match(_MANY)
    if not found:
        return None
    unit = (found["unit"] or found["long"]).lower()
    pattern = "P%sY" if unit in ("decades", "centuries") else w.UNITS[unit]
    return Found(found.end(), pattern % "X", DURATION, "length of time")


_REFERENCE = re.compile(rf"(?P<word>{w.either(w.REFERENCES)})\b(?!-)", re.IGNORECASE)
_SET = re.compile(rf"(?P<word>{w.either(w.SETS)})\b(?!\s[A-Z])", re.IGNORECASE)


def reference(p: Place) -> Found | None:
    found = p.match(_REFERENCE)
    if not found:
        return None
    word = found["word"].lower()
    rule = "long past" if word in w.LONG_PAST else "reference"
    return Found(found.end(), w.REFERENCES[word], DATE, rule)


def repeated(p: Place) -> Found | None:
    found = p.match(_SET)
    return Found(found.end(), w.SETS[found["word"].lower()], SET, "repeated") if found else None
