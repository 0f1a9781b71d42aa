"""HTML pages: what the page says about itself as claims, its article's text as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.readers.base import has_ending, head_text, label, single_record
from dateline.readers.sniff import FRAGMENT_ROOTS, root_element
from dateline.values.draft import Draft, Record, RecordError

_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|link|div|p|article|section|h1|span|table|br|a)\b"
)
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
    version = 13
    media_type = "text/html"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A page begins with a tag that pages begin with. If the name says HTML, a tag that
        fragments begin with, or a few tags anywhere, are enough."""
        text = head_text(head)
        root = root_element(text)
        if root == "html" or "<!doctype html" in text[:1000].lower():
            return 95
        if root in _ROOTS and _TAG.search(text):
            return 70
        tagged = root in FRAGMENT_ROOTS or len(_TAG.findall(text)) >= 3
        return 60 if has_ending(name, *_NAMES) and tagged else None

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
