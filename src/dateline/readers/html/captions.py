"""A page's picture captions, and the credits in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from dateline.values.draft import Block, Role

_FURNITURE = (
    "ancestor::nav or ancestor::aside or ancestor::footer"
    " or ancestor::header[not(ancestor::article)]"
)
_CREDIT = (
    ".//*[contains(@class, 'credit') or contains(@class, 'copyright')"
    " or contains(@class, 'Credit') or contains(@class, 'Copyright')"
    " or @itemprop='copyrightHolder' or self::cite or self::small]"
)


def figure_blocks(tree: HtmlElement) -> tuple[Block, ...]:
    """The captions in the page's order, each once, each credit after its caption."""
    blocks: dict[str, tuple[Block, ...]] = {}
    for figcaption in tree.xpath(f"//figcaption[not({_FURNITURE})]"):
        found = tuple(_caption(figcaption))
        if found:
            blocks.setdefault(found[0].text, found)
    return tuple(block for pair in blocks.values() for block in pair)


def _caption(figcaption: HtmlElement) -> Iterator[Block]:
    credits = figcaption.xpath(_CREDIT)
    credit = _text(credits[0]) if credits else ""
    text = _text(figcaption)
    if credit and text != credit and text.endswith(credit):
        text = text.removesuffix(credit).rstrip(" |/-–—·")
        yield Block(role=Role.CAPTION, text=text)
        yield Block(role=Role.CREDIT, text=credit)
    elif text and text != credit:
        yield Block(role=Role.CAPTION, text=text)


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
