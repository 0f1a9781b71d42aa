"""The date of a page that states none beside its headline or in its metadata: lines anywhere that
print a date, and what htmldate finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement, tostring

from dateline.readers.html.date_places import (
    Place,
    is_copyright,
    is_in_sentence,
    place_of,
    place_of_part,
)
from dateline.readers.html.dates import HAS_DAY, MAX_TEXT
from dateline.readers.html.headline import headline_of, text_of
from dateline.values.draft import Claim

_LATEST = "2200-01-01"
"""htmldate drops later dates. Without this bound it would use the clock, and read the same page
differently from day to day."""

_UNSURE = ("date line", "date line elsewhere")
_METADATA = ("json-ld", "meta", "microdata")
_DAY = re.compile(r"(?:19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d")
_CLEAR = (
    r"{y}[-/.年\s]{{0,2}}0?{m}[-/.月\s]{{0,2}}0?{d}(?!\d)",
    r"(?<![\d.])0?{d}\.\s?0?{m}\.\s?(?:{y}|{yy})(?!\d)",
    r"(?<!\d)0?{d}(?:st|nd|rd|th|er|º|°|\.)?\s+(?:[^\W\d]{{2}}\s+)?[^\W\d]{{3,}}\.?,?\s+(?:[^\W\d]{{2,3}}\s+)?{y}",
    r"[^\W\d]{{3,}}\.?\s+0?{d}(?:st|nd|rd|th)?,?\s+{y}",
)
_UNCLEAR = r"(?<![\d/-])(?:0?{d}[-/]0?{m}|0?{m}[-/]0?{d})[-/](?:{y}|{yy})(?![\d/-])"
"""How a page prints a day: `_CLEAR` in numbers or with the month's name, `_UNCLEAR` with numbers of
which either may be the day."""

_WEEK = re.compile(r"(?<![\w-])(?:19|20)\d\d-?W[0-5]\d(?!\d|-?[1-7])")
"""A week without its day, for which htmldate takes the Monday."""

_MAX_LINES = 40
_MAX_TABLE = 500  # characters of a row that are looked at
_SKIPPED = ("script", "style", "noscript", "template", "title", "option")


def searched_dates(tree: HtmlElement, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Lines anywhere that may print a date, and the day that htmldate finds. Nothing is searched if
    `claims` has a date from the page's metadata. Of 03/04/2021 htmldate takes the day to be first,
    so the claim is what is printed. The first of a month counts only if it is printed: htmldate
    also infers it from a year ("(c) 2019") or a month that has no day."""
    if any(
        claim.field == "published" and claim.method in _METADATA and _DAY.search(claim.value)
        for claim in claims
    ):
        return
    own, footers = _without_foreign_parts(tree)
    yield from islice(_lines(own, "date line elsewhere"), _MAX_LINES)
    for footer in footers:
        yield from islice(_lines(footer, "footer"), _MAX_LINES)
    _drop_doubtful(own)
    from htmldate import find_date

    found = find_date(own, original_date=True, extensive_search=False, max_date=_LATEST)
    if not found and not any(c.field == "published" and c.method not in _UNSURE for c in claims):
        # Then search all of the text, with dateparser, which takes 1.5 s to load.
        found = find_date(own, original_date=True, extensive_search=True, max_date=_LATEST)
    day = _as_printed(own, found) if found else None
    if day:
        yield Claim(field="published", value=day, method="htmldate", where="page")


def _without_foreign_parts(tree: HtmlElement) -> tuple[HtmlElement, list[HtmlElement]]:
    """A copy of the page without comments, captions, embedded posts, lines of copyright, footers,
    and time tags in sentences; and its footers that are named so."""
    own = deepcopy(tree)
    footers = []
    headline = headline_of(own)
    around = {own, own.find("body"), *own.iter("main")}
    around |= set(headline.iterancestors()) if headline is not None else set()
    for element in [e for e in own.iter() if isinstance(e.tag, str) and e not in around]:
        if element.getparent() is None or element.tag in _SKIPPED:
            continue
        place = place_of_part(element, element)
        if place is Place.FOOTER:
            footers.append(deepcopy(element))
        if place in (Place.FOOTER, Place.OTHER) or _is_dropped(element):
            element.drop_tree()
    return own, footers


def _drop_doubtful(own: HtmlElement) -> None:
    """Removes what holds dates of the article only beside a label: tables of several dates, and
    time tags in tables, lists of terms and boxes beside the text."""
    headline = headline_of(own)
    around = set(headline.iterancestors()) if headline is not None else {*own.iter("table")}
    for element in [*own.iter("table", "time")]:
        if element in around or element.getparent() is None:
            continue
        if element.tag == "time":
            dropped = place_of(element, around) is not Place.OWN
        else:
            rows = [row for row in element.iter("tr") if HAS_DAY.search(text_of(row)[:_MAX_TABLE])]
            dropped = len(rows) > 1
        if dropped:
            element.drop_tree()


def _is_dropped(element: HtmlElement) -> bool:
    if element.tag == "time":
        return is_in_sentence(element)
    text = element.text or ""
    return len(text) <= MAX_TEXT and is_copyright(text) and len(text_of(element)) <= MAX_TEXT


def _lines(tree: HtmlElement, method: str) -> Iterator[Claim]:
    """Short texts between two tags that hold a day, each with the text of the tag before it."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        for text, label in ((element.text, ""), (element.tail, element.text)):
            if text is None or len(text) > 3 * MAX_TEXT or not HAS_DAY.search(text):
                continue
            line = " ".join(f"{label or ''} {text}".split())
            if len(line) <= MAX_TEXT and not is_copyright(line):
                where = f"<{element.tag}>"
                yield Claim(field="published", value=line, method=method, where=where)


def _as_printed(tree: HtmlElement, found: str) -> str | None:
    year, month, day = found.split("-")
    parts = {"y": year, "yy": year[2:], "m": int(month), "d": int(day)}
    page = tostring(tree, encoding="unicode")
    if any(re.search(pattern.format(**parts), page) for pattern in _CLEAR):
        return found
    unclear = re.search(_UNCLEAR.format(**parts), page)
    if unclear is not None and int(day) <= 12:
        return unclear[0]
    return found if unclear is not None or (day != "01" and not _WEEK.search(page)) else None
