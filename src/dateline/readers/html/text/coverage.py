"""How much of a page's running text its article has, and text in several containers joined.

Publishing systems cut a text into containers of the same name, with advertisements between them.
Extractors take the first. A container that is left out is a part of the text if one that was taken
has its tag and name, and both are in the same article; posts of a thread and other stories have an
author, a time or a headline of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from dateline.values.draft import Block

MIN_PROSE = 80
"""Characters outside of links that make a paragraph running text. Teasers and captions are
shorter as a rule."""

MIN_LEFT = 700
MIN_LEFT_SHARE = 1.25
"""A text is partial if the page holds at least as many characters of other running text, and this
many times the text that was taken. Of 1,350 saved pages, 2 do."""

_LETTERS = re.compile(r"[\W_]+")
_COMPARED = 60
_BESIDE = {"nav", "aside", "footer", "form", "header", "li", "a", "dialog", "noscript", "button"}
_BESIDE_NAME = re.compile(
    r"comment|kommentar|disqus|reply|replies|respond|forum|related|teaser|cookie|consent|privacy|"
    r"newsletter|footer|sidebar|disclaimer|menu|pop-?up|popmake|modal|imprint|impressum|legal|copyright|widget|promo",
    re.I,
)
_NAMES = (
    *("itemprop", "property", "class", "data-component", "data-testid", "data-module"),
    *("data-type", "data-block", "role"),
)
_OWN = (
    "descendant::*[self::h1 or self::time or contains(@class, 'author')"
    " or contains(@class, 'byline') or contains(@class, 'avatar') or contains(@class, 'date')]"
)


def left_out(tree: HtmlElement, blocks: Sequence[Block]) -> tuple[HtmlElement, ...]:
    """The paragraphs of running text in `tree` that are in none of the blocks."""
    taken = _letters("".join(block.text for block in blocks))
    return tuple(p for p, text in _prose(tree) if _letters(text)[:_COMPARED] not in taken)


def join_containers(tree: HtmlElement, left: Sequence[HtmlElement]) -> bool:
    """Whether containers of `left` continue one that was taken. Their content is moved into it."""
    missing = {p.getparent() for p in left}
    containers = dict.fromkeys(p.getparent() for p, _ in _prose(tree))
    kinds = {container: _kind(container) for container in containers}
    for first in containers:
        if first in missing or not _name(first):
            continue
        alike = (other for other in containers if kinds[other] == kinds[first])
        others = [other for other in alike if other is not first]
        if missing.isdisjoint(others) or not _is_one_text([first, *others]):
            continue
        first, *others = [c for c in containers if c is first or c in others]
        for other in others:
            first.extend([*other])
            other.drop_tree()
        return True
    return False


def is_clearly_more(left: int, taken: int) -> bool:
    """Whether so many characters of running text that were left out are a sign of lost text."""
    return left >= max(MIN_LEFT, MIN_LEFT_SHARE * taken)


def _prose(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The paragraphs of running text outside of what surrounds an article, and their words."""
    beside: dict[HtmlElement, bool] = {}
    for p in tree.iter("p"):
        text = " ".join("".join(p.itertext()).split())
        running = len(text) >= MIN_PROSE and len(text) - _linked(p) >= MIN_PROSE
        if running and not _is_beside(p.getparent(), beside):
            yield p, text


def _linked(p: HtmlElement) -> int:
    return sum(len("".join(a.itertext())) for a in p.iter("a"))


def _is_beside(element: HtmlElement | None, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element is in something beside the article, by its tag or name."""
    if element is None or element.tag in ("body", "article", "main"):
        return False
    if element not in known:
        name = " ".join(element.get(name) or "" for name in (*_NAMES, "id"))
        known[element] = (
            element.tag in _BESIDE
            or _BESIDE_NAME.search(name) is not None
            or _is_beside(element.getparent(), known)
        )
    return known[element]


def _name(container: HtmlElement) -> list[str]:
    """The first word of the attribute that says what a container is."""
    for name in _NAMES:
        if words := (container.get(name) or "").split():
            return words[:1]
    return []


def _kind(container: HtmlElement) -> tuple[str, list[str], HtmlElement | None]:
    """What containers of one text have in common: the tag, the first name, and the article that
    they are in."""
    return container.tag, _name(container), next(container.iterancestors("article"), None)


def _is_one_text(containers: Sequence[HtmlElement]) -> bool:
    """Whether the containers follow each other, and none but the first has a headline, an author or
    a time of its own."""
    for before, after in pairwise(containers):
        above = {*before.iterancestors()}
        branch = after
        for parent in after.iterancestors():
            if parent in above:
                break
            branch = parent
        if before in after.iterancestors() or branch.xpath(f"boolean({_OWN})"):
            return False
    return True


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
