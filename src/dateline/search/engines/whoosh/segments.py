"""How an index is read: its segments, each a file that is mapped into memory.

A segment holds, one after the other: stored documents, columns, postings, blocks of terms, tables
of blocks, the directory, and in eight bytes the size of the directory. A column has the values of
all documents one after the other, then where each begins and the last one ends. A search reads of
all this what it needs, without loading Whoosh.
"""

from __future__ import annotations

import mmap
import os
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import index
from struct import Struct
from typing import Any, NamedTuple

from dateline.durable import plain
from dateline.search.engine_query import TermKind
from dateline.search.engines.entries import from_bytes, terms_field
from dateline.search.engines.whoosh import contents
from dateline.search.engines.whoosh.contents import Segment
from dateline.search.engines.whoosh.errors import DamagedFile
from dateline.search.engines.whoosh.postings import Postings, decompress, little, unpack

_BLOCKS_KEPT = 512  # in memory: of 64 terms, some 5 KB each
_FOUND_KEPT = 8192  # terms: all those of a query, which asks twice for each
_EXTENT = Struct("<QQ")
_IDS = terms_field("id", TermKind.VALUES)

LENGTHS = tuple(round((1.033**byte - 1) * 27) for byte in range(256))
"""The length in words that each byte stands for, as in Whoosh: exact for short texts, to the
thirtieth for long ones, up to 106,374."""


class _Block:
    """Up to 64 terms of a field, each with its number of documents and where its postings are."""

    def __init__(self, data: bytes, postings: int) -> None:
        data = decompress(data)
        (count,), at = unpack(data, 0, 1)
        lengths, at = unpack(data, at, count)
        self.counts, at = unpack(data, at, count)
        sizes, at = unpack(data, at, count)
        self.terms = _cut(data, at, lengths)
        # Where the postings of each begin, and those of the last end: in a fifteenth of the memory
        # of a list, which a server would have 20 MB of.
        self.begins = array("Q", accumulate(sizes, initial=postings))


class _Table(NamedTuple):
    """The blocks of a field: the first term of each, and where each block and its postings are."""

    firsts: list[bytes]
    blocks: list[tuple[int, int]]
    postings: list[int]


class SegmentReader:
    """One segment of an index. Its documents have numbers from 0."""

    def __init__(self, folder: str, segment: Segment) -> None:
        self.segment = segment
        path = os.path.join(folder, segment.file)
        with open(path, "rb", opener=plain) as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables: dict[str, _Table] = {}
        self._lengths: dict[str, bytes] = {}
        self._block = lru_cache(maxsize=_BLOCKS_KEPT)(self._read_block)
        self._find = lru_cache(maxsize=_FOUND_KEPT)(self._look_up)
        try:
            end = len(self._data) - 8
            start = end - int.from_bytes(self._data[max(end, 0) :], "big")
            directory = from_bytes(decompress(self._bytes(start, end)))
            documents, columns, lengths, tables = directory
            self._columns = {name: index(at) for name, at in columns.items()}
            self._lengths_at = {name: index(at) for name, at in lengths.items()}
            self._tables_at = {name: tuple(map(index, table)) for name, table in tables.items()}
        except (TypeError, AttributeError) as error:
            raise DamagedFile("the directory of a segment is none") from error
        if documents != segment.documents:
            raise DamagedFile("a segment is not the one in the table of contents")

    def close(self) -> None:
        self._data.close()

    def value(self, column: str, number: int) -> bytes:
        """What the column holds of a document."""
        if not 0 <= number < self.segment.documents:
            raise DamagedFile("a posting is of no document")
        at = self._columns.get(column, len(self._data)) + 8 * number
        start, end = _EXTENT.unpack(self._bytes(at, at + _EXTENT.size))
        return self._bytes(start, end)

    def column(self, name: str) -> tuple[Sequence[int], mmap.mmap]:
        """Where the value of each document begins in the data, and the last one ends; the data."""
        at = self._columns.get(name, len(self._data))
        begins = array("Q", self._bytes(at, at + 8 * (self.segment.documents + 1)))
        return little(begins), self._data

    def lengths(self, field: str) -> bytes:
        """One byte per document: its length, see LENGTHS; 0 if it lacks the field."""
        if field not in self._lengths:
            if field not in self._lengths_at:
                raise DamagedFile(f"the lengths of {field} are missing")
            start = self._lengths_at[field]
            self._lengths[field] = self._bytes(start, start + self.segment.documents)
        return self._lengths[field]

    @property
    def length_fields(self) -> tuple[str, ...]:
        return tuple(self._lengths_at)

    def doc_frequency(self, field: str, term: bytes) -> int:
        """How many documents have the term, deleted ones included."""
        found = self._find(field, term)
        return found[0].counts[found[1]] if found else 0

    def postings(self, field: str, term: bytes) -> Postings | None:
        """The postings of a term, or None if no document has it."""
        found = self._find(field, term)
        if found is None:
            return None
        block, at = found
        made = Postings(self._packed_postings(block, at), block.counts[at])
        if made.ids and made.ids[-1] >= self.segment.documents:
            raise DamagedFile("a posting is of no document")
        return made

    def terms(self, field: str, prefix: bytes) -> Iterator[tuple[Sequence[bytes], Sequence[int]]]:
        """The terms of a field that begin with `prefix`, in order, and the number of documents of
        each, deleted ones included; some terms at a time."""
        firsts = self._table(field).firsts
        for number in range(max(bisect_right(firsts, prefix) - 1, 0), len(firsts)):
            block = self._block(field, number)
            begin = bisect_left(block.terms, prefix)
            end = bisect_left(block.terms, True, begin, key=lambda t: not t.startswith(prefix))
            yield block.terms[begin:end], block.counts[begin:end]
            if end < len(block.terms):
                return

    def packed_postings(self) -> Iterator[tuple[str, bytes, int, bytes]]:
        """All terms in order, each with its field, number of documents and packed postings."""
        for field in sorted(self._tables_at):
            for number in range(len(self._table(field).firsts)):
                block = self._block(field, number)
                for at, term in enumerate(block.terms):
                    yield field, term, block.counts[at], self._packed_postings(block, at)

    def _look_up(self, field: str, term: bytes) -> tuple[_Block, int] | None:
        """The block that a term is in, and its number there."""
        number = bisect_right(self._table(field).firsts, term) - 1
        if number < 0:
            return None
        block = self._block(field, number)
        at = bisect_left(block.terms, term)
        return (block, at) if at < len(block.terms) and block.terms[at] == term else None

    def _table(self, field: str) -> _Table:
        if field not in self._tables:
            self._tables[field] = self._read_table(field)
        return self._tables[field]

    def _read_table(self, field: str) -> _Table:
        if field not in self._tables_at:
            return _Table([], [], [])
        postings, blocks, start, end = self._tables_at[field]
        data = decompress(self._bytes(start, end))
        (count,), at = unpack(data, 0, 1)
        lengths, at = unpack(data, at, count)
        sizes, at = unpack(data, at, count)
        postings_sizes, at = unpack(data, at, count)
        return _Table(
            _cut(data, at, lengths),
            list(pairwise(accumulate(sizes, initial=blocks))),
            list(accumulate(postings_sizes, initial=postings)),
        )

    def _read_block(self, field: str, number: int) -> _Block:
        table = self._table(field)
        return _Block(self._bytes(*table.blocks[number]), table.postings[number])

    def _packed_postings(self, block: _Block, at: int) -> bytes:
        return decompress(self._bytes(block.begins[at], block.begins[at + 1]))

    def _bytes(self, start: int, end: int) -> bytes:
        if not 0 <= start <= end <= len(self._data):
            raise DamagedFile("a segment is cut short")
        return self._data[start:end]


