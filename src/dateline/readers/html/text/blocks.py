"""A page's article text as blocks, by trafilatura (https://trafilatura.readthedocs.io)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from dateline.readers.html.json_ld import Node
from dateline.readers.html.text.boilerplate import prune
from dateline.readers.html.text.coverage import is_clearly_more, join_containers, left_out
from dateline.readers.html.text.layout_tables import flatten_layout_tables
from dateline.readers.html.text.leaked_code import without_markup
from dateline.readers.html.text.loose_text import wrap_loose_text
from dateline.readers.html.text.script_data import script_paragraphs
from dateline.readers.html.text.sentences import keep_parts_of_sentences
from dateline.readers.html.text.surroundings import remove_surroundings
from dateline.readers.paragraphs import text_blocks
from dateline.values.draft import Block, Role

_ROLES = {"head": Role.HEADING, "item": Role.LIST_ITEM, "quote": Role.QUOTE}
_CELLS = {"cell", "td", "th"}
_PARTING = {*_ROLES, "body", "list", "table", "row", "tr", "div", "section", "p", "lb", "code"}

MIN_LENGTH = 250
"""trafilatura's own threshold (min_extracted_size), below which it calls a text too short."""


MIN_GROWTH = 1.1
"""How much longer a text gets by what containers have that were left out. If it gets hardly longer,
they were slides or boxes."""

MAX_UNLINKED = 0.1
"""A list of links has a comma or a "more" between them. The article with the most links in the sets
has half of its text outside of links."""


class PageText(NamedTuple):
    """A page's text. `method` says where it comes from ("trafilatura 2.3.1", "json-ld
    articleBody", "script data"); `blocks` are in the page's order, and none if the page holds no
    text but links; `is_partial` if the page holds clearly more running text than was taken."""

    method: str
    blocks: tuple[Block, ...]
    is_partial: bool = False


def page_text(tree: HtmlElement, articles: Sequence[Node]) -> PageText:
    """The text of the article. Boxes beside it are removed from `tree`, and containers that its
    text is parted into are joined there."""
    cells = flatten_layout_tables(tree)
    remove_surroundings(tree)
    wrap_loose_text(tree, cells)
    keep_parts_of_sentences(tree)
    prune(tree)
    blocks = _extracted(tree)
    left = left_out(tree, blocks)
    length = _length(blocks)
    if left and join_containers(tree, left):
        whole = _extracted(tree)
        if _length(whole) > MIN_GROWTH * length:
            blocks, left, length = whole, left_out(tree, whole), _length(whole)
    stated = _stated_body(articles)
    if length < MIN_LENGTH and len(stated) > max(MIN_LENGTH, 2 * length):
        return PageText("json-ld articleBody", text_blocks(stated))
    if length < MIN_LENGTH and (paragraphs := script_paragraphs(tree)):
        blocks = tuple(Block(role=Role.PARAGRAPH, text=paragraph) for paragraph in paragraphs)
        return PageText("script data", blocks)
    method = f"trafilatura {trafilatura.__version__}"
    missed = sum(len(p.text_content()) for p in left)
    return PageText(method, blocks, is_clearly_more(missed, length))


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _extracted(tree: HtmlElement) -> tuple[Block, ...]:
    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    listings = "".join(_dense(pre.text_content()) for pre in tree.iter("pre"))
    blocks = () if body is None else tuple(_blocks(body, listings))
    return () if _links_only(tree, blocks) else blocks


def _links_only(tree: HtmlElement, blocks: Sequence[Block]) -> bool:
    """Whether almost no words are left of the text when those of all links are removed."""
    words = Counter(" ".join(block.text for block in blocks).split())
    linked = Counter(word for a in tree.iter("a") for word in "".join(a.itertext()).split())
    return (words - linked).total() <= MAX_UNLINKED * words.total()


def _stated_body(articles: Sequence[Node]) -> str:
    value = articles[0].get("articleBody") if articles else None
    return value if isinstance(value, str) else ""


def _blocks(body: HtmlElement, listings: str) -> Iterator[Block]:
    """The blocks of trafilatura's own markup (p, head, list, item, quote, lb, table, row, cell),
    separated wherever one of them begins or ends. Code of one line in a paragraph is a part of
    it. What is in `listings` is meant to be code. Tables in items keep cells (th, td) and lose
    rows."""
    words: list[str] = []
    roles = [Role.PARAGRAPH]
    code = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        parts = element.tag in _PARTING and not _is_inline_code(element)
        if parts or (element.tag == "th" and event == "start"):
            yield from _block(words, roles[-1], None if code else listings)
        if event == "start":
            code += element.tag == "code" and parts
            if parts:
                roles.append(_ROLES.get(element.tag, roles[-1]))
            elif element.tag in _CELLS and words:
                words.append(" | ")
            words.append(element.text or "")
        else:
            code -= element.tag == "code" and parts
            if parts:
                roles.pop()
            words.append(element.tail or "" if element is not body else "")
    yield from _block(words, Role.PARAGRAPH, listings)


def _is_inline_code(element: HtmlElement) -> bool:
    """Whether the element is code of one line beside words of a paragraph."""
    above, previous = element.getparent(), element.getprevious()
    if element.tag != "code" or above.tag == "body" or len(element) or "\n" in (element.text or ""):
        return False
    before = above.text if previous is None else previous.tail
    return any(text and text.strip() for text in (before, element.tail))


def _block(words: list[str], role: Role, listings: str | None) -> Iterator[Block]:
    text = "".join(words)
    words.clear()
    if listings is not None and not (listings and _dense(text) in listings):
        text = without_markup(text)
    text = " ".join(text.split())
    if text.strip("| "):
        yield Block(role=role, text=text)


def _dense(text: str) -> str:
    return "".join(text.split())
