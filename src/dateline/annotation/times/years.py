"""Rules for years, decades and centuries."""

from __future__ import annotations

import re

from dateline.annotation.times import vocabulary as w
from dateline.annotation.times.cursor import DATE, Found, Place

_YEARS = re.compile(
    r"(?:fiscal\s(?:year\s)?|"
    r"FY\s?)?(?P<first>[12]\d{3})\s?[-–—/]\s?(?P<last>[12]\d{3}|\d\d)(?![\d-]|/\d)"
)
_YEAR = re.compile(
    rf"(?P<fiscal>(?:[Ff]iscal|[Ff]inancial)\s(?:year\s)?|FY\s?)?{w.YEAR}(?![\w-]*\d)(?!-\w+-)"
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
_LEADS_TO_YEAR = re.compile(
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


def years(p: Place) -> Found | None:
    """2022-23, 1939-1945: from one year to another."""
    found = p.match(_YEARS)
    if not found:
        return None
    first, last = found["first"], found["last"]
    last = first[:2] + last if len(last) == 2 else last
    if not 1000 <= int(first) < int(last) < 2100 or p.before(_NO_YEAR):
        return None
    return Found(found.end(), f"{first}/{last}", DATE, "years")


def year(p: Place) -> Found | None:
    found = p.match(_YEAR)
    if not found:
        return None
    value = found["year"]
    if found["fiscal"]:
        return Found(found.end(), f"FY{value}", DATE, "fiscal year")
    if _COUNTED_THINGS.match(p.text, found.end()) or p.before(_NO_YEAR):
        return None
    leads = p.before(_LEADS_TO_YEAR)
    if not leads and (not 1900 <= int(value) < 2100 or p.at == p.sentence):
        return None
    if not 1500 <= int(value) < 2100 or (value.endswith("00") and not leads):
        return None
    return Found(found.end(), value, DATE, "year")


def short_year(p: Place) -> Found | None:
    """'82: of the years with these last figures the nearest one in the past."""
    found = p.match(_SHORT_YEAR)
    if not found or p.today is None:
        return None
    value = p.today.year // 100 * 100 + int(found["year"])
    return Found(found.end(), str(value - 100 * (value > p.today.year + 5)), DATE, "year")


def decade(p: Place) -> Found | None:
    found = p.match(_DECADE)
    if not found:
        return None
    if found["short"] and re.match(r"\s?(?:F|C|degrees)\b", p.text[found.end() :][:10]):
        return None
    value = found["long"] or "19" + found["short"]
    return Found(found.end(), value, DATE, "decade")


def century(p: Place) -> Found | None:
    found = p.match(_CENTURY)
    if not found or found["bc"] or not 1 < int(found["nth"]) < 23:
        return None
    return Found(found.end(), f"{int(found['nth']) - 1:02d}", DATE, "century")
