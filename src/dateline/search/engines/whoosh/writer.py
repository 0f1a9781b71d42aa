"""The writing side of the Whoosh engine. A search never loads this."""

from __future__ import annotations

import zlib
from collections import Counter

from dateline.search.analysis import AnalyzedText, Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.engines.entries import entries, serialize, terms_field, to_bytes
from dateline.search.engines.facets import pack
from dateline.search.engines.whoosh.errors import translated
from dateline.search.engines.whoosh.pool import TermPool
from dateline.search.engines.whoosh.segment_writer import DatelineSegmentWriter
from dateline.search.engines.whoosh.segments import IndexReader
from dateline.search.indexed import Document

_COMPRESSION = 3  # zlib's 6 takes half as long again for a fiftieth

Blocks = list[tuple[AnalyzedText, int]]  # each with the weight of one occurrence in it


class WhooshWriter:
    """Puts and drops in one Whoosh writer. Documents of the same writing can be replaced."""

    def __init__(
        self, folder: str, writer: DatelineSegmentWriter, committed: IndexReader, analyzer: Analyzer
    ) -> None:
        self._folder = folder
        self._writer = writer
        self._committed = committed
        self._analyzer = analyzer
        self._new: dict[str, int] = {}

    def put(self, document: Document) -> None:
        self.drop(document.id)
        texts, values = entries(document, self._analyzer)
        stored = zlib.compress(to_bytes(serialize(document)), _COMPRESSION)
        with translated(self._folder):
            number, pool = self._writer.docnum, self._writer.pool
            lengths: dict[str, int] = {}
            for name, blocks in texts.items():
                stems = terms_field(name, TermKind.STEMS)
                if length := _add_stems(pool, stems, number, blocks):
                    lengths[stems] = length
                _add_words(pool, terms_field(name, TermKind.WORDS), number, blocks)
            for name, terms in values.items():
                pool.add_weights(
                    terms_field(name, TermKind.VALUES), number, dict.fromkeys(terms, 1)
                )
            self._new[document.id] = number
            self._writer.add_document(document.id, pack(document), stored, lengths)

    def drop(self, id: str) -> None:
        with translated(self._folder):
            if (new := self._new.pop(id, None)) is not None:
                # Whoosh's own delete reaches only segments that are already committed.
                self._writer.newsegment.delete_document(new)
            old = self._committed.number(id)
            if old is not None and not self._writer.is_deleted(old):
                self._writer.delete_document(old)


def _add_stems(pool: TermPool, name: str, document: int, blocks: Blocks) -> int:
    """Add the stems of a field with their weighted frequencies; return its length in words."""
    bag: Counter[str] = Counter()
    for block, weight in blocks:
        for _again in range(weight):
            bag.update(block.stems)
    pool.add_weights(name, document, bag)
    return bag.total()


def _add_words(pool: TermPool, name: str, document: int, blocks: Blocks) -> None:
    """Add the exact folded words of a field, with weighted frequencies and positions. Their lengths
    are those of the stems."""
    places: dict[str, list[int]] = {}
    beyond: Counter[str] = Counter()  # what occurrences weigh beyond one each
    at = 0
    for block, weight in blocks:
        for place, word in enumerate(block.words, at):
            if word in places:
                places[word].append(place)
            else:
                places[word] = [place]
        at += len(block.words) + 1  # a gap: words of two blocks are not adjacent
        for _again in range(weight - 1):
            beyond.update(block.words)
    pool.add_places(name, document, places, beyond)
