"""The author's name as printed on a page: in markup named for authors, in a line near the headline
that is written like a byline, or alone above or below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from dateline.values.draft import Claim

_NEAR = 60  # elements after the headline, and half as many before it
_MAX_TEXT = 90
_LONG = 80  # characters of a paragraph of running text
_MIN_LONG = 3  # long paragraphs that make a text
_FIRST = 3  # paragraphs of a text, each of which may be a byline
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
_COMMENT = re.compile(r"(?:^|\s)(?:comments?|kommentare?)(?:$|[\s_-])", re.I)
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
_LABELLED = re.compile(
    rf"\b(?:[Aa]utor(?:in)?|[Aa]uthor|Redaktion|Text)\s*:\s*(?P<name>{_FULL_NAME.pattern})"
)
_DATED = re.compile(
    r"(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)(?:\s*[|,]?\s*\d{1,2}[:.]\d\d(?:\s*Uhr)?)?"
    rf"\s*[|–•·-]\s*(?P<name>{_FULL_NAME.pattern})"
)
"""A short line by the headline that is a date and a name ("11.12.2019 - Jo Sample")."""


def byline_claims(tree: HtmlElement, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The names that sign the text, and those in the first byline around the headline. If there is
    no byline, and no claim holds what may be a name (two words that are not an address), the names
    that trafilatura finds."""
    signed = tuple(_signed(tree))
    yield from signed
    for element in _around(tree):
        found = tuple(_claims(element)) if _is_byline(element) else tuple(_printed(element))
        if found:
            yield from found
            return
    values = [claim.value for claim in (*claims, *signed) if claim.field == "authors"]
    if any(" " in value.strip() and "://" not in value for value in values):
        return
    for name in (extract_author(tree) or "").split(";"):
        if name.strip():
            yield Claim(field="authors", value=name.strip(), method="byline markup", where="page")


def _signed(tree: HtmlElement) -> Iterator[Claim]:
    """The names that one of the first paragraphs of a text, or its last element, consists of."""
    for parent in dict.fromkeys(paragraph.getparent() for paragraph in tree.iter("p")):
        paragraphs = [child for child in parent if child.tag == "p"]
        long = [paragraph for paragraph in paragraphs if len(_text(paragraph)) >= _LONG]
        if len(long) < _MIN_LONG or any(_COMMENT.search(_name(e)) for e in _with_ancestors(parent)):
            continue
        last = [child for child in parent if _text(child)][-1]
        for paragraph in dict.fromkeys((*paragraphs[:_FIRST], last)):
            yield from _signature(paragraph)


def _signature(paragraph: HtmlElement) -> Iterator[Claim]:
    """The names if a paragraph holds nothing else, all of it bold or italic."""
    text = _text(paragraph)
    if not any(_text(part) == text for part in paragraph.iter("strong", "b", "em", "i")):
        return
    names = re.split(r"\s*[/,&]\s*", text.title() if text.isupper() else text)
    if all(_FULL_NAME.fullmatch(name) for name in names):
        for name in names:
            yield Claim(field="authors", value=name, method="signature", where="<p>")


def _printed(element: HtmlElement) -> Iterator[Claim]:
    """The name in a short line that says "Author:", or that is a date and a name."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style") or len(element) > 6:
        return
    text = _text(element)
    if len(text) > _MAX_TEXT:
        return
    found = _LABELLED.search(text) or _DATED.fullmatch(text)
    if found and not any(_belongs_elsewhere(e) for e in _with_ancestors(element)):
        yield Claim(
            field="authors", value=found["name"], method="byline markup", where=f"<{element.tag}>"
        )


def _around(tree: HtmlElement) -> Iterator[HtmlElement]:
    headline = next((heading for heading in tree.iter("h1") if _text(heading)), None)
    headline = next(tree.iter("h2"), None) if headline is None else headline
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
    return bool(marked or begins) and not any(
        _belongs_elsewhere(e) for e in _with_ancestors(element)
    )


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from islice(element.iterancestors(), 6)


def _belongs_elsewhere(element: HtmlElement) -> bool:
    """Whether a part of a page speaks of commenters, of other stories, or of the site."""
    if element.tag in ("body", "html", "main"):
        return False
    return element.tag in ("aside", "footer", "nav") or bool(_OTHERS.search(_name(element)))


def _claims(element: HtmlElement) -> Iterator[Claim]:
    """Each name that has an element of its own, else the whole text if it contains a name."""
    leaves = [_text(leaf) for leaf in element.iter("a", "span", "div", "li") if not len(leaf)]
    names = [leaf for leaf in dict.fromkeys(leaves) if _FULL_NAME.fullmatch(leaf)]
    text = _text(element)
    if not names and _FULL_NAME.search(text):
        names = [text]
    for name in names:
        where = f"<{element.tag} {_name(element)[:40]}>".replace(" >", ">")
        yield Claim(field="authors", value=name, method="byline markup", where=where)


def _name(element: HtmlElement) -> str:
    return " ".join(filter(None, (element.get("class"), element.get("id"))))


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
