"""The author's name as printed on a page: in markup named for authors, in a line near the headline
that is written like a byline, or alone above or below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from dateline.readers.html.headline import headline_of, is_foreign, name_of, text_of, without_topics
from dateline.readers.html.text.script_data import script_authors
from dateline.values.draft import Claim

_NEAR = 60  # elements after the headline, and half as many before it
_BELOW = 15  # elements right below the headline, which are of its article whatever they are named
_MAX_TEXT = 90
_MAX_BYLINE = 160  # characters of what the markup names a byline
_LONG = 80  # characters of a paragraph of running text
_MIN_LONG = 3  # long paragraphs that make a text
_FIRST = 3  # paragraphs of a text, each of which may be a byline
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:authors?|autor(?:en)?|auteure?s?|by-?lines?|by-author|writer|posted-?by|vcard)(?:$|[\s_-])|"
    r"(?:^|\s)[\w-]*(?:author|byline|autor)(?:s|-?names?|__names?)?(?:$|\s)|Author|Byline",
)
_ABOUT = re.compile(
    r"(?:author|autor)[\w-]*(?:bio|desc|box|date|avatar|image|job|position|info__back)", re.I
)
_OTHERS = re.compile(
    rf"{_ABOUT.pattern}|"
    r"comment|kommentar|related|teaser|(?<!article-)sidebar|widget|recommend|popular|listing|footer|"
    r"(?<![a-z])(?:form|card|figure|credit|image|photo|share|social|login)s?(?![a-z])|"
    r"breadcrumb|caption|gallery",
    re.I,
)
_CARD = re.compile(
    r"(?:author|autor)[\w-]*(?:bio|box|card|info|profile)|about-?(?:the-?)?author", re.I
)
_COMMENT = re.compile(r"(?:^|\s)(?:comments?|kommentare?)(?:$|[\s_-])", re.I)
_BYLINE = re.compile(
    r"(?:by|von|par|por|text(?:\s*&\s*fotos?)?\s*:|autor(?:in)?\s*:|author\s*:|"
    r"(?:written|posted)\s+by|eine?\s+\w+\s+von|escribe)\s+(?=[A-ZÀ-ÞŁŚŻ])",
    re.I,
)
_BY_ALONE = re.compile(
    r"(?:by|von|par|por|text|autor(?:in|en)?|authors?|auteur|written by|geschrieben von)\s*:?", re.I
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|autori|profile?|people|staff|journalists?|writers?|"
    r"redakteure?|redaktion|user|users|member|memberlist)(?:/|\.php|[?=]|-)",
    re.I,
)
_BY = re.compile(r"^(?:by|von|par|por|di|posted by|written by)\s+", re.I)
_LETTER = re.compile(r"[^\W\d_]{2}")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_FULL_NAME = re.compile(
    rf"(?:Dr\.? |Prof\.? )*{_CAPITAL}(?: (?:van|von|de|der|del|la|da|di|el|al|bin))*"
    rf"(?: {_CAPITAL}){{1,3}}"
)
_PEN_NAME = re.compile(r"[^\W\d_][\w.'’-]{2,30}")
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
    in a link to the author's page, of script data, of a box on the author, or that trafilatura
    finds."""
    signed = tuple(_signed(tree))
    yield from signed
    near = list(_near(tree))
    for element in near:
        found = tuple(_byline(element))
        if found:
            yield from found
            return
    values = [claim.value for claim in (*claims, *signed) if claim.field == "authors"]
    if any(" " in value.strip() and "://" not in value for value in values):
        return
    for ways in (_linked(near), _in_scripts(tree), _on_cards(tree), _by_trafilatura(tree)):
        found = tuple(ways)
        if found:
            yield from found
            return


def _byline(element: HtmlElement) -> Iterator[Claim]:
    """The names of an element that is a byline, and of those beside it that are named alike."""
    if not _is_byline(element):
        yield from _printed(element)
        return
    yield from _claims(element)
    name = name_of(element)
    for other in element.itersiblings():
        if name and other.tag == element.tag and name_of(other) == name and _is_byline(other):
            yield from _claims(other)


