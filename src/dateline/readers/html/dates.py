"""The dates in a page: time tags, microdata, texts beside the headline, and what htmldate finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement, tostring

from dateline.values.draft import Claim

_ITEMPROPS = {"datepublished": "published", "datecreated": "published", "datemodified": "updated"}
_LATEST = "2200-01-01"
"""htmldate drops later dates. Without this bound it would use the clock, and read the same page
differently from day to day."""

_METADATA = ("json-ld", "meta", "microdata")
_DAY = re.compile(r"(?:19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d")
_MAX_TIME_TAGS = 20
_NEAR = 60
"""How many elements after the headline, and half as many before it, may hold its date."""

_MAX_TEXT = 120
_MAX_TEXTS = 12
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:date|datum|dato|fecha|data|time|timestamp|datetime|published|publish|posted|"
    r"pubdate|created|byline|meta|stand|dateline|info)(?:$|[\s_-])|date$|time$|Date|Time",
)
_CLEAR = (
    r"{y}[-/.年\s]{{0,2}}0?{m}[-/.月\s]{{0,2}}0?{d}(?!\d)",
    r"(?<![\d.])0?{d}\.\s?0?{m}\.\s?(?:{y}|{yy})(?!\d)",
    r"(?<!\d)0?{d}(?:st|nd|rd|th|er|º|°|\.)?\s+(?:[^\W\d]{{2}}\s+)?[^\W\d]{{3,}}\.?,?\s+(?:[^\W\d]{{2,3}}\s+)?{y}",
    r"[^\W\d]{{3,}}\.?\s+0?{d}(?:st|nd|rd|th)?,?\s+{y}",
)
_UNCLEAR = r"(?<![\d/-])(?:0?{d}[-/]0?{m}|0?{m}[-/]0?{d})[-/](?:{y}|{yy})(?![\d/-])"
"""How a page prints a day: `_CLEAR` in numbers or with the month's name, `_UNCLEAR` with numbers of
which either may be the day."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY_OR_MONTH = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_CHANGED = re.compile(
    r"updat|modif|aktualis|actualiz|actualis|mis à jour|aggiorn|zuletzt|geändert|"
    r"uppdater|oppdater|opdater|güncel|aktualizac|zmieni",
    re.I,
)
_TEXT_TAGS = ("span", "p", "div", "li", "small", "em", "abbr", "td", "a", "strong", "b", "h4", "h5")


def date_claims(tree: HtmlElement) -> Iterator[Claim]:
    """Claims from microdata, time tags and texts beside the headline, in the page's order."""
    for element in tree.xpath("//*[@itemprop and not(self::meta)]"):
        field = _ITEMPROPS.get(element.get("itemprop").strip().lower())
        value = element.get("content") or element.get("datetime") or element.text_content()
        if field and value.strip():
            where = f"itemprop={element.get('itemprop').strip()}"
            yield Claim(field=field, value=value.strip(), method="microdata", where=where)
    headline = next(tree.iter("h1"), None)
    near = set(_around_headline(headline)) if headline is not None else set()
    for element in islice(tree.iter("time"), _MAX_TIME_TAGS):
        value = (element.get("datetime") or element.text_content()).strip()
        method = "time tag" if headline is None or element in near else "time tag elsewhere"
        if value:
            yield Claim(field=_time_field(element), value=value, method=method, where="<time>")
    if headline is not None:
        yield from _texts(_around_headline(headline), "date text")
    elsewhere = (element for element in tree.iter(*_TEXT_TAGS) if element not in near)
    yield from islice(_texts(elsewhere, "date text elsewhere"), _MAX_TEXTS)


def _around_headline(headline: HtmlElement) -> Iterator[HtmlElement]:
    """The elements around the headline, those after it first, nearest first."""
    yield from islice(_walk(headline, "following"), _NEAR)
    yield from islice(_walk(headline, "preceding"), _NEAR // 2)


def _walk(element: HtmlElement, axis: str) -> Iterator[HtmlElement]:
    reverse = axis == "preceding"
    count = _NEAR
    found = element.xpath(f"{axis}::*[position() <= {count}]")
    yield from (reversed(found) if reverse else found)


def _texts(elements: Iterator[HtmlElement], method: str) -> Iterator[Claim]:
    """Short texts that hold a date, in elements that are named for dates."""
    for element in elements:
        name = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if element.tag not in _TEXT_TAGS or not name or not _NAMED.search(name):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if len(text) <= _MAX_TEXT and _YEAR.search(text) and _DAY_OR_MONTH.search(text):
            field = "updated" if _CHANGED.search(f"{text} {name}") else "published"
            where = f"<{element.tag} class={name[:40]}>"
            yield Claim(field=field, value=text, method=method, where=where)


def _time_field(element: HtmlElement) -> str:
    marks = " ".join(
        (node.get("class") or "") + " " + (node.get("id") or "")
        for node in (element, element.getparent())
        if node is not None
    ).lower()
    return "updated" if "updat" in marks or "modif" in marks else "published"


def htmldate_claims(tree: HtmlElement, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The day that htmldate finds in the page's markup or text, if any. It is not searched if
    `claims` has a date from the page's metadata. Of 03/04/2021 htmldate takes the day to be first,
    so the claim is what is printed. The first of a month counts only if it is printed: htmldate
    also infers it from a year ("(c) 2019") or a month that has no day."""
    if any(
        claim.field == "published" and claim.method in _METADATA and _DAY.search(claim.value)
        for claim in claims
    ):
        return
    from htmldate import find_date

    found = find_date(tree, original_date=True, extensive_search=False, max_date=_LATEST)
    if not found and not any(claim.field == "published" for claim in claims):
        # Then search all of the text, with dateparser, which takes 1.5 s to load.
        found = find_date(tree, original_date=True, extensive_search=True, max_date=_LATEST)
    day = _as_printed(tree, found) if found else None
    if day:
        yield Claim(field="published", value=day, method="htmldate", where="page")


def _as_printed(tree: HtmlElement, found: str) -> str | None:
    year, month, day = found.split("-")
    parts = {"y": year, "yy": year[2:], "m": int(month), "d": int(day)}
    page = tostring(tree, encoding="unicode")
    if any(re.search(pattern.format(**parts), page) for pattern in _CLEAR):
        return found
    unclear = re.search(_UNCLEAR.format(**parts), page)
    if unclear is not None and int(day) <= 12:
        return unclear[0]
    return found if unclear is not None or day != "01" else None
