"""The writing side of the tantivy engine. A search never loads this."""

from __future__ import annotations

import mmap

import tantivy

from dateline.search.analysis import Analyzer
from dateline.search.engines.tantivy.errors import Guard
from dateline.search.engines.tantivy.packing import ENOUGH, Packer
from dateline.search.engines.tantivy.schema import ID, made, split_document
from dateline.search.indexed import Document

# For the stacks of a writer's threads and the 64 MB of addresses that glibc keeps for each of them;
# with 200 MB an index of 5,000 articles was still ended at some limits.
_THREADS_BYTES = 300_000_000


def check_memory(postings: int) -> None:
    """Raises OSError if the system has not the memory for a writer with so many bytes of postings.
    Rust does not raise anything then: it ends the process."""
    mmap.mmap(-1, postings + _THREADS_BYTES).close()


class TantivyWriter:
    """Puts and drops in one tantivy writer. If there is no dictionary yet, documents wait until
    there are enough to train one, or until the end."""

    def __init__(
        self, guard: Guard, writer: tantivy.IndexWriter, analyzer: Analyzer, packer: Packer
    ) -> None:
        self._guard = guard
        self._writer = writer
        self._analyzer = analyzer
        self._packer = packer
        self._waiting: dict[str, Document] = {}
        self._is_waiting = not packer.is_trained

    def put(self, document: Document) -> None:
        self.drop(document.id)
        if not self._is_waiting:
            self._add(document)
            return
        self._waiting[document.id] = document
        if len(self._waiting) == ENOUGH:
            self._packer.train([split_document(document)[1] for document in self._waiting.values()])
            self.finish()

    def drop(self, id: str) -> None:
        self._waiting.pop(id, None)
        with self._guard:
            self._writer.delete_documents_by_term(ID, id)

    def finish(self) -> None:
        """All waiting documents are added."""
        self._is_waiting = False
        for document in self._waiting.values():
            self._add(document)
        self._waiting.clear()

    def _add(self, document: Document) -> None:
        head, rest = split_document(document)
        taken = made(document, self._analyzer, head + self._packer.pack(rest))
        with self._guard:
            self._writer.add_document(taken)
