"""HTML pages: what the page says about itself as claims, its article's text as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.readers.base import has_ending, head_text, label, single_record
from dateline.readers.sniff import FRAGMENT_ROOTS, root_element, xml_kind
from dateline.values.draft import Draft, Record, RecordError

_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|link|div|p|article|section|h1|span|table|br|a)\b"
)
_PARTS = re.compile(
    r"<(html|head|body|title|meta|link|div|p|h1|table|tr|td|a|img|script)[\s>]", re.I
)
_WRAPPED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<[a-z][\w.-]*(?:\s[^<>]*)?>\s*(?:<!doctype[^<>]*>\s*)?<html[\s>]", re.I
)
"""An element of a corpus around a whole page."""

_BEGINNING = re.compile(r"[\s\ufeffï»¿]*<")
MIN_TAGS = 10
MIN_KINDS = 4
"""So many tags, of so many kinds, make a page of a file that begins with a stray tag, or with a
byte order mark that was encoded twice."""

_NAMES = (".html", ".htm", ".xhtml")
_ROOTS = {
    "script",
    "style",
    "br",
    "head",
    "body",
    "title",
    "meta",
    "div",
    "article",
    "main",
    "section",
    "table",
    "p",
    "h1",
}


class HtmlReader:
    name = "html"
    version = 20
    media_type = "text/html"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A page begins with a tag that pages begin with. If the name says HTML, a tag that
        fragments begin with, or a few tags anywhere, are enough. If it begins with another tag,
        the rest decides, when no other format fits."""
        text = head_text(head)
        root = root_element(text)
        if root == "html" or "<!doctype html" in text[:1000].lower():
            return 95
        if (root in _ROOTS and _TAG.search(text)) or _WRAPPED.match(text):
            return 70
        tagged = root in FRAGMENT_ROOTS or len(_TAG.findall(text)) >= 3
        if has_ending(name, *_NAMES) and tagged:
            return 60
        return 20 if _is_marked_up(text) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream)

    def read(self, record: Record) -> Draft:
        """The page's article. Raises NotAnArticle if the page holds only links, and ReadError if it
        is cut off before any text."""
        from dateline.readers.html.page import page_draft  # lxml and trafilatura take 0.3 s to load

        return page_draft(
            record.data,
            reader=label(self),
            media_type=self.media_type,
            charset=record.charset,
        )


def _is_marked_up(text: str) -> bool:
    """Whether the text is a page for all that stands before it, and not XML of another kind."""
    if not _BEGINNING.match(text) or xml_kind(text):
        return False
    tags = [tag.lower() for tag in _PARTS.findall(text)]
    return len(tags) >= MIN_TAGS and len(set(tags)) >= MIN_KINDS
