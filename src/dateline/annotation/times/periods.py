"""Rules for weeks, quarters, seasons and what is counted: "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.annotation.times import timex
from dateline.annotation.times import vocabulary as w
from dateline.annotation.times.cursor import DATE, DURATION, Found, Place
from dateline.annotation.times.days import calendar_day, named_month
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


def period(p: Place) -> Found | None:
    """This week, last year, the following month."""
    found = p.match(_PERIOD)
    if not found or p.today is None:
        return None
    which = found["which"].lower().removeprefix("the ")
    unit = found["unit"].lower()
    if which == "past" or (which == "last" and found[0].lower().startswith("the ")):
        if unit in ("weekend", "spring", "summer", "autumn", "fall", "winter"):
            return None
        return Found(found.end(), w.UNITS[unit] % 1, DURATION, "length of time")
    day, step = p.today, _STEP.get(which, 0)
    if which in _ANCHORED:
        day, step = _anchor(p, unit, p.today), _ANCHORED[which]
    value = _unit_value(day, unit, step, which)
    return Found(found.end(), value, DATE, "period") if value else None


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
            return _season_near(day, w.SEASONS[unit], which)
    return timex.shifted(day, unit, step)


def _anchor(p: Place, unit: str, today: date) -> date:
    """The day that "the previous year", "two days later" count from: for years the date that
    was named last, else the day named last, else the article's."""
    if unit == "year" and p.said_year:
        return today.replace(year=p.said_year, day=1)
    return p.named or today