class IndexReader:
    """All segments of an index as of one commit. Documents have numbers over all segments."""

    def __init__(self, folder: str) -> None:
        self.segments: list[tuple[SegmentReader, int]] = []  # each with its first number
        base = 0
        for segment in contents.read(folder):
            self.segments.append((SegmentReader(folder, segment), base))
            base += segment.documents
        self.doc_count_all = base  # deleted documents included
        self._bases = [base for _, base in self.segments]

    @property
    def doc_count(self) -> int:
        """How many documents there are."""
        return self.doc_count_all - sum(len(each.segment.deleted) for each, _ in self.segments)

    def close(self) -> None:
        for segment, _ in self.segments:
            segment.close()

    def value(self, column: str, number: int) -> bytes:
        """What the column holds of a document."""
        segment, base = self.segments[bisect_right(self._bases, number) - 1]
        return segment.value(column, number - base)

    def values(self, column: str, numbers: Iterable[int]) -> Iterator[bytes]:
        """The same of each of these documents, in a fifth of the time if they are many and those of
        a segment are next to each other."""
        base = end = 0
        for number in numbers:
            if not base <= number < end:
                segment, base = self.segments[bisect_right(self._bases, number) - 1]
                end = base + segment.segment.documents
                begins, data = segment.column(column)
            at = number - base
            yield data[begins[at] : begins[at + 1]]

    def documents(self) -> Iterator[int]:
        """The numbers of all documents."""
        for reader, base in self.segments:
            deleted = reader.segment.deleted
            yield from (
                base + number for number in range(reader.segment.documents) if number not in deleted
            )

    def number(self, id: str) -> int | None:
        """The number of the document with this id."""
        for reader, base in self.segments:
            postings = reader.postings(_IDS, id.encode())
            for number in postings.ids if postings else ():
                if number not in reader.segment.deleted:
                    return base + number
        return None

    def doc_frequency(self, field: str, term: bytes) -> int:
        """How many documents have the term, deleted ones included."""
        return sum(reader.doc_frequency(field, term) for reader, _ in self.segments)

    def average_length(self, field: str) -> float:
        """The length of a field, in words, over all documents."""
        total = sum(reader.segment.lengths.get(field, 0) for reader, _ in self.segments)
        return total / self.doc_count_all if self.doc_count_all else 0.0

    def terms(self, field: str, prefix: str) -> Mapping[str, int]:
        """The terms of a field that begin with `prefix`, in order, each with its number of
        documents, deleted ones included."""
        counts: dict[bytes, int] = {}
        for reader, _ in self.segments:
            for terms, numbers in reader.terms(field, prefix.encode()):
                for term, count in zip(terms, numbers, strict=True):
                    counts[term] = counts.get(term, 0) + count
        return {term.decode(): counts[term] for term in sorted(counts)}


def _cut(data: bytes, at: int, lengths: Any) -> list[bytes]:
    """The texts of these lengths that begin at `at` and end with the data."""
    ends = list(accumulate(lengths, initial=at))
    if ends[-1] != len(data):
        raise DamagedFile("a block of terms is cut short")
    return [data[a:b] for a, b in pairwise(ends)]
