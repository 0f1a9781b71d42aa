"""The author's name as it stands on a page: in what markup calls the author, or in a line that
begins as bylines do, near the headline."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from dateline.values.draft import Claim

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_NEAR = 60  # elements behind the headline, and half as many before it
_MAX_TEXT = 90
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:authors?|autor(?:en)?|by-?lines?|by-author|writer|posted-?by|vcard)(?:$|[\s_-])|"
    r"(?:^|\s)[\w-]*(?:author|byline|autor)(?:s|-?names?|__names?)?(?:$|\s)|Author|Byline",
)
_OTHERS = re.compile(
    r"comment|kommentar|related|teaser|sidebar|widget|recommend|popular|listing|footer|"
    r"(?:author|autor)[\w-]*(?:bio|desc|box|date|avatar|image|job|position|info__back)|"
    r"form|card|social|login|breadcrumb|share|photo|credit|caption|image|figure|gallery",
    re.I,
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|text(?:\s*&\s*fotos?)?\s*:|autor(?:in)?\s*:|author\s*:|"
    r"(?:written|posted)\s+by|eine?\s+\w+\s+von|escribe)\s+(?=[A-ZÀ-ÞŁŚŻ])",
    re.I,
)
_LETTER = re.compile(r"[^\W\d_]{2}")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_FULL_NAME = re.compile(
    rf"(?:Dr\.? |Prof\.? )*{_CAPITAL}(?: (?:van|von|de|der|del|la|da|di|el|al|bin))*"
    rf"(?: {_CAPITAL}){{1,3}}"
)


def byline_claims(tree: HtmlElement, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The names in the first byline around the headline; where there is none, and `claims` has
    nothing that may be a name (two words, and no address), what trafilatura finds."""
    for element in _around(tree):
        found = tuple(_claims(element)) if _is_byline(element) else ()
        if found:
            yield from found
            return
    values = [claim.value for claim in claims if claim.field == "authors"]
    if any(" " in value.strip() and "://" not in value for value in values):
        return
    for name in (extract_author(tree) or "").split(";"):
        if name.strip():
            yield Claim(field="authors", value=name.strip(), method="byline markup", where="page")


def _around(tree: HtmlElement) -> Iterator[HtmlElement]:
    headline = next(tree.iter("h1"), None)
    if headline is not None:
        yield from headline.xpath(f"following::*[position() <= {_NEAR}]")
        yield from reversed(headline.xpath(f"preceding::*[position() <= {_NEAR // 2}]"))


def _is_byline(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "form", "input"):
        return False
    text = _text(element)
    if not _LETTER.search(text) or len(text) > _MAX_TEXT:
        return False
    marked = _NAMED.search(_name(element)) or element.get("rel") == "author"
    marked = marked or element.get("itemprop") == "author"
    begins = _BYLINE.match(text) is not None and element.tag != "a"
    return bool(marked or begins) and not any(_is_of_others(e) for e in _lineage(element))


def _lineage(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from islice(element.iterancestors(), 6)


def _is_of_others(element: HtmlElement) -> bool:
    """Whether a part of a page speaks of commenters, of other stories, or of the site."""
    if element.tag in ("body", "html", "main"):
        return False
    return element.tag in ("aside", "footer", "nav") or bool(_OTHERS.search(_name(element)))


def _claims(element: HtmlElement) -> Iterator[Claim]:
    """Each name that has an element of its own, else the whole text if a name is in it."""
    leaves = [_text(leaf) for leaf in element.iter("a", "span", "div", "li") if not len(leaf)]
    names = [leaf for leaf in dict.fromkeys(leaves) if _FULL_NAME.fullmatch(leaf)]
    whole = _text(element)
    if not names and _FULL_NAME.search(whole):
        names = [whole]
    for name in names:
        where = f"<{element.tag} {_name(element)[:40]}>".replace(" >", ">")
        yield Claim(field="authors", value=name, method="byline markup", where=where)


def _name(element: HtmlElement) -> str:
    return " ".join(filter(None, (element.get("class"), element.get("id"))))


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
