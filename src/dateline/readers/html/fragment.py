"""HTML inside another format's value (such as JSON Feed's content_html) to blocks.

Uses Beautiful Soup with Python's own parser: fragments are small, have no charset and no head, and
need none of the repairs that a page needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from dateline.errors import ReadError
from dateline.values.draft import Block, Role

MAX_TAGS = 100_000
"""The parser takes three seconds for as many."""

_ROLES = {
    "p": Role.PARAGRAPH,
    "li": Role.LIST_ITEM,
    "blockquote": Role.QUOTE,
    "figcaption": Role.CAPTION,
    **{f"h{level}": Role.HEADING for level in range(1, 7)},
}
_BREAKS = {*_ROLES, "div", "br", "ul", "ol", "table", "tr", "figure", "section", "article", "hr"}
_SKIPPED = {"script", "style", "template", "noscript", "iframe"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"(?:max-height|opacity)\s*:\s*0(?:px)?\s*(?:;|$)",
    re.I,
)


def fragment_blocks(html: str) -> tuple[Block, ...]:
    """The text of `html` in order, separated at block elements and line breaks. Raises ReadError if
    it has more than MAX_TAGS tags."""
    if html.count("<") > MAX_TAGS:
        raise ReadError(f"its HTML has more than {MAX_TAGS:,} tags, the limit")
    soup = BeautifulSoup(html, "html.parser")
    blocks: list[Block] = []
    words: list[str] = []
    role = Role.PARAGRAPH
    for node, stands_in in _texts(soup):
        if node is None or stands_in is not role:
            _close(blocks, words, role)
            role = stands_in
        if node is not None:
            words.append(node)
    _close(blocks, words, role)
    return tuple(blocks)


def _close(blocks: list[Block], words: list[str], role: Role) -> None:
    text = " ".join("".join(words).split())
    words.clear()
    if text:
        blocks.append(Block(role=role, text=text))


def _texts(soup: BeautifulSoup) -> Iterator[tuple[str | None, Role]]:
    """Each run of text with the role of its block; None where a block ends or begins. It keeps its
    own stack, because fragments may be nested deeper than Python's limit."""
    stack: list[tuple[PageElement | None, Role]] = [(soup, Role.PARAGRAPH)]
    while stack:
        node, role = stack.pop()
        if node is None:
            yield None, role
        elif type(node) is NavigableString:
            yield str(node), role
        elif isinstance(node, Tag) and node.name not in _SKIPPED and not _hidden(node):
            inner = _ROLES.get(node.name, role)
            if inner is Role.PARAGRAPH and role is not Role.PARAGRAPH:
                inner = role
            breaks = node.name in _BREAKS
            if breaks:
                yield None, inner
                stack.append((None, role))
            stack.extend((child, inner) for child in reversed(node.contents))


def _hidden(tag: Tag) -> bool:
    """Whether a program that shows the fragment leaves the tag out, as newsletters do with the
    lines that only the list of messages shows."""
    return bool(tag.attrs) and (
        "hidden" in tag.attrs or _HIDDEN.search(str(tag.get("style", ""))) is not None
    )