_SAME_A_YEAR_AGO = re.compile(
    r"(?:the\s)?same\s(?:period|month|quarter|week|time|day)\s(?:(?:of|in)\s)?(?:the\s)?"
    r"(?:last\syear|previous\syear|year\s(?:before|earlier)|an?\syear\s(?:ago|"
    r"earlier|before)|one\syear\s(?:ago|earlier))\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"the\s(?P<unit>year|month|week|day)\s(?P<way>before|earlier|previous|prior|"
    r"after)\b(?!\s(?:the|a|an|he|she|it|they|his|her|last|that|\w+ing)\b)",
    re.IGNORECASE,
)


def same_a_year_ago(p: Place) -> Found | None:
    """The same period last year: the date named last, one year back."""
    found = p.match(_SAME_A_YEAR_AGO)
    year = p.said_year
    if not found or year is None or "/" in p.said or "W" in p.said:
        return None
    return Found(found.end(), f"{year - 1:04d}{p.said[4:10]}", DATE, "same time a year ago")


def unit_before(p: Place) -> Found | None:
    """The year before, the day after: counted from the date named last."""
    found = p.match(_YEAR_BEFORE)
    if not found or p.today is None:
        return None
    unit = found["unit"].lower()
    step = 1 if found["way"].lower() == "after" else -1
    value = _unit_value(_anchor(p, unit, p.today), unit, step, "")
    return Found(found.end(), value, DATE, "period") if value else None


_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season_near(day: date, letters: str, which: str) -> str:
    """last: the latest that is over; next: the first yet to begin; else this year's."""
    begins = _SEASON_BEGINS[letters]
    year = day.year
    if which == "last" and day.month < begins + 3:
        year -= 1
    elif which in ("next", "coming") and day.month >= begins:
        year += 1
    return f"{year}-{letters}"


_AGO = re.compile(
    rf"(?:(?:about|around|nearly|almost|over|some|more than|less than|just|"
    rf"only)\s)?{w.NUMBER}(?:\sand\sa\shalf)?[\s-]{w.UNIT}\s(?P<way>ago|earlier|"
    rf"before|later|prior|after that|from now|from today|previously)\b",
    re.IGNORECASE,
)


def counted(p: Place) -> Found | None:
    """Three days ago, a year earlier, two weeks from now."""
    found = p.match(_AGO)
    if not found or p.today is None:
        return None
    count, unit = w.number(found["number"]), found["unit"].lower()
    unit = {"centuries": "century"}.get(unit, unit.removesuffix("s"))
    way = found["way"].lower()
    past = way in ("ago", "earlier", "before", "prior", "previously")
    if count is None:
        return Found(found.end(), "PAST_REF" if past else "FUTURE_REF", DATE, "counted back")
    from_today = way in ("ago", "from now", "from today")
    day = p.today if from_today else _anchor(p, unit, p.today)
    value = timex.shifted(day, unit, -int(count) if past else int(count))
    return (
        Found(found.end(), value, DATE, "counted back" if past else "counted on") if value else None
    )


_PART_OF_PERIOD = re.compile(
    r"(?:(?P<edge>early|late|mid|(?:the\s)?(?:very\s)?(?:beginning|start|end|middle|"
    r"close|turn|rest|remainder|course)\s(?:of|in|to))[\s-](?:the\s)?|"
    r"the\s(?:entire|whole|full)\s|throughout\s(?:the\s)?)",
    re.IGNORECASE,
)
_BARE_UNIT = re.compile(
    r"(?:the\s)?(?P<unit>week|month|year|decade|century|day)\b(?!-|'|’)(?!\s(?:ago|earlier|later))"
)


def part_of_period(p: Place) -> Found | None:
    """Early June, the end of last year, the beginning of the year: the period as a whole."""
    lead = p.match(_PART_OF_PERIOD)
    if not lead:
        return None
    inner = p.moved(lead.end())
    for rule in (calendar_day, quarter, named_month, season, period, years, year):
        found = rule(inner)
        if found and found.kind is DATE:
            return Found(found.end, found.value, DATE, found.rule)
    unit = inner.match(_BARE_UNIT)
    if unit and p.today:
        value = (
            _unit_value(p.named or p.today, "day", 0, "")
            if unit["unit"] == "day"
            else (_unit_value(p.today, unit["unit"], 0, ""))
        )
        return Found(unit.end(), value, DATE, "period") if value else None
    return None


_LAST_MONTH = re.compile(
    rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\s{w.MONTH}(?![\w'’-])(?!\s\d)"
)


def last_month(p: Place) -> Found | None:
    """Last September: the latest that is over; next March: the first to come."""
    found = p.match(_LAST_MONTH)
    if not found or p.today is None:
        return None
    number = w.MONTHS[found["month"]]
    year = p.today.year
    match found["which"].lower():
        case "last" | "past":
            year -= number >= p.today.month
        case "next":
            year += number <= p.today.month
        case _:
            pass
    return Found(found.end(), timex.month(year, number), DATE, "month")


_QUARTER = re.compile(
    rf"(?:the\s)?(?P<nth>{w.either(w.ORDINALS)}|last|Q[1-4])(?:[\s-](?P<unit>quarter|half)\b)?"
    rf"(?:\s(?:of|in)\s(?:the\s)?(?P<of>this|last|next|previous|same|"
    rf"current)\s(?:financial\s|fiscal\s)?year\b|(?:\s(?:of|in)|"
    rf",)?\s(?:the\s)?(?:fiscal\s|financial\s)?{w.YEAR})?",
    re.IGNORECASE,
)


def quarter(p: Place) -> Found | None:
    """The third quarter of 2009, Q3, the first half of this year."""
    found = p.match(_QUARTER)
    if not found:
        return None
    nth, unit = found["nth"].lower(), (found["unit"] or "").lower()
    if not unit and not (nth.startswith("q") and nth[1:].isdigit()):
        return None
    half = unit == "half"
    if found["year"]:
        year = int(found["year"])
    elif p.today is None:
        return None
    elif nth == "last":
        if half:
            return None
        number = (p.today.month + 2) // 3 - 1
        return Found(found.end(), timex.quarter(p.today.year, number), DATE, "quarter")
    elif found["of"]:
        step = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1, "same": 0}
        year = p.today.year + step[found["of"].lower()]
    elif half:
        return None
    else:
        year = _quarter_year(p, int(nth[1:]) if nth.startswith("q") else w.ORDINALS[nth], p.today)
    number = int(nth[1:]) if nth.startswith("q") else w.ORDINALS.get(nth, 2)
    if half:
        return Found(found.end(), f"{year}-H{min(number, 2)}", DATE, "half year")
    return Found(found.end(), timex.quarter(year, number), DATE, "quarter")


def _quarter_year(p: Place, number: int, today: date) -> int:
    """A quarter without a year has begun already, unless the clause tells of what is to come."""
    if p.future:
        return today.year + (number < (today.month + 2) // 3)
    return today.year - (number > (today.month + 2) // 3)


_SEASON = re.compile(
    rf"(?:the\s)?(?P<season>{w.either(w.SEASONS)})(?:\s(?:of\s)?{w.YEAR})?(?![\w-])", re.IGNORECASE
)
_LEADS_TO_SEASON = re.compile(
    r"\b(?:in|by|since|until|during|of|every|late|early|through)\s$", re.IGNORECASE
)


def season(p: Place) -> Found | None:
    found = p.match(_SEASON)
    if not found:
        return None
    letters = w.SEASONS[found["season"].lower()]
    if found["year"]:
        return Found(found.end(), f"{found['year']}-{letters}", DATE, "season")
    if p.today is None or not p.before(_LEADS_TO_SEASON):
        return None
    begins, year = _SEASON_BEGINS[letters], p.today.year
    if p.future:
        year += begins + 3 <= p.today.month
    else:
        year -= begins > p.today.month + 3
    return Found(found.end(), f"{year}-{letters}", DATE, "season")


_WEEKEND = re.compile(r"(?:[Oo]ver\s)?the weekend\b")


def the_weekend(p: Place) -> Found | None:
    """The weekend: the latest that has begun, unless the clause tells of what is to come."""
    found = p.match(_WEEKEND)
    if not found or p.today is None:
        return None
    day = p.today if p.future or p.today.isoweekday() >= 6 else p.today - timedelta(7)
    return Found(found.end(), timex.weekend(day), DATE, "weekend")


_WEEK_OF_MONTH = re.compile(
    rf"(?:the\s)?(?P<nth>first|second|third|fourth|last)\sweek\s(?:of|"
    rf"in)\s{w.MONTH}(?:,?\s{w.YEAR})?"
)


def week_of_month(p: Place) -> Found | None:
    """The last week of March: the ISO week of its seventh last day."""
    found = p.match(_WEEK_OF_MONTH)
    if not found or (p.today is None and not found["year"]):
        return None
    number = w.MONTHS[found["month"]]
    inner = named_month(p.moved(found.start("month")))
    if inner is None:
        return None
    year = int(found["year"] or inner.value[:4])
    last = timex.last_day(timex.month(year, number))
    if last is None:
        return None
    nth = found["nth"].lower()
    day = last - timedelta(6) if nth == "last" else date(year, number, 7 * w.ORDINALS[nth] - 6 + 3)
    return Found(found.end(), timex.week(day), DATE, "week of a month")
