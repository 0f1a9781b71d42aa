"""Which inline elements are parts of a sentence: those with words of the same line before them, and
words or a punctuation mark after them. A name or a tag says what a box is for, but such an element
is no box: "the vote, on <time>5 May</time>, was lost".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn"),
    *("del", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "s", "samp"),
    *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_SPANS = {"time", "output", "label", "button"}
"""Extractors drop these whatever their names are."""

_HIDDEN_NAME = re.compile(
    r"hidden|sr-only|screen-?reader|u-hide|print-only|tooltip|pop-?up|modal|toast|foot-?note", re.I
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NAMES = ("class", "id", "role", "itemprop")
_WORD = re.compile(r"[^\W\d_]")
_GOES_ON = re.compile(r"\s*[.,;:!?)\]’”»]|[^|·•/]*?[^\W\d_]")


def keep_parts_of_sentences(tree: HtmlElement) -> None:
    """Takes their names from the inline elements of `tree` that are parts of a sentence, so that no
    later step takes them for boxes."""
    for whole in [*parts_of_sentences(tree)]:
        for element in whole.iter(*_INLINE):
            if _is_part(element) and not _is_hidden(element):
                _forget_name(element)


def parts_of_sentences(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost inline elements with a name, or of a tag that extractors drop, that stand
    between the words of a line. Hidden elements are none."""
    begun = False  # the line has words
    inside: HtmlElement | None = None
    waiting: list[HtmlElement] = []  # for words after them
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag not in _INLINE:
            begun, inside = False, None
            waiting.clear()
        elif event == "start" and inside is None and _is_part(element):
            inside = element
        elif event == "end" and element is inside:
            inside = None
            if begun and not _is_hidden(element):
                waiting.append(element)
        text = element.text if event == "start" else element.tail
        if inside is None and text:
            if waiting and _GOES_ON.match(text):
                yield from waiting
                waiting.clear()
            begun = begun or _WORD.search(text) is not None


def _is_part(element: HtmlElement) -> bool:
    return element.tag in _SPANS or any(
        name in _NAMES or name.startswith("data-") for name in element.attrib
    )


def _is_hidden(element: HtmlElement) -> bool:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    style = element.get("style") or ""
    return bool(
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or _HIDDEN_NAME.search(name)
        or _HIDDEN_STYLE.search(style)
    )


def _forget_name(element: HtmlElement) -> None:
    if element.tag in _SPANS:
        element.tag = "span"
    link = element.get("href")
    element.attrib.clear()
    if link is not None:
        element.set("href", link)


def words_around(element: HtmlElement) -> tuple[str, str]:
    """The words of the element's line before it and after it."""
    block = next((above for above in element.iterancestors() if above.tag not in _INLINE), None)
    if block is None:
        return "", ""
    before, after = "", ""
    reached = False
    for event, part in etree.iterwalk(block, events=("start", "end")):
        if part is block and event == "end":
            break
        if part is not block and part.tag not in _INLINE:
            if reached:
                break
            before = ""
        text = (part.text if event == "start" else part.tail) or ""
        if part is element:
            reached = event == "end"
            after = text if reached else ""
        elif reached:
            after += text
        elif element not in part.iterancestors():
            before += text
    return " ".join(before.split()), " ".join(after.split())
