"""How the Whoosh engine keeps terms and postings: Whoosh's own codec for all else.

Whoosh's own takes some 75 bytes for each term beside the term, and pickles of tuples for each
block of postings: 24 MB for 5 MB of text, of which half the terms have a single posting.
Here terms lie in sorted blocks of 64, with how many documents have each; the postings of a term
are four rows of numbers, each number in as many bytes as the largest needs:

    how far to the next document · weights · how many positions · the positions themselves

A row of ones, as weights often are, takes one byte. The bytes of a row are laid out the lowest
of all numbers first, so that the higher ones, mostly zeros, compress well.
"""

from __future__ import annotations

import pickle
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.reading import CorruptIndexError, TermInfo, TermNotFound

_BLOCKS_KEPT = 512  # in memory: of 64 terms, some 5 KB each
_WORTH_PACKING = 80  # bytes; zlib makes less no smaller


def pack(numbers: Sequence[int]) -> bytes:
    """A row of numbers below 2**32: how many bytes each takes (0: all are 1), then the bytes."""
    if len(numbers) == 1 and (only := numbers[0]) < 1 << 8:  # most terms are in one document
        return b"\0" if only == 1 else bytes((1, only))
    most = max(numbers, default=1)
    if most == 1 and min(numbers, default=1) == 1:
        return b"\0"
    if most < 1 << 8:
        return b"\1" + bytes(numbers)
    serialize = little(array("I", numbers)).tobytes()
    width = (most.bit_length() + 7) // 8
    return bytes([width]) + b"".join([serialize[at::4] for at in range(width)])


def unpack(data: bytes, at: int, count: int) -> tuple[Sequence[int], int]:
    """A row of so many numbers that begins at `at`, and where it ends."""
    width, start = (data[at] if at < len(data) else 5), at + 1
    end = start + width * count
    if width > 4 or end > len(data):
        raise CorruptIndexError("postings are cut short")
    if width == 0:
        return b"\1" * count, end
    if width == 1:
        return data[start:end], end
    serialize = bytearray(4 * count)
    for plane in range(width):
        serialize[plane::4] = data[start + plane * count : start + (plane + 1) * count]
    return little(array("I", serialize)), end


def little(row: array[int]) -> array[int]:
    """The numbers with their lowest byte first, or such numbers as this machine has them."""
    if sys.byteorder == "big":
        row.byteswap()
    return row


def compress(data: bytes) -> bytes:
    """The bytes behind a mark, compressed where that helps."""
    if len(data) >= _WORTH_PACKING:
        packed = zlib.compress(data, 6)
        if len(packed) < len(data):
            return b"z" + packed
    return b"-" + data


def decompress(data: bytes) -> bytes:
    if data[:1] == b"z":
        return zlib.decompress(data[1:])
    if data[:1] != b"-":
        raise CorruptIndexError("postings are not as they were written")
    return data[1:]


class DatelineCodec(W3Codec):
    """Whoosh's codec with smaller terms and postings."""

    length_stats = False  # of each term; nothing here skips by them

    def field_writer(self, storage: Any, segment: Any) -> Any:
        from dateline.search.engines.whoosh.writer import FieldWriter

        return FieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        return TermsReader(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        return DocumentsReader(storage, segment)


class DocumentsReader(W3PerDocReader):
    """Whoosh's, which can also give the lengths of a field in all documents at once."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._lengths: dict[str, bytes] = {}

    def lengths(self, field: str) -> bytes:
        """A byte for each document, as Whoosh rounds its length; 0 where it has no such field."""
        if field not in self._lengths:
            column = f"_{field}_len"
            if not self.has_column(column):
                raise CorruptIndexError(f"the lengths of {field} are gone")
            file, start, length = self._get_column_file(column)
            self._lengths[field] = file.get(start, length).ljust(self._doccount, b"\0")
            file.close()
        return self._lengths[field]


class _Block:
    """Up to 64 terms of a field: each with how many documents have it, and its postings' place."""

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
    """Terms are looked up by bisection of the directory, then of a block."""

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
        """All terms in order, each with its field, how many documents have it, and its postings;
        only those of fields that the schema has."""
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
        """The postings of a term, or None where no document has it."""
        found = self._find(field, term)
        if found is None:
            return None
        block, at = found
        made = Postings(self._data(*block.extents[at]), block.counts[at])
        if made.ids[-1:] >= [self._documents]:
            raise CorruptIndexError("a posting is of no document")
        return made

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> Any:
        from dateline.search.engines.whoosh.matcher import PostingMatcher

        postings = self.postings(field, term)
        if postings is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return PostingMatcher(postings, format_, (field, term), scorer)

    def close(self) -> None:
        self._terms.close()
        self._postings.close()


class Postings:
    """The postings of one term: the numbers of its documents, which go up, and its weights."""

    def __init__(self, data: bytes, count: int) -> None:
        gaps, at = unpack(data, 0, count)
        self.ids = list(accumulate(gaps))
        self.weights, self._places_at = unpack(data, at, count)
        self._data = data
        self._places: tuple[Sequence[int], list[int]] | None = None

    def places(self, number: int) -> Sequence[int]:
        """The positions in the document of this number among the postings."""
        if self._places is None:
            counts, at = unpack(self._data, self._places_at, len(self.ids))
            ends = list(accumulate(counts, initial=0))
            self._places = unpack(self._data, at, ends[-1])[0], ends
        row, ends = self._places
        return row[ends[number] : ends[number + 1]]
