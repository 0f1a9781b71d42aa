"""A page's article text as blocks, by trafilatura (https://trafilatura.readthedocs.io)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from dateline.readers.html.json_ld import Node
from dateline.readers.html.text.boilerplate import prune
from dateline.readers.html.text.leaked_code import without_markup
from dateline.readers.html.text.script_data import script_paragraphs
from dateline.readers.paragraphs import text_blocks
from dateline.values.draft import Block, Role

_ROLES = {"head": Role.HEADING, "item": Role.LIST_ITEM, "quote": Role.QUOTE}
_PARTING = {*_ROLES, "body", "list", "table", "row", "div", "section", "p", "lb", "code"}

MIN_LENGTH = 250
"""trafilatura's own threshold (min_extracted_size), below which it calls a text too short."""


MAX_UNLINKED = 0.1
"""A list of links has a comma or a "more" between them. The article with the most links in the sets
has half of its text outside of links."""


def article_blocks(tree: HtmlElement, articles: Sequence[Node]) -> tuple[str, tuple[Block, ...]]:
    """Where the text comes from ("trafilatura 2.3.1", "json-ld articleBody", "script data"), and
    its blocks in the page's order; no blocks if the page holds no text but links."""
    prune(tree)
    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    blocks = () if body is None else tuple(_blocks(body))
    if _links_only(tree, blocks):
        blocks = ()
    length = sum(len(block.text) for block in blocks)
    stated = _stated_body(articles)
    if length < MIN_LENGTH and len(stated) > max(MIN_LENGTH, 2 * length):
        return "json-ld articleBody", text_blocks(stated)
    if length < MIN_LENGTH and (paragraphs := script_paragraphs(tree)):
        return "script data", tuple(
            Block(role=Role.PARAGRAPH, text=paragraph) for paragraph in paragraphs
        )
    return f"trafilatura {trafilatura.__version__}", blocks


def _links_only(tree: HtmlElement, blocks: Sequence[Block]) -> bool:
    """Whether almost no words are left of the text when those of all links are removed."""
    words = Counter(" ".join(block.text for block in blocks).split())
    linked = Counter(word for a in tree.iter("a") for word in "".join(a.itertext()).split())
    return (words - linked).total() <= MAX_UNLINKED * words.total()


def _stated_body(articles: Sequence[Node]) -> str:
    value = articles[0].get("articleBody") if articles else None
    return value if isinstance(value, str) else ""


def _blocks(body: HtmlElement) -> Iterator[Block]:
    """The blocks of trafilatura's own markup (p, head, list, item, quote, lb, table, row, cell),
    separated wherever one of them begins or ends."""
    words: list[str] = []
    roles = [Role.PARAGRAPH]
    code = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        parts = element.tag in _PARTING
        if parts:
            yield from _block(words, roles[-1], code=code > 0)
        if event == "start":
            code += element.tag == "code"
            if parts:
                roles.append(_ROLES.get(element.tag, roles[-1]))
            elif element.tag == "cell" and words:
                words.append(" | ")
            words.append(element.text or "")
        else:
            code -= element.tag == "code"
            if parts:
                roles.pop()
            words.append(element.tail or "" if element is not body else "")
    yield from _block(words, Role.PARAGRAPH, code=False)


def _block(words: list[str], role: Role, *, code: bool) -> Iterator[Block]:
    text = "".join(words)
    words.clear()
    if not code:
        text = without_markup(text)
    text = " ".join(text.split())
    if text.strip("| "):
        yield Block(role=role, text=text)
