"""The date of a page that states none beside its headline or in its metadata: lines anywhere that
print a date, and what htmldate finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement, tostring

from dateline.readers.html.dates import HAS_DAY, MAX_TEXT
from dateline.readers.html.headline import headline_of, is_foreign_part
from dateline.values.draft import Claim

_LATEST = "2200-01-01"
"""htmldate drops later dates. Without this bound it would use the clock, and read the same page
differently from day to day."""

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

_MAX_LINES = 40
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
    own = _without_foreign_parts(tree)
    yield from islice(_lines(own), _MAX_LINES)
    from htmldate import find_date

    found = find_date(own, original_date=True, extensive_search=False, max_date=_LATEST)
    if not found and not any(c.field == "published" and c.method != "date line" for c in claims):
        # Then search all of the text, with dateparser, which takes 1.5 s to load.
        found = find_date(own, original_date=True, extensive_search=True, max_date=_LATEST)
    day = _as_printed(own, found) if found else None
    if day:
        yield Claim(field="published", value=day, method="htmldate", where="page")


def _without_foreign_parts(tree: HtmlElement) -> HtmlElement:
    """A copy of the page without comments, teasers, embedded posts and footers."""
    own = deepcopy(tree)
    headline = headline_of(own)
    around = {own, own.find("body"), *own.iter("main")}
    around |= set(headline.iterancestors()) if headline is not None else set()
    for element in [e for e in own.iter() if isinstance(e.tag, str) and e not in around]:
        if element.getparent() is not None and is_foreign_part(element):
            element.drop_tree()
    return own


def _lines(tree: HtmlElement) -> Iterator[Claim]:
    """Short texts between two tags that hold a day, each with the text of the tag before it."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        for text, label in ((element.text, ""), (element.tail, element.text)):
            if text is None or len(text) > 3 * MAX_TEXT or not HAS_DAY.search(text):
                continue
            line = " ".join(f"{label or ''} {text}".split())
            if len(line) <= MAX_TEXT:
                where = f"<{element.tag}>"
                yield Claim(
                    field="published", value=line, method="date line elsewhere", where=where
                )


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
