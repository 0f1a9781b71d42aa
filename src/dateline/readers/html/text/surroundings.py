"""What surrounds an article and is known by its structure or its headings, whatever its name: cards
of other stories, comments, tables of cookies, text that cannot be seen. How long it is
does not matter: beside a short article all of it may be longer than the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

MIN_CARDS = 3
"""So many elements in a row that look alike and have each a linked headline are cards."""

MAX_CARD = 160
"""Characters outside of links in a card. What has more is an item of the article."""

MIN_COOKIE_ROWS = 0.5
"""The share of the rows of a table of cookies that have the word."""

MAX_HIDDEN = 0.5
"""The share of a page's text, scripts included, that hidden boxes have at most."""

_LEVELS = 5  # from a headline up to its card
_HEADINGS = ("h2", "h3", "h4", "h5")
_KEPT = {"html", "body", "main"}
_STYLED = etree.XPath(
    "//*[contains(@style, 'overflow') or contains(@class, 'hidden') or contains(@class, 'd-none')]"
)
_HIDING = {"hidden", "is-hidden", "u-hidden", "d-none"}
_SHOWN_WIDE = re.compile(r"[:-](?:block|flex|grid|inline|table|contents)\b")
_CLIPPED = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.I)
_TINY = re.compile(r"(?<![\w-])(?:width|(?:max-)?height)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.I)
_COMMENTS = re.compile(
    r"(?:\d+\s|(?:all|alle|tous les|todos los|user|leser|reader)[\s-]?)?"
    r"(?:comments?|responses|kommentare?|kommentarer|commentaires?|comentarios?|comentários?|"
    r"commenti|reacties|komentarze|komentáře|kommentit|комментарии|комментариев|коментарі|yorumlar|"
    r"hozzászólások|σχόλια|comentarii|コメント|댓글|评论)(?:\s?\(?\d+\)?)?(?: on .*)?",
    re.I,
)


def remove_surroundings(tree: HtmlElement) -> None:
    """Removes the cards, comments, cookie tables and what cannot be seen from `tree`. Boxes that
    are large enough lose the style that cuts what exceeds them."""
    styled = _STYLED(tree)
    unseen = (*_hidden(tree, styled), *_tiny(styled))
    for element in [*unseen, *_cookie_tables(tree), *_comments(tree), *_cards(tree)]:
        if element.getparent() is not None:
            element.drop_tree()


def _hidden(tree: HtmlElement, styled: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Boxes of a class that hides them at any width of the window: appeals, forms, messages. Where
    a page hides all its text until a script shows it, they lose that class."""
    hidden = [e for e in styled if e.tag not in _KEPT and _hides(e.get("class") or "")]
    if not hidden:
        return
    length = sum(len(element.text_content()) for element in hidden)
    if length <= MAX_HIDDEN * len(tree.text_content()):
        yield from hidden
    else:  # extractors go by the name as well
        for element in hidden:
            del element.attrib["class"]


@lru_cache(maxsize=1024)
def _hides(name: str) -> bool:
    return not _HIDING.isdisjoint(name.split()) and not _SHOWN_WIDE.search(name)


def _tiny(styled: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Boxes of no or one pixel that show nothing of what is in them: links for search engines.
    Extractors take each "hidden" for such a box, and would drop the others as well."""
    for element in styled:
        style = element.get("style") or ""
        if _CLIPPED.search(style) and _TINY.search(style) and element.tag not in _KEPT:
            yield element
        elif style:
            element.set("style", _CLIPPED.sub("", style))


def _cookie_tables(tree: HtmlElement) -> Iterator[HtmlElement]:
    for table in tree.iter("table"):
        rows = [row.text_content().casefold() for row in table.iter("tr")]
        named = sum("cookie" in row for row in rows)
        if len(rows) > 1 and "cookie" in rows[0] and named >= MIN_COOKIE_ROWS * len(rows):
            yield table


def _comments(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The headings of comments, and what follows each in its section."""
    for heading in tree.iter(*_HEADINGS):
        if _COMMENTS.fullmatch(" ".join(heading.text_content().split()).strip(" :»")):
            yield heading
            following = heading.itersiblings()
            yield from (e for e in following if e.find(".//h1") is None and e.tag not in _KEPT)


def _cards(tree: HtmlElement) -> Iterator[HtmlElement]:
    known: set[tuple[HtmlElement, str, str | None]] = set()
    for heading in tree.iter(*_HEADINGS):
        card = heading
        for parent in [*heading.iterancestors()][:_LEVELS]:
            row = (parent, card.tag, card.get("class"))
            if row in known or parent.tag == "html":
                break
            alike = [e for e in parent if (e.tag, e.get("class")) == row[1:]]
            if card is not heading and len(alike) >= MIN_CARDS:
                known.add(row)
                if all(map(_is_card, alike)):
                    yield from alike
                break
            card = parent


def _is_card(element: HtmlElement) -> bool:
    """Whether an element is little more than a headline that leads to another page."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    if not any(len(link.get("href", "#").lstrip("#")) > 1 for link in links):
        return False
    linked = any(
        heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None
        for heading in element.iter(*_HEADINGS)
    )
    length = len(" ".join(element.text_content().split()))
    return linked and length - sum(len(a.text_content()) for a in element.iter("a")) <= MAX_CARD
