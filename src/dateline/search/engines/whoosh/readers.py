"""How terms, postings and lengths are read from a segment."""

from __future__ import annotations

import pickle
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.reading import CorruptIndexError, TermInfo, TermNotFound

from dateline.search.engines.whoosh.postings import Postings, decompress, unpack

_BLOCKS_KEPT = 512  # in memory: of 64 terms, some 5 KB each


class DocumentsReader(W3PerDocReader):
    """Whoosh's reader, which can also return the lengths of a field in all documents at once."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._lengths: dict[str, bytes] = {}

    def lengths(self, field: str) -> bytes:
        """One byte per document: its length as Whoosh rounds it; 0 if it lacks the field."""
        if field not in self._lengths:
            column = f"_{field}_len"
            if not self.has_column(column):
                raise CorruptIndexError(f"the lengths of {field} are missing")
            file, start, length = self._get_column_file(column)
            self._lengths[field] = file.get(start, length).ljust(self._doccount, b"\0")
            file.close()
        return self._lengths[field]


class _Block:
    """Up to 64 terms of a field, each with its number of documents and its postings' offset."""

    def __init__(self, data: bytes, postings: int) -> None:
        data = decompress(data)
        (count,), at = unpack(data, 0, 1)
        lengths, at = unpack(data, at, count)
        self.counts, at = unpack(data, at, count)
        sizes, at = unpack(data, at, count)
        ends = list(accumulate(lengths, initial=at))
        if ends[-1] != len(data):
            raise CorruptIndexError("a block of terms is cut short")
        self.terms = [data[a:b] for a, b in pairwise(ends)]
        self.extents = list(zip(accumulate(sizes, initial=postings), sizes, strict=False))


class TermsReader(base.TermsReader):
    """Looks up terms by bisection of the directory, then of a block."""

    def __init__(self, storage: Any, segment: Any) -> None:
        name = segment.make_filename(W3Codec.TERMS_EXT)
        length = storage.file_length(name)
        self._terms = storage.open_file(name)
        self._postings = segment.open_file(storage, W3Codec.POSTS_EXT)
        self._postings_end = storage.file_length(segment.make_filename(W3Codec.POSTS_EXT))
        size = int.from_bytes(self._terms.get(length - 8, 8), "big") if length >= 8 else length
        if size > length - 8:
            raise CorruptIndexError("the file of terms is cut short")
        end, self._directory = pickle.loads(decompress(self._terms.get(length - 8 - size, size)))
        if end != length - 8 - size:
            raise CorruptIndexError("the file of terms is not whole")
        self._documents = segment.doc_count_all()
        self._block = lru_cache(maxsize=_BLOCKS_KEPT)(self._read)

    def _read(self, field: str, number: int) -> _Block:
        _, blocks, postings = self._directory[field]
        start, end = blocks[number], blocks[number + 1]
        return _Block(self._terms.get(start, end - start), postings[number])

    def _find(self, field: str, term: bytes) -> tuple[_Block, int] | None:
        """The block that a term is in, and its number there."""
        if field not in self._directory:
            return None
        number = bisect_right(self._directory[field][0], term) - 1
        if number < 0:
            return None
        block = self._block(field, number)
        at = bisect_left(block.terms, term)
        return (block, at) if at < len(block.terms) and block.terms[at] == term else None

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        return tuple(self._directory)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._directory):
            yield from self._of_field(field, b"")

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        yield from self._of_field(field, prefix)
        for later in sorted(self._directory):
            if later > field:
                yield from self._of_field(later, b"")

    def _of_field(self, field: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        firsts = self._directory[field][0] if field in self._directory else []
        for number in range(max(bisect_right(firsts, start) - 1, 0), len(firsts)):
            for term in self._block(field, number).terms:
                if term >= start:
                    yield field, term

    def doc_frequency(self, field: str, term: bytes) -> int:
        found = self._find(field, term)
        return found[0].counts[found[1]] if found else 0

    def term_info(self, field: str, term: bytes) -> Any:
        found = self._find(field, term)
        if found is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return TermInfo(df=found[0].counts[found[1]])

    def rows(self, schema: Any) -> Iterator[tuple[str, bytes, int, bytes]]:
        """All terms in order, each with its field, number of documents and packed postings; only
        those of fields in the schema."""
        for field in filter(schema.__contains__, sorted(self._directory)):
            for number in range(len(self._directory[field][0])):
                block = self._block(field, number)
                for term, count, extent in zip(
                    block.terms, block.counts, block.extents, strict=True
                ):
                    yield field, term, count, self._data(*extent)

    def _data(self, start: int, size: int) -> bytes:
        if start + size > self._postings_end:
            raise CorruptIndexError("the file of postings is cut short")
        return decompress(self._postings.get(start, size))

    def postings(self, field: str, term: bytes) -> Postings | None:
        """The postings of a term, or None if no document has it."""
        found = self._find(field, term)
        if found is None:
            return None
        block, at = found
        made = Postings(self._data(*block.extents[at]), block.counts[at])
        if made.ids[-1:] >= [self._documents]:
            raise CorruptIndexError("a posting is of no document")
        return made

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> Any:
        from dateline.search.engines.whoosh.matcher import PostingMatcher  # for merges alone

        postings = self.postings(field, term)
        if postings is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return PostingMatcher(postings, format_, (field, term), scorer)

    def close(self) -> None:
        self._terms.close()
        self._postings.close()
