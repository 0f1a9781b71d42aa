"""Which inline elements are parts of a sentence. A name or a tag says what a box is for, but such
an element is no box if the words of its line need it: "the vote, on <time>5 May</time>, was lost".

Such an element stands between words of its line and words or a mark after it; or it opens the line,
and a sentence goes on after it in small letters; or it ends the line, and the words before it are a
sentence that is not over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn"),
    *("del", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "s", "samp"),
    *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_OPENERS = {"a", "button"}
"""What is named for a note or a window opens it, and has words of the text."""

_SPANS = {"time", "output", "label", "button"}
"""Extractors drop these whatever their names are."""

_HIDDEN_NAME = re.compile(r"hidden|sr-only|screen-?reader|u-hide|print-only", re.I)
_NOTE_NAME = re.compile(r"tooltip|pop-?up|modal|toast|foot-?note", re.I)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_AT_END = re.compile(
    r"more|share|social|comment|credit|copyright|caption|sign-?up|subscri|follow|log-?in|feedback|"
    r"rating|button|btn|advert|sponsor|related|recommend|tags",
    re.I,
)
"""What these names mean stands at the end of a line as well, after words without a mark."""

_NAMES = ("class", "id", "role", "itemprop")
_WORD = re.compile(r"[^\W\d_]")
_GOES_ON = re.compile(r"\s*[.,;:!?)\]’”»]|[^|·•/]*?[^\W\d_]")
_MARK = re.compile(r"[.,;:!?)\]’”»]")
_SMALL = re.compile(r"(?:['’][^\W\d_]|,?\s+(?=[^\W\d_])[^A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ])")
_OPEN = re.compile(r"(?:,|[^\W\d_]|[\d%]|[\"”’»)])\s+[\"“‘„«(]?$")
MIN_SENTENCE = 40
"""Characters of a line besides an element that opens or ends it."""


def keep_parts_of_sentences(tree: HtmlElement) -> None:
    """Takes their names from the inline elements of `tree` that are parts of a sentence, so that no
    later step takes them for boxes."""
    for whole in [*parts_of_sentences(tree)]:
        for element in whole.iter(*INLINE):
            if element is whole or (_is_part(element) and not _is_hidden(element)):
                _forget_name(element)


def parts_of_sentences(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost inline elements with a name, or of a tag that extractors drop, that are parts
    of a sentence. Hidden elements are none."""
    line: list[str | HtmlElement] = []
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag not in INLINE:
            yield from _parts(line)
            line, inside = [], None
        elif event == "start" and inside is None and _is_part(element):
            inside = element
        elif event == "end" and element is inside:
            inside = None
            line.append(element)
        text = element.text if event == "start" else element.tail
        if inside is None and text:
            line.append(text)
    yield from _parts(line)


def _parts(line: Sequence[str | HtmlElement]) -> Iterator[HtmlElement]:
    """The elements among the texts of a line that are parts of its sentence."""
    words = "".join(text for text in line if isinstance(text, str))
    before = ""
    for piece in line:
        if isinstance(piece, str):
            before += piece
        elif _stands_in(piece, before, words[len(before) :]):
            yield piece


def _stands_in(element: HtmlElement, before: str, after: str) -> bool:
    """Whether a sentence of the words before and after the element needs it."""
    if _is_hidden(element):
        # Without it a mark would stand alone, as it never does after what only readers hear.
        return _is_named_hidden(element) and before[-1:].isspace() and bool(_MARK.match(after))
    if _WORD.search(before):
        return bool(_GOES_ON.match(after)) or (not after.strip() and _is_end(element, before))
    return len(after) >= MIN_SENTENCE and bool(_SMALL.match(after))


def _is_end(element: HtmlElement, before: str) -> bool:
    """Whether the words before the element are a sentence that is not over."""
    begun = len(before.strip()) >= MIN_SENTENCE and _OPEN.search(before) is not None
    return begun and not _AT_END.search(_name(element))


def _is_part(element: HtmlElement) -> bool:
    return element.tag in _SPANS or any(
        name in _NAMES or name.startswith("data-") for name in element.attrib
    )


def _is_hidden(element: HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or _HIDDEN_NAME.search(_name(element)) is not None
        or (element.tag not in _OPENERS and _NOTE_NAME.search(_name(element)) is not None)
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def _is_named_hidden(element: HtmlElement) -> bool:
    """Whether only the name of an element says that it is hidden."""
    hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return not hidden and not _HIDDEN_STYLE.search(element.get("style") or "")


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _forget_name(element: HtmlElement) -> None:
    if element.tag in _SPANS:
        element.tag = "span"
    link = element.get("href")
    element.attrib.clear()
    if link is not None:
        element.set("href", link)
