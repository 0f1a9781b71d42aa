"""How the Whoosh engine stores terms and postings; everything else is Whoosh's own codec.

Whoosh's own codec takes some 75 bytes per term beside the term, and pickles of tuples for each
block of postings: 24 MB for 5 MB of text, of which half the terms have a single posting. Here
terms are in sorted blocks of 64, each with its number of documents, and postings are rows of
numbers (see `postings`).
"""

from __future__ import annotations

from typing import Any

from whoosh.codec.whoosh3 import W3Codec

from dateline.search.engines.whoosh.readers import DocumentsReader, TermsReader


class DatelineCodec(W3Codec):
    """Whoosh's codec with smaller terms and postings."""

    length_stats = False  # of each term; nothing here skips by them

    def field_writer(self, storage: Any, segment: Any) -> Any:
        from dateline.search.engines.whoosh.field_writer import FieldWriter

        return FieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        return TermsReader(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        return DocumentsReader(storage, segment)
