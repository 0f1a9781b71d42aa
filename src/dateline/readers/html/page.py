"""A page's bytes to a draft: decoded, parsed once, and checked for being cut off."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.html.json_ld import linked_data
from dateline.readers.html.metadata import page_claims
from dateline.readers.html.saved_page import original_page
from dateline.readers.html.text.blocks import page_text
from dateline.readers.html.text.captions import caption_elements, figure_blocks
from dateline.readers.html.text.inline import mend_inline_marks
from dateline.readers.html.text.standfirst import standfirst_blocks, without_head
from dateline.readers.streams.charset import declared_charset, decode
from dateline.values.draft import Claim, Draft

MAX_ELEMENTS = 50_000
"""The largest page of the evaluation sets has 10,112. Finding the text and the date takes time by
the square of their number: 5 s for 50,000 links, 13 s for 100,000."""

MAX_DEPTH_SUM = 2_500_000
"""The depths of all elements added up. Some of the work is repeated for each level: 20,000
paragraphs at a depth of 1,000 take 8 s."""

MAX_CHARACTERS = 4_000_000
"""Without the pictures embedded in saved pages. The longest page of the sets has 2 million."""

MAX_ATTRIBUTES = 5_000
"""Of one element; libxml2 compares each with all others."""

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TOO_DEEP = "elements are nested more than 2048 deep, the limit: their content is lost"
_MORE_TEXT = "the page holds clearly more running text than was taken: a part may be missing"
_UNPARSED = ("script", "style", "noscript", "template", "textarea", "title")


def page_draft(data: bytes, *, reader: str, media_type: str, charset: str | None = None) -> Draft:
    """The draft of one page. `charset` is the one that its transport declares, if any. Raises
    ReadError and NotAnArticle as described for HtmlReader.read."""
    decoded = decode(data, charset, declared_charset(data))
    text, saved = original_page(decoded.text)
    decoded = replace(decoded, text=text)
    tree, too_deep = _parse(text)
    mend_inline_marks(tree, text)
    cut = _cut_inside(decoded.text)
    articles = linked_data(tree)
    claims = page_claims(tree, articles)
    figures = caption_elements(tree)
    captions, standfirst = figure_blocks(figures), standfirst_blocks(tree, claims)
    found = page_text(tree, articles)
    if not found.blocks:
        raise ReadError(too_deep) if too_deep else _no_text_error(decoded.text)
    # They were not removed as boxes.
    kept = figure_blocks(e for e in figures if tree in e.iterancestors()) if captions else ()
    before = (*kept, *standfirst)
    body = Claim(field="body", value=found.method, method=found.method.split()[0], where="page")
    return Draft(
        reader=reader,
        media_type=media_type,
        blocks=(*captions, *standfirst, *without_head(found.blocks, before, claims)),
        claims=(body, *claims, *saved),
        warnings=(*decoded.warnings, *(() if cut else _unclosed(decoded.text))),
        partial=cut or too_deep or (_MORE_TEXT if found.is_partial else None),
    )


def _parse(text: str) -> tuple[HtmlElement, str | None]:
    """The tree, and a warning if it lacks what is nested too deeply for libxml2. The parser gets
    UTF-8, so that no charset that the page declares matters."""
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"the page has more than {MAX_CHARACTERS:,} characters, the limit")
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag[0]).split()) > MAX_ATTRIBUTES:
            raise ReadError(f"an element has more than {MAX_ATTRIBUTES:,} attributes, the limit")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # lxml.html's own lookup runs Python code for every element that is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise ReadError(f"the page contains no HTML: {error}") from error
    _check_limits(tree)
    too_deep = any("Excessive depth" in entry.message for entry in parser.error_log)
    return tree, _TOO_DEEP if too_deep else None


def _check_limits(tree: HtmlElement) -> None:
    count = int(tree.xpath("count(descendant-or-self::*)"))
    if count * (count + 1) // 2 <= MAX_DEPTH_SUM and count <= MAX_ELEMENTS:
        return  # even if each is inside of the one before
    elements = depth = depths = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            elements += 1
            depth += 1
            depths += depth
        else:
            depth -= 1
    if elements > MAX_ELEMENTS:
        raise ReadError(f"the page has {elements:,} elements; the limit is {MAX_ELEMENTS:,}")
    if depths > MAX_DEPTH_SUM:
        raise ReadError(f"the page nests {elements:,} elements too deeply")


def _no_text_error(text: str) -> ReadError:
    inside = _open_element(text)
    if inside is not None:
        return ReadError(f"the page ends inside a <{inside}>: it is cut off before any text")
    return NotAnArticle("a page with no article: only links and boilerplate")


def _cut_inside(text: str) -> str | None:
    """A sentence if the page is cut off inside an element with unparsed content."""
    inside = _open_element(text)
    return None if inside is None else f"the page ends inside a <{inside}>: it is cut off"


def _unclosed(text: str) -> tuple[str, ...]:
    """A warning if the page opens a body and does not close it."""
    if "</html" in text or "</body" in text:
        return ()
    lowered = text.lower()
    opened = "<html" in lowered or "<body" in lowered
    if opened and "</html" not in lowered and "</body" not in lowered:
        return ("the page ends without closing its body: it may be cut off",)
    return ()


def _open_element(text: str) -> str | None:
    """The element with unparsed content that is still open at the end of the page, or None. A tag
    that the end of the body follows is one in a script or a picture."""
    lowered = text[max(text.rfind("</body"), text.rfind("</html"), 0) :].lower()
    end = max(lowered.rfind("</body"), lowered.rfind("</html"))
    for name in _UNPARSED:
        opening = lowered.rfind(f"<{name}", end + 1)
        if opening < 0:
            continue
        if opening > lowered.rfind(f"</{name}") and not lowered[opening:].rstrip().endswith("/>"):
            return name
    return None
