"""How dates of other calendars and eras are printed, and their parts as those of the Gregorian one.

A shape has groups of its own names (`era_year`, `persian`), by which `gregorian_parts` knows it. A
year of the Persian or the Buddhist calendar in numbers ("1404/04/27", "18/07/2568") is known by the
language or the country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dateline.normalize.dates.calendars import eras, hebrew, persian
from dateline.normalize.dates.locale import DateHints, country_of

_NUMBER = "[\\d〇零一二三四五六七八九十元]{1,4}"
_DAY_OF_MONTH = rf"\s?(?P<cjk_month>{_NUMBER})\s?月\s?(?P<cjk_day>{_NUMBER})\s?日"
_PERSIAN_MONTH = persian.MONTH.replace("ی", "[یي]").replace("ک", "[کك]")

_LETTER_OF_ERA = (
    r"(?<!\w)(?P<letter>(?-i:[RHSTM]))\.?(?P<era_year>\d{1,2})([./])(?P<cjk_month>\d{1,2})\3"
    r"(?P<cjk_day>\d{1,2})(?!\d)"
)
_CHARACTERS = (
    r"(?P<cjk_year>\d{4}|[〇零一二三四五六七八九]{4})\s?年(?:\s?[（(][^()（）]{2,10}[)）])?"
    + _DAY_OF_MONTH
)
_THAI = (
    r"(?P<day>\d{1,2})\s*(?P<thai>(?:[ก-๛]{1,4}\.){2}|[ก-๛]{4,12})\s*"
    r"(?:[พค]\.?\s?ศ\.?\s*)?(?P<thai_year>\d{4}|\d\d)(?!\d)"
)
_PERSIAN = (
    rf"(?P<day>\d{{1,2}})\s+(?P<persian>{_PERSIAN_MONTH})(?:[\s\u200c]?ماه)?،?\s+"
    r"(?:سال\s+)?(?P<persian_year>1[34]\d\d)(?!\d)"
)
_HEBREW = (
    r"(?<![א-ת])(?P<hebrew_day>[א-ל][\"״'׳]?[א-ט]?['׳]?)\s+ב?"
    rf"(?P<hebrew>{hebrew.MONTH})\s+(?:ה['׳])?(?P<hebrew_year>ת[א-ת]{{0,3}}[\"״][א-ת])"
)
_VIETNAMESE = r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm|,)?\s+(?P<year>\d{4})(?!\d)"
_WEEK = r"(?<![\w-])(?P<week_year>\d{4})-?(?-i:W)(?P<week>\d\d)-?(?P<weekday>[1-7])(?=T\d|\W|$)"

SHAPES = tuple(
    (re.compile(sign), re.compile(shape, re.I))
    for sign, shape in (
        (eras.ERA, rf"(?P<era>{eras.ERA})\s?(?P<era_year>{_NUMBER})\s?年{_DAY_OF_MONTH}"),
        (r"[RHSTM]\.?\d", _LETTER_OF_ERA),
        (r"[〇零一二三四五六七八九十]\s?[年月日]|年\s?[（(]", _CHARACTERS),
        ("[ก-๛]", _THAI),
        ("[\u0600-\u06ff]", _PERSIAN),
        ("[\"״'׳]", _HEBREW),
        ("tháng", _VIETNAMESE),
        (r"W\d", _WEEK),
    )
)
"""Each with a sign without which it is not looked for."""

Parts = Mapping[str, str | None]
"""The groups of a shape: year, month or name, day, hour, minute, second, half, zone, or those of
another calendar. What a shape does not have is absent."""


def gregorian_parts(parts: Parts, hints: DateHints) -> tuple[Parts, str | None] | None:
    """The parts of the Gregorian date, and in words what was converted, if anything was. None if
    the other calendar has no such day, or if nothing says that it is meant."""
    if parts.get("week_year"):
        return _of_week(parts)
    if parts.get("era_year") or parts.get("cjk_year"):
        return _of_characters(parts, hints)
    if parts.get("thai_year"):
        year = int(parts["thai_year"] or 0)
        named = {**parts, "name": parts["thai"]}
        if 1900 <= year <= 2100:
            return {**named, "year": str(year)}, None
        return {**named, "year": str(eras.from_buddhist(year))}, _note(year, "Buddhist")
    if parts.get("persian_year"):
        year, month = int(parts["persian_year"] or 0), persian.month_of(parts["persian"] or "")
        return _with_day(parts, persian.gregorian(year, month or 0, _day(parts)), year, "Persian")
    if parts.get("hebrew_year"):
        year = hebrew.number_of(parts["hebrew_year"] or "") or 0
        month, day = (
            hebrew.month_of(parts["hebrew"] or ""),
            hebrew.number_of(parts["hebrew_day"] or ""),
        )
        found = hebrew.gregorian(year, month or 0, day or 0)
        return _with_day(parts, found, 5000 + year, "Hebrew")
    return _of_country(parts, hints)


def _of_country(parts: Parts, hints: DateHints) -> tuple[Parts, str | None] | None:
    """A date in numbers, whose year is of the country's calendar."""
    year = int(parts.get("year") or 0)
    language, country = (hints.language or "")[:2], country_of(hints.domain)
    if year in eras.BUDDHIST_YEARS and (language == "th" or country == "TH"):
        return {**parts, "year": str(eras.from_buddhist(year))}, _note(year, "Buddhist")
    numbers = parts.get("month") and parts.get("day")
    if numbers and year in persian.YEARS and (language in ("fa", "ps") or country in ("IR", "AF")):
        found = persian.gregorian(year, int(parts["month"] or 0), _day(parts))
        return _with_day(parts, found, year, "Persian")
    return parts, None


def _of_characters(parts: Parts, hints: DateHints) -> tuple[Parts, str | None] | None:
    era = parts.get("era") or parts.get("letter")
    year, month, day = (
        eras.number_of(parts.get(name) or "")
        for name in ("era_year" if era else "cjk_year", "cjk_month", "cjk_day")
    )
    if year is None or month is None or day is None:
        return None
    found = {**parts, "year": str(year), "month": str(month), "day": str(day)}
    if era is None:
        return found, None
    if parts.get("letter") and (hints.language or "")[:2] != "ja":
        return None
    return {**found, "year": str(eras.year_of_era(era, year))}, f"{era} {year} is a year of an era"


def _of_week(parts: Parts) -> tuple[Parts, str | None] | None:
    """The day of a week by ISO 8601."""
    year, week, weekday = (int(parts[name] or 0) for name in ("week_year", "week", "weekday"))
    try:
        found = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None
    return _in_numbers(parts, found), f"day {weekday} of week {week}"


def _with_day(
    parts: Parts, found: date | None, year: int, calendar: str
) -> tuple[Parts, str | None] | None:
    return (_in_numbers(parts, found), _note(year, calendar)) if found is not None else None


def _in_numbers(parts: Parts, day: date) -> Parts:
    return {**parts, "year": str(day.year), "month": str(day.month), "day": str(day.day)}


def _day(parts: Parts) -> int:
    return int(parts.get("day") or 0)


def _note(year: int, calendar: str) -> str:
    return f"{year} is a year of the {calendar} calendar"
