"""Rules for years, decades and centuries."""

from __future__ import annotations

import re

from dateline.annotation.times.cursor import DATE, Cursor, FoundTime
from dateline.annotation.times.vocabulary import YEAR

_YEARS = re.compile(
    r"(?:fiscal\s(?:year\s)?|"
    r"FY\s?)?(?P<first>[12]\d{3})\s?[-–—/]\s?(?P<last>[12]\d{3}|\d\d)(?![\d-]|/\d)"
)
_YEAR = re.compile(
    rf"(?P<fiscal>(?:[Ff]iscal|[Ff]inancial)\s(?:year\s)?|FY\s?)?{YEAR}(?![\w-]*\d)(?!-\w+-)"
)
_SHORT_YEAR = re.compile(r"['’](?P<year>\d\d)(?![\d\w])")
_DECADE = re.compile(
    r"(?:the\s)?(?:(?:early|late|mid)[\s-])?(?:(?P<long>[12]\d\d)0|['’]?(?P<short>[2-9])0)s\b"
)
_CENTURY = re.compile(
    r"(?:the\s)?(?:(?:early|late|mid)[\s-])?(?P<nth>\d\d?)(?:st|nd|rd|"
    r"th)[\s-]century\b(?:\s(?P<bc>BC|B\.C\.))?"
)
_COUNTED_THINGS = re.compile(
    r"\s?(?:%|percent|per cent|people|troops|soldiers|others|dollars|euros|pounds|"
    r"miles|km|kilomet|met|feet|ft|kg|tons|tonnes|hectares|acres|"
    r"homes|houses|jobs|workers|members|police|civilians|refugees|points|years|"
    r"times|hours|UTC|GMT|local time|MW|mg|cc|and \w+ people)\b"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|before|after|during|the|early|late|mid|"
    r"to|through|between|for|and|or|year|years|than|this|that|its|his|her|their|"
    r"a)[\s-]|[(,\u2013-]\s?|’s |'s )$",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    r"(?:[$€£¥#]|\b(?:No\.|Room|page|pages|Chapter|Article|Section|Flight|Route|"
    r"Highway|number|Resolution|about|around|some|"
    r"nearly|over|almost|least|than|estimated|approximately|US|Boeing|Airbus|"
    r"Windows|Office))\s?$",
    re.IGNORECASE,
)


def years(cursor: Cursor) -> FoundTime | None:
    """2022-23, 1939-1945: from one year to another."""
    found = cursor.match(_YEARS)
    if not found:
        return None
    first, last = found["first"], found["last"]
    last = first[:2] + last if len(last) == 2 else last
    if not 1000 <= int(first) < int(last) < 2100 or cursor.before(_NO_YEAR):
        return None
    return FoundTime(found.end(), f"{first}/{last}", DATE, "years")


def year(cursor: Cursor) -> FoundTime | None:
    """2009, fiscal 2009: four digits that count nothing."""
    found = cursor.match(_YEAR)
    if not found:
        return None
    value = found["year"]
    if found["fiscal"]:
        return FoundTime(found.end(), f"FY{value}", DATE, "fiscal year")
    if _COUNTED_THINGS.match(cursor.text, found.end()) or cursor.before(_NO_YEAR):
        return None
    expected = cursor.before(_BEFORE_YEAR)
    if not expected and (not 1900 <= int(value) < 2100 or cursor.at == cursor.sentence):
        return None
    if not 1500 <= int(value) < 2100 or (value.endswith("00") and not expected):
        return None
    return FoundTime(found.end(), value, DATE, "year")


def short_year(cursor: Cursor) -> FoundTime | None:
    """'82: the latest past year that ends in these digits."""
    found = cursor.match(_SHORT_YEAR)
    if not found or cursor.today is None:
        return None
    value = cursor.today.year // 100 * 100 + int(found["year"])
    return FoundTime(found.end(), str(value - 100 * (value > cursor.today.year + 5)), DATE, "year")


def decade(cursor: Cursor) -> FoundTime | None:
    """The 1970s, the '80s."""
    found = cursor.match(_DECADE)
    if not found:
        return None
    if found["short"] and re.match(r"\s?(?:F|C|degrees)\b", cursor.text[found.end() :][:10]):
        return None
    value = found["long"] or "19" + found["short"]
    return FoundTime(found.end(), value, DATE, "decade")


def century(cursor: Cursor) -> FoundTime | None:
    """The 20th century."""
    found = cursor.match(_CENTURY)
    if not found or found["bc"] or not 1 < int(found["nth"]) < 23:
        return None
    return FoundTime(found.end(), f"{int(found['nth']) - 1:02d}", DATE, "century")