def _signed(tree: HtmlElement) -> Iterator[Claim]:
    """The names that one of the first paragraphs of a text, or its last element, consists of."""
    for parent in dict.fromkeys(paragraph.getparent() for paragraph in tree.iter("p")):
        paragraphs = [child for child in parent if child.tag == "p"]
        long = [paragraph for paragraph in paragraphs if len(text_of(paragraph)) >= _LONG]
        if len(long) < _MIN_LONG or any(_COMMENT.search(name_of(e)) for e in _up(parent)):
            continue
        last = [child for child in parent if text_of(child)][-1]
        for paragraph in dict.fromkeys((*paragraphs[:_FIRST], last)):
            yield from _signature(paragraph)


def _signature(paragraph: HtmlElement) -> Iterator[Claim]:
    """The names if a paragraph holds nothing else, all of it bold or italic."""
    text = text_of(paragraph)
    if not any(text_of(part) == text for part in paragraph.iter("strong", "b", "em", "i")):
        return
    names = re.split(r"\s*[/,&]\s*", text.title() if text.isupper() else text)
    if all(_FULL_NAME.fullmatch(name) for name in names):
        for name in names:
            yield _claim(name, "<p>", "signature")


def _printed(element: HtmlElement) -> Iterator[Claim]:
    """The name in a short line that says "Author:", that is a date and a name, or that follows a
    "By" alone."""
    text = text_of(element) if len(element) <= 6 else ""
    if not text or len(text) > _MAX_TEXT:
        return
    if _BY_ALONE.fullmatch(text):
        after = next(
            (e for e in element.xpath("following::*[position() <= 4]") if text_of(e)), None
        )
        found = _FULL_NAME.fullmatch(text_of(after)) if after is not None else None
        name = found[0] if found else None
    else:
        found = _LABELLED.search(text) or _DATED.fullmatch(text)
        name = found["name"] if found else None
    if name:
        yield _claim(name, f"<{element.tag}>")


