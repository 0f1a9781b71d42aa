"""The writing side of the Whoosh engine. A search never loads this."""

from __future__ import annotations

from typing import Any

from whoosh.searching import Searcher

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.engines.entries import entries, serialize, terms_field
from dateline.search.engines.facets import pack
from dateline.search.engines.whoosh.errors import translated
from dateline.search.fields import Document


class WhooshWriter:
    """Puts and drops in one Whoosh writer. Documents of the same writing can be replaced."""

    def __init__(self, folder: str, writer: Any, searcher: Searcher, analyzer: Analyzer) -> None:
        self._folder = folder
        self._writer = writer
        self._searcher = searcher
        self._analyzer = analyzer
        self._new: dict[str, int] = {}

    def put(self, document: Document) -> None:
        self.drop(document.id)
        fields = self._fields(document)
        with translated(self._folder):
            self._new[document.id] = self._writer.docnum - self._writer.docbase
            self._writer.add_document(**fields)

    def drop(self, id: str) -> None:
        with translated(self._folder):
            if (new := self._new.pop(id, None)) is not None:
                # Whoosh's own delete reaches only segments that are already committed.
                self._writer.newsegment.delete_document(new)
            old = self._searcher.document_number(id=id)
            if old is not None and not self._writer.is_deleted(old):
                self._writer.delete_document(old)

    def _fields(self, document: Document) -> dict[str, Any]:
        texts, values = entries(document, self._analyzer)
        found: dict[str, Any] = {
            "id": [document.id],
            "packed": pack(document),
            "stored": serialize(document),
        }
        for name, blocks in texts.items():
            found[terms_field(name, TermKind.STEMS)] = found[terms_field(name, TermKind.WORDS)] = (
                blocks
            )
        for name, terms in values.items():
            if name != "id":
                found[terms_field(name, TermKind.VALUES)] = terms
        return found
