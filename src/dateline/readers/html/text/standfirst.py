"""The standfirst of a page: the sentence or two between headline and text that sum it up.

Sites print it in an element that is named for it, and repeat its words in the page's description.
Either is enough to recognize it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from dateline.values.draft import Block, Claim, Role

MIN_LENGTH = 30
MAX_LENGTH = 1200

_NAMES = re.compile(
    r"stand-?first|(?:^|[\s_-])(?:lead|dek|deck|lede)(?:[\s_-]?text)?(?:$|[\s_-])|preamble|excerpt|"
    r"sub-?title|sub-?tit-|sub-?head(?:line|ing)|strapline|(?:^|[\s_-])intro(?:$|[\s_-])|einleitung|"
    r"vorspann|abstract|epigraph|chapo|bajada|entradilla|ingress|sommario|occhiello",
    re.I,
)
_PLACES = ("p", "h2", "h3", "h4", "div", "span", "strong")
_PARTS = {"p", "div", "ul", "ol", "section", "article", "figure", "table", "form", "h1", "h2"}
_AFTER = "following::*[self::p or self::h2 or self::h3 or self::h4 or self::div or self::span]"
_ASIDE = "ancestor::nav or ancestor::aside or ancestor::footer or ancestor::a or ancestor::li"
_LETTERS = re.compile(r"[\W_]+")
_HEAD = 6  # first blocks of a text, one of which may be its headline
_MAX_LINE = 60  # characters of a kicker, a section or a date above the headline
_NEAR = 60  # elements after the headline, one of which may be the standfirst


def standfirst_blocks(tree: HtmlElement, claims: Sequence[Claim]) -> tuple[Block, ...]:
    """The standfirst as a block, or none if the page has none."""
    field_map_label = {_letters(claim.value) for claim in claims if claim.field == "summary"}
    field_map_label = {letters for letters in field_map_label if len(letters) >= MIN_LENGTH}
    text = _as_described(tree, field_map_label) or _as_named(tree)
    return (Block(role=Role.SUMMARY, text=text),) if text else ()


def without_head(
    blocks: Sequence[Block], before: Sequence[Block], claims: Sequence[Claim]
) -> tuple[Block, ...]:
    """The blocks of the text without those in `before` (captions, the standfirst), and without the
    short lines up to the headline, which belong to the page and not to the text. Nor does the
    headline where it is repeated: extractors put it between two parts of a text."""
    known = [_letters(block.text) for block in before]
    titles = {_letters(c.value) for c in claims if c.field == "title" and c.method != "h2 tag"}
    start = 0
    for number, block in enumerate(blocks[:_HEAD]):
        if any(_is_headline(_letters(block.text), title) for title in titles):
            start = number + 1
        elif len(block.text) > _MAX_LINE:
            break
    left = tuple(
        block
        for number, block in enumerate(blocks[start:])
        if not _is_known(_letters(block.text), known, anywhere=number < _HEAD)
        and not (block.role is Role.HEADING and _letters(block.text) in titles)
    )
    return left or tuple(blocks)


def _is_headline(letters: str, title: str) -> bool:
    """Whether a line is the title, perhaps with a kicker before it."""
    return letters == title or (letters.endswith(title) and len(letters) <= 2 * len(title))


def _is_known(letters: str, known: Sequence[str], *, anywhere: bool) -> bool:
    """Whether the text is one of the known texts or, near the top, a part of one."""
    long_enough = anywhere and len(letters) >= MIN_LENGTH // 2
    return any(letters == other or (long_enough and letters in other) for other in known)


def _as_described(tree: HtmlElement, field_map_label: set[str]) -> str | None:
    """The first text of the page that is also its description."""
    if not field_map_label:
        return None
    longest = 2 * max(map(len, field_map_label)) + MIN_LENGTH
    for element in tree.iter(*_PLACES):
        text = _text(element)
        if len(text) <= longest and _letters(text) in field_map_label:
            return text
    return None


def _as_named(tree: HtmlElement) -> str | None:
    """The first text soon after the headline whose element is named for a standfirst."""
    headline = next(tree.iter("h1"), None)
    for element in islice(headline.xpath(_AFTER), _NEAR) if headline is not None else ():
        name = f"{element.get('class', '')} {(element.getparent().get('class') or '')}"
        if not _NAMES.search(name) or element.xpath(_ASIDE):
            continue
        text = _text(element)
        if MIN_LENGTH <= len(text) <= MAX_LENGTH and " " in text:
            return text
    return None


def _text(element: HtmlElement) -> str:
    """The element's words. Empty if it has block elements inside: one of them is enough."""
    parts = [child for child in element if child.tag in _PARTS]
    if len(parts) > 1 or (parts and len(parts[0])):
        return ""
    between = " " if element.find(".//br") is not None else ""
    return " ".join(between.join(element.itertext()).split())


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