def _near(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements around the headline that may be of the article."""
    headline = headline_of(tree)
    headline = next(tree.iter("h2"), None) if headline is None else headline
    if headline is None:
        return
    holds_headline = set(headline.iterancestors())
    after = headline.xpath(f"following::*[position() <= {_NEAR}]")
    before = headline.xpath(f"preceding::*[position() <= {_NEAR // 2}]")
    for number, element in enumerate((*after, *reversed(before))):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "form", "input"):
            continue
        if number < _BELOW and number < len(after):
            elsewhere = is_foreign(element, holds_headline) or any(
                e.tag == "aside" or _names_author_box(name_of(e))
                for e in _up(element)
                if e not in holds_headline
            )
        else:
            own = (e for e in _up(element) if e not in holds_headline)
            elsewhere = any(map(_belongs_elsewhere, own))
        if not elsewhere:
            yield element


def _is_byline(element: HtmlElement) -> bool:
    text = text_of(element)
    if not _LETTER.search(text) or len(text) > _MAX_BYLINE:
        return False
    if element.get("itemprop") == "name":
        return _FULL_NAME.fullmatch(text) is not None and element.tag in ("span", "a", "p")
    marked = _NAMED.search(name_of(element)) or element.get("rel") == "author"
    marked = marked or element.get("itemprop") in ("author", "creator")
    begins = len(text) <= _MAX_TEXT and _BYLINE.match(text) is not None and element.tag != "a"
    return bool(marked) or begins


def _up(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from islice(element.iterancestors(), 6)


def _belongs_elsewhere(element: HtmlElement) -> bool:
    """Whether a part of a page speaks of commenters, of other stories, or of the site."""
    if element.tag in ("body", "html", "main"):
        return False
    return element.tag in ("aside", "footer", "nav") or _names_others(name_of(element))


@lru_cache(maxsize=4096)
def _names_author_box(name: str) -> bool:
    return _ABOUT.search(name) is not None


@lru_cache(maxsize=4096)
def _names_others(name: str) -> bool:
    return _OTHERS.search(without_topics(name)) is not None


def _claims(element: HtmlElement) -> Iterator[Claim]:
    """Each name that has an element of its own, else the whole text if it contains a name, else the
    pen name that is all of it."""
    text = text_of(element)
    where = f"<{element.tag} {name_of(element)[:40]}>".replace(" >", ">")
    marked = [text_of(e) for e in element.iter() if e is not element and _is_name(e)]
    leaves = [text_of(leaf) for leaf in element.iter("a", "span", "div", "li") if not len(leaf)]
    for texts in (marked, leaves):
        names = [name for name in dict.fromkeys(texts) if _FULL_NAME.fullmatch(name)]
        if names:
            yield from (_claim(name, where) for name in names)
            return
    if _FULL_NAME.search(text) or _BYLINE.match(text):
        yield _claim(text, where)
    elif _PEN_NAME.fullmatch(pen_name := _BY.sub("", text)):
        yield _claim(pen_name, where, "author link")


def _is_name(element: HtmlElement) -> bool:
    """Whether the markup says that an element is a person's whole name."""
    words = (element.get("class") or "").split()
    named = "name" in (element.get("itemprop") or "").split() or "fn" in words
    return element.get("rel") == "author" or named


def _linked(near: Sequence[HtmlElement]) -> Iterator[Claim]:
    """The name, if need be a pen name of one word, that beside the headline leads to the pages of
    its author."""
    for element in (element for element in near if element.tag == "a"):
        text = text_of(element)
        leads = element.get("rel") == "author" or _AUTHOR_PAGE.search(element.get("href") or "")
        if leads and (_FULL_NAME.fullmatch(text) or _PEN_NAME.fullmatch(text)):
            yield _claim(text, "<a>", "author link")
            return


def _on_cards(tree: HtmlElement) -> Iterator[Claim]:
    """The only full name that boxes on the author have in an element of its own."""
    names = {
        text_of(part)
        for box in tree.iter("div", "section", "aside")
        if _CARD.search(name_of(box)) and not _COMMENT.search(name_of(box))
        for part in islice(box.iter("h2", "h3", "h4", "h5", "strong", "span"), 12)
        if _FULL_NAME.fullmatch(text_of(part))
    }
    if len(names) == 1:
        yield _claim(names.pop(), "box on the author")


def _in_scripts(tree: HtmlElement) -> Iterator[Claim]:
    headline = headline_of(tree)
    for name in script_authors(tree, text_of(headline)) if headline is not None else ():
        yield _claim(name, "script data")


def _by_trafilatura(tree: HtmlElement) -> Iterator[Claim]:
    """The names that trafilatura finds, in the page's own letters, without those that stand only in
    other parts of the page."""
    for name in (extract_author(tree) or "").split(";"):
        written = re.compile(rf"(?<!\w){re.escape(name.strip())}(?!\w)", re.I)
        places = [e for e in tree.iter("a", "span", "p", "div", "b", "cite") if _has(e, written)]
        own = [e for e in places if not is_foreign(e, set()) and not _in_aside(e)]
        printed = next((written.search(e.text or "") for e in own), None)
        if printed is not None and printed[0]:
            yield _claim(printed[0], "page")
        elif name.strip() and not places:
            yield _claim(name.strip(), "page")


def _in_aside(element: HtmlElement) -> bool:
    return next(element.iterancestors("aside"), None) is not None


def _has(element: HtmlElement, written: re.Pattern[str]) -> bool:
    return written.search(element.text or "") is not None


def _claim(name: str, where: str, method: str = "byline markup") -> Claim:
    return Claim(field="authors", value=name, method=method, where=where)
