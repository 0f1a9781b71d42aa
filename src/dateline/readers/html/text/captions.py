"""A page's picture captions, and the credits in them or beside them.

A caption is a <figcaption>, or an element beside a picture that is named for it (WordPress'
"wp-caption-text", "caption", "image-caption") or marked as the caption or description of an
https://schema.org/ImageObject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from dateline.values.draft import Block, Role

MAX_LENGTH = 1500
"""Longer texts under a picture are articles."""

_FURNITURE = (
    "ancestor::nav or ancestor::aside or ancestor::footer"
    " or ancestor::header[not(ancestor::article)]"
)
_CANDIDATES = (
    "descendant::body/descendant::*[self::figcaption"
    " or @class[contains(., 'aption') or contains(., 'bild')]"
    f" or @itemprop[. = 'caption' or . = 'description']][not({_FURNITURE})]"
)
_NAME = re.compile(
    r"(?:^|[\s_-])(?:wp-|image-?|photo-?|picture-?|media-?|img-?|foto-?)?caption"
    r"(?:[_-]{1,2}(?:text|dd|body|content|inner))?(?:$|\s)|bild(?:unterschrift|text|legende)",
    re.I,
)
_PICTURE = ".//img or .//picture or .//video or .//amp-img or .//svg or .//iframe"
_OF_PICTURE = "ancestor::*[@itemprop='image' or contains(@itemtype, 'ImageObject')]"
_NEAR = 3  # levels up to the element that holds both the picture and its caption
_CREDIT = (
    "descendant::*[contains(@class, 'credit') or contains(@class, 'copyright')"
    " or contains(@class, 'Credit') or contains(@class, 'Copyright')"
    " or @itemprop='copyrightHolder' or self::cite or self::small]"
)


def caption_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that may be captions, in the page's order."""
    return list(tree.xpath(_CANDIDATES))


def figure_blocks(elements: Iterable[HtmlElement]) -> tuple[Block, ...]:
    """The captions among `elements`, each once, each credit after its caption."""
    blocks: dict[str, tuple[Block, ...]] = {}
    for element in elements:
        figure = _figure(element)
        if figure is not None and (found := _caption(element, figure)):
            blocks.setdefault(found[0].text, found)
    return tuple(block for pair in blocks.values() for block in pair)


def _figure(element: HtmlElement) -> HtmlElement | None:
    """The element that holds the caption and its picture; None if `element` is no caption, or is
    inside of one or around one."""
    if element.tag == "figcaption":
        return element
    if next(element.iterancestors("figcaption"), None) is not None:
        return None
    if element.xpath(f"boolean({_PICTURE})") or len(element.findall(".//p")) > 1:
        return None  # a frame around both, or the text of a slide
    marked = element.get("itemprop") in ("caption", "description") and element.xpath(_OF_PICTURE)
    if not marked and not _NAME.search(element.get("class") or ""):
        return None
    above = element.iterancestors()
    near = (next(above, None) for _ in range(_NEAR))
    return next((e for e in near if e is not None and e.xpath(f"boolean({_PICTURE})")), None)


def _caption(element: HtmlElement, figure: HtmlElement) -> tuple[Block, ...]:
    inside = element.xpath(_CREDIT)
    beside = [] if inside or figure is element else figure.xpath(_CREDIT)[:1]
    text = _text(element)
    credit = _text((inside or beside)[0]) if inside or beside else ""
    if not text or text == credit or len(text) > MAX_LENGTH:
        return ()
    if credit and text.endswith(credit):
        text = text.removesuffix(credit).rstrip(" |/-–—·")
    elif not beside:
        credit = ""
    blocks = (Block(role=Role.CAPTION, text=text), Block(role=Role.CREDIT, text=credit))
    return blocks if credit else blocks[:1]


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
