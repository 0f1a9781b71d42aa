"""A page's picture captions, and the credits in them or beside them.

A caption is a <figcaption>; an element beside a picture that is named for it (WordPress'
"wp-caption-text", "image-caption", "legend", "pie-de-foto") or marked as the caption or description
of an https://schema.org/ImageObject; the text of a <figure>; or a <small>, <cite>, <em> or the like
that is all the text of a frame around a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml.html import HtmlElement

from dateline.values.draft import Block, Role

MAX_LENGTH = 1500
"""Longer texts under a picture are articles."""

_FURNITURE = (
    "ancestor::nav or ancestor::aside or ancestor::footer"
    " or ancestor::header[not(ancestor::article)]"
)
_CANDIDATES = (
    "descendant::body/descendant::*[self::figcaption or self::figure or self::small or self::cite"
    " or self::em or self::i or self::font or self::caption or @class"
    f" or @itemprop[. = 'caption' or . = 'description']][not({_FURNITURE})]"
)
_OF_IMAGE = r"(?:wp|image|photo|picture|media|img|pic|foto|figure|bilde?)"
_NAME = re.compile(
    rf"(?:^|[\s_-])(?:{_OF_IMAGE}[_-]*)?caption(?:[_-]{{1,2}}(?:text|dd|body|content|inner))?(?:$|\s)"
    rf"|(?:^|[\s_-]){_OF_IMAGE}[_-]*(?:desc(?:ription)?|legend[ea]?|unterschrift|beschreibung)(?:$|\s)"
    r"|(?:^|[\s_-])(?:photo|foto|img|bilde?|image)[_-]*te(?:xto?|kst|sto)(?:$|\s)"
    r"|(?:^|[\s_-])(?:legend[ea]?|cutline|didascalia)(?:$|\s)|pie[_-]*(?:de[_-]*)?foto"
    r"|texto[_-]*foto|bild[_-]*(?:unterschrift|text|legende)|billed-?tekst|kuvateksti"
    r"|foto-?onderschrift|podpis[_-]*(?:zdjecia|foto)",
    re.I,
)
_SMALL = {"small", "cite", "em", "i", "font", "caption"}
_NO_CAPTION = ".//figcaption or .//blockquote or .//table or .//pre or .//h1 or .//h2 or .//h3"
MAX_BARE = 300
"""Characters of a caption that no name marks."""

_PICTURE = ".//img or .//picture or .//video or .//amp-img or .//svg or .//iframe"
_OF_PICTURE = "ancestor::*[@itemprop='image' or contains(@itemtype, 'ImageObject')]"
_NEAR = 3  # levels up to the element that holds both the picture and its caption
_CREDIT = (
    "descendant::*[contains(@class, 'credit') or contains(@class, 'copyright')"
    " or contains(@class, 'Credit') or contains(@class, 'Copyright')"
    " or @class='source' or @itemprop='copyrightHolder' or self::cite or self::small]"
)


def caption_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that may be captions, in the page's order."""
    return list(tree.xpath(_CANDIDATES))


def figure_blocks(elements: Iterable[HtmlElement]) -> tuple[Block, ...]:
    """The captions among `elements`, each once, each credit after its caption. The elements get
    names by which they are known for what they are."""
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
    name = element.get("class") or ""
    marked = element.get("itemprop") in ("caption", "description") and element.xpath(_OF_PICTURE)
    if not marked and not _NAME.search(name):
        return _bare_figure(element)
    if next(element.iterancestors("figcaption"), None) is not None:
        return None
    if element.xpath(f"boolean({_PICTURE})") or len(element.findall(".//p")) > 1:
        return None  # a frame around both, or the text of a slide
    above = element.iterancestors()
    near = (next(above, None) for _ in range(_NEAR))
    return next((e for e in near if e is not None and e.xpath(f"boolean({_PICTURE})")), None)


def _bare_figure(element: HtmlElement) -> HtmlElement | None:
    """The same for an element without a name: a <figure>, or small print that is all the text of
    the frame around it and a picture."""
    if element.xpath("boolean(.//a or ancestor::a)"):
        return None  # a teaser
    if element.tag == "figure":
        is_bare = element.xpath(f"({_PICTURE}) and not({_NO_CAPTION})")
        return element if is_bare and len(_text(element)) <= MAX_BARE else None
    if element.tag not in _SMALL or (element.tail or "").strip():
        return None
    text = _text(element)
    for above in islice(element.iterancestors(), _NEAR + 1):
        if not text or len(text) > MAX_BARE or _text(above) != text:
            return None
        if above.xpath(f"boolean({_PICTURE})"):
            return None if above.tag == "figure" else above
    return None


def _caption(element: HtmlElement, figure: HtmlElement) -> tuple[Block, ...]:
    inside = element.xpath(_CREDIT)
    beside = [] if inside or figure is element else figure.xpath(_CREDIT)
    beside = [e for e in beside if e is not element and element not in e.iterancestors()][:1]
    text = _text(element)
    credit = _text((inside or beside)[0]) if inside or beside else ""
    if not text or text == credit or len(text) > MAX_LENGTH:
        return ()
    if credit != text and credit.startswith(text):
        credit = credit.removeprefix(text).strip(" |/-–—·")
    if credit and text.endswith(credit):
        text = text.removesuffix(credit).rstrip(" |/-–—·")
    elif not beside:
        credit = ""
    if element is not figure:
        element.set("class", "caption")
    for found in beside:
        found.set("class", "credit")
    blocks = (Block(role=Role.CAPTION, text=text), Block(role=Role.CREDIT, text=credit))
    return blocks if credit else blocks[:1]


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
