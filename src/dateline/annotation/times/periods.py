"""Rules for weeks, months, years and counted units: "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.annotation.times import timex
from dateline.annotation.times.cursor import DATE, DURATION, Cursor, FoundTime
from dateline.annotation.times.days import calendar_day, named_month
from dateline.annotation.times.quarters import quarter, season, season_near
from dateline.annotation.times.vocabulary import (
    MONTH,
    MONTHS,
    NUMBER,
    ORDINALS,
    SEASONS,
    UNIT,
    UNITS,
    YEAR,
    number_value,
)
from dateline.annotation.times.years import year, years

_PERIOD = re.compile(
    r"(?:(?:earlier|later|late|early|mid)\s)?(?:the\s)?(?P<which>this|last|next|"
    r"(?:the\s)?previous|(?:the\s)?following|(?:the\s)?(?:current|present)|coming|"
    r"that|the same|past|same)\s"
    r"(?:calendar\s|financial\s|fiscal\s)?(?P<unit>day|week|weekend|month|quarter|"
    r"year|decade|century|spring|summer|autumn|fall|winter)\b(?!-)(?!'s-)",
    re.IGNORECASE,
)
_STEP = {"last": -1, "next": 1, "this": 0, "coming": 1, "current": 0, "present": 0}
_ANCHORED = {"previous": -1, "following": 1, "that": 0, "same": 0}


def period(cursor: Cursor) -> FoundTime | None:
    """This week, last year, the following month."""
    found = cursor.match(_PERIOD)
    if not found or cursor.today is None:
        return None
    which = found["which"].lower().removeprefix("the ")
    unit = found["unit"].lower()
    if which == "past" or (which == "last" and found[0].lower().startswith("the ")):
        if unit in ("weekend", "spring", "summer", "autumn", "fall", "winter"):
            return None
        return FoundTime(found.end(), UNITS[unit] % 1, DURATION, "length of time")
    day, step = cursor.today, _STEP.get(which, 0)
    if which in _ANCHORED:
        day, step = _anchor(cursor, unit, cursor.today), _ANCHORED[which]
    value = _unit_value(day, unit, step, which)
    return FoundTime(found.end(), value, DATE, "period") if value else None


def _unit_value(day: date, unit: str, step: int, which: str) -> str | None:
    match unit:
        case "week":
            return timex.week(day + timedelta(7 * step))
        case "weekend":
            return timex.weekend(day + timedelta(7 * step))
        case "decade":
            return str(day.year // 10 + step)
        case "century":
            return str(day.year // 100 + step)
        case "spring" | "summer" | "autumn" | "fall" | "winter":
            return season_near(day, SEASONS[unit], which)
    return timex.shifted(day, unit, step)


def _anchor(cursor: Cursor, unit: str, today: date) -> date:
    """The day that "the previous year" and "two days later" count from: for years the date that
    was named last, else the day named last, else the article's day."""
    if unit == "year" and cursor.last_year:
        return today.replace(year=cursor.last_year, day=1)
    return cursor.last_day or today


