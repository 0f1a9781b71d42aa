"""Rules for quarters, half years and seasons: "the third quarter of 2009", "in spring"."""

from __future__ import annotations

import re
from datetime import date

from dateline.annotation.times import timex
from dateline.annotation.times.cursor import DATE, Cursor, FoundTime
from dateline.annotation.times.vocabulary import ORDINALS, SEASONS, YEAR, either

_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_near(day: date, letters: str, which: str) -> str:
    """The season: for "last" the latest that is over, for "next" the first to come, else this
    year's."""
    begins = _SEASON_BEGINS[letters]
    year = day.year
    if which == "last" and day.month < begins + 3:
        year -= 1
    elif which in ("next", "coming") and day.month >= begins:
        year += 1
    return f"{year}-{letters}"


_QUARTER = re.compile(
    rf"(?:the\s)?(?P<nth>{either(ORDINALS)}|last|Q[1-4])(?:[\s-](?P<unit>quarter|half)\b)?"
    rf"(?:\s(?:of|in)\s(?:the\s)?(?P<of>this|last|next|previous|same|"
    rf"current)\s(?:financial\s|fiscal\s)?year\b|(?:\s(?:of|in)|"
    rf",)?\s(?:the\s)?(?:fiscal\s|financial\s)?{YEAR})?",
    re.IGNORECASE,
)


def quarter(cursor: Cursor) -> FoundTime | None:
    """The third quarter of 2009, Q3, the first half of this year."""
    found = cursor.match(_QUARTER)
    if not found:
        return None
    nth, unit = found["nth"].lower(), (found["unit"] or "").lower()
    if not unit and not (nth.startswith("q") and nth[1:].isdigit()):
        return None
    half = unit == "half"
    if found["year"]:
        year = int(found["year"])
    elif cursor.today is None:
        return None
    elif nth == "last":
        if half:
            return None
        number = (cursor.today.month + 2) // 3 - 1
        return FoundTime(found.end(), timex.quarter(cursor.today.year, number), DATE, "quarter")
    elif found["of"]:
        step = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1, "same": 0}
        year = cursor.today.year + step[found["of"].lower()]
    elif half:
        return None
    else:
        year = _quarter_year(
            cursor, int(nth[1:]) if nth.startswith("q") else ORDINALS[nth], cursor.today
        )
    number = int(nth[1:]) if nth.startswith("q") else ORDINALS.get(nth, 2)
    if half:
        return FoundTime(found.end(), f"{year}-H{min(number, 2)}", DATE, "half year")
    return FoundTime(found.end(), timex.quarter(year, number), DATE, "quarter")


def _quarter_year(cursor: Cursor, number: int, today: date) -> int:
    """The year of a quarter without one: it has begun, unless the clause is in the future."""
    if cursor.future:
        return today.year + (number < (today.month + 2) // 3)
    return today.year - (number > (today.month + 2) // 3)


_SEASON = re.compile(
    rf"(?:the\s)?(?P<season>{either(SEASONS)})(?:\s(?:of\s)?{YEAR})?(?![\w-])", re.IGNORECASE
)
_BEFORE_SEASON = re.compile(
    r"\b(?:in|by|since|until|during|of|every|late|early|through)\s$", re.IGNORECASE
)


def season(cursor: Cursor) -> FoundTime | None:
    """In spring, the summer of 2009."""
    found = cursor.match(_SEASON)
    if not found:
        return None
    letters = SEASONS[found["season"].lower()]
    if found["year"]:
        return FoundTime(found.end(), f"{found['year']}-{letters}", DATE, "season")
    if cursor.today is None or not cursor.before(_BEFORE_SEASON):
        return None
    begins, year = _SEASON_BEGINS[letters], cursor.today.year
    if cursor.future:
        year += begins + 3 <= cursor.today.month
    else:
        year -= begins > cursor.today.month + 3
    return FoundTime(found.end(), f"{year}-{letters}", DATE, "season")
