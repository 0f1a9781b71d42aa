"""What a query matches in one document."""

from __future__ import annotations

from dateline.search.analysis import Analyzer
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.parser import parse


def matched_words(text: str, document: Document) -> list[str]:
    """The words that a query matched, as they are written, each with its part."""
    return [
        f"{span.part}: {document.texts[span.part][span.block][span.start : span.end]}"
        for span in Matcher(parse(text), Analyzer("en")).spans(document)
    ]


def matches(text: str, document: Document) -> bool:
    """Whether a query matches the document."""
    return Matcher(parse(text), Analyzer("en")).matches(document)