_SAME_A_YEAR_AGO = re.compile(
    r"(?:the\s)?same\s(?:period|month|quarter|week|time|day)\s(?:(?:of|in)\s)?(?:the\s)?"
    r"(?:last\syear|previous\syear|year\s(?:before|earlier)|an?\syear\s(?:ago|"
    r"earlier|before)|one\syear\s(?:ago|earlier))\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"the\s(?P<unit>year|month|week|day)\s(?P<direction>before|earlier|previous|prior|"
    r"after)\b(?!\s(?:the|a|an|he|she|it|they|his|her|last|that|\w+ing)\b)",
    re.IGNORECASE,
)


def same_a_year_ago(cursor: Cursor) -> FoundTime | None:
    """The same period last year: the date named last, one year back."""
    found = cursor.match(_SAME_A_YEAR_AGO)
    year = cursor.last_year
    if not found or year is None or "/" in cursor.last_value or "W" in cursor.last_value:
        return None
    return FoundTime(
        found.end(), f"{year - 1:04d}{cursor.last_value[4:10]}", DATE, "same time a year ago"
    )


def unit_before(cursor: Cursor) -> FoundTime | None:
    """The year before, the day after: counted from the date named last."""
    found = cursor.match(_YEAR_BEFORE)
    if not found or cursor.today is None:
        return None
    unit = found["unit"].lower()
    step = 1 if found["direction"].lower() == "after" else -1
    value = _unit_value(_anchor(cursor, unit, cursor.today), unit, step, "")
    return FoundTime(found.end(), value, DATE, "period") if value else None


_COUNTED = re.compile(
    rf"(?:(?:about|around|nearly|almost|over|some|more than|less than|just|"
    rf"only)\s)?{NUMBER}(?:\sand\sa\shalf)?[\s-]{UNIT}\s(?P<direction>ago|earlier|"
    rf"before|later|prior|after that|from now|from today|previously)\b",
    re.IGNORECASE,
)


def counted(cursor: Cursor) -> FoundTime | None:
    """Three days ago, a year earlier, two weeks from now."""
    found = cursor.match(_COUNTED)
    if not found or cursor.today is None:
        return None
    count, unit = number_value(found["number"]), found["unit"].lower()
    unit = {"centuries": "century"}.get(unit, unit.removesuffix("s"))
    direction = found["direction"].lower()
    past = direction in ("ago", "earlier", "before", "prior", "previously")
    if count is None:
        return FoundTime(found.end(), "PAST_REF" if past else "FUTURE_REF", DATE, "counted back")
    from_today = direction in ("ago", "from now", "from today")
    day = cursor.today if from_today else _anchor(cursor, unit, cursor.today)
    value = timex.shifted(day, unit, -int(count) if past else int(count))
    rule = "counted back" if past else "counted on"
    return FoundTime(found.end(), value, DATE, rule) if value else None


_PART_OF_PERIOD = re.compile(
    r"(?:(?P<edge>early|late|mid|(?:the\s)?(?:very\s)?(?:beginning|start|end|middle|"
    r"close|turn|rest|remainder|course)\s(?:of|in|to))[\s-](?:the\s)?|"
    r"the\s(?:entire|whole|full)\s|throughout\s(?:the\s)?)",
    re.IGNORECASE,
)
_BARE_UNIT = re.compile(
    r"(?:the\s)?(?P<unit>week|month|year|decade|century|day)\b(?!-|'|’)(?!\s(?:ago|earlier|later))"
)


def part_of_period(cursor: Cursor) -> FoundTime | None:
    """Early June, the end of last year, the beginning of the year: the period as a whole."""
    lead = cursor.match(_PART_OF_PERIOD)
    if not lead:
        return None
    inner = cursor.moved(lead.end())
    for rule in (calendar_day, quarter, named_month, season, period, years, year):
        found = rule(inner)
        if found and found.kind is DATE:
            return FoundTime(found.end, found.value, DATE, found.rule)
    unit = inner.match(_BARE_UNIT)
    if unit and cursor.today:
        day = (cursor.last_day or cursor.today) if unit["unit"] == "day" else cursor.today
        value = _unit_value(day, unit["unit"], 0, "")
        return FoundTime(unit.end(), value, DATE, "period") if value else None
    return None


_LAST_MONTH = re.compile(rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\s{MONTH}(?![\w'’-])(?!\s\d)")


def last_month(cursor: Cursor) -> FoundTime | None:
    """Last September: the latest that is over; next March: the first to come."""
    found = cursor.match(_LAST_MONTH)
    if not found or cursor.today is None:
        return None
    number = MONTHS[found["month"]]
    year = cursor.today.year
    match found["which"].lower():
        case "last" | "past":
            year -= number >= cursor.today.month
        case "next":
            year += number <= cursor.today.month
        case _:
            pass
    return FoundTime(found.end(), timex.month(year, number), DATE, "month")


_WEEKEND = re.compile(r"(?:[Oo]ver\s)?the weekend\b")


def the_weekend(cursor: Cursor) -> FoundTime | None:
    """The weekend: the latest that has begun, unless the clause is in the future."""
    found = cursor.match(_WEEKEND)
    if not found or cursor.today is None:
        return None
    day = (
        cursor.today
        if cursor.future or cursor.today.isoweekday() >= 6
        else cursor.today - timedelta(7)
    )
    return FoundTime(found.end(), timex.weekend(day), DATE, "weekend")


_WEEK_OF_MONTH = re.compile(
    rf"(?:the\s)?(?P<nth>first|second|third|fourth|last)\sweek\s(?:of|"
    rf"in)\s{MONTH}(?:,?\s{YEAR})?"
)


def week_of_month(cursor: Cursor) -> FoundTime | None:
    """The last week of March: the ISO week of its seventh last day."""
    found = cursor.match(_WEEK_OF_MONTH)
    if not found or (cursor.today is None and not found["year"]):
        return None
    number = MONTHS[found["month"]]
    inner = named_month(cursor.moved(found.start("month")))
    if inner is None:
        return None
    year = int(found["year"] or inner.value[:4])
    last = timex.last_day(timex.month(year, number))
    if last is None:
        return None
    nth = found["nth"].lower()
    day = last - timedelta(6) if nth == "last" else date(year, number, 7 * ORDINALS[nth] - 6 + 3)
    return FoundTime(found.end(), timex.week(day), DATE, "week of a month")
