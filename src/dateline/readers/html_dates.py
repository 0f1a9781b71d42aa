"""The dates that stand in a page itself: time tags, microdata, and what htmldate finds."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from dateline.values.draft import Claim

logging.getLogger("htmldate").addHandler(logging.NullHandler())

_ITEMPROPS = {"datepublished": "published", "datecreated": "published", "datemodified": "updated"}
_LATEST = "2200-01-01"
"""htmldate drops what is later; it would otherwise ask the clock, and read the same page
differently from day to day."""

_METADATA = ("json-ld", "meta", "microdata")
_DAY = re.compile(r"(?:19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d")
_MAX_TIME_TAGS = 20


def date_claims(tree: HtmlElement) -> Iterator[Claim]:
    """Claims from microdata and time tags, in the page's order."""
    for element in tree.xpath("//*[@itemprop and not(self::meta)]"):
        field = _ITEMPROPS.get(element.get("itemprop").strip().lower())
        value = element.get("content") or element.get("datetime") or element.text_content()
        if field and value.strip():
            where = f"itemprop={element.get('itemprop').strip()}"
            yield Claim(field=field, value=value.strip(), method="microdata", where=where)
    for element in tree.xpath("//time")[:_MAX_TIME_TAGS]:
        value = (element.get("datetime") or element.text_content()).strip()
        if value:
            yield Claim(field=_time_field(element), value=value, method="time tag", where="<time>")


def _time_field(element: HtmlElement) -> str:
    marks = " ".join(
        (node.get("class") or "") + " " + (node.get("id") or "")
        for node in (element, element.getparent())
        if node is not None
    ).lower()
    return "updated" if "updat" in marks or "modif" in marks else "published"


def found_date(tree: HtmlElement, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The day that htmldate finds in the page's address, markup or text, if any; not looked
    for where `claims` has a date from the page's metadata."""
    if any(
        claim.field == "published" and claim.method in _METADATA and _DAY.search(claim.value)
        for claim in claims
    ):
        return
    from htmldate import find_date

    found = find_date(tree, original_date=True, extensive_search=True, max_date=_LATEST)
    if found:
        yield Claim(field="published", value=found, method="htmldate", where="page")
