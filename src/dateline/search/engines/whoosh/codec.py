"""How the Whoosh engine writes a segment: Whoosh's codec interface, with files of our own.

Whoosh's own codec takes some 75 bytes per term beside the term, and pickles for stored documents
and for each block of postings: 24 MB for 5 MB of text, of which half the terms have a single
posting; and unpickling runs what a prepared file says. Here a segment is one file, see `segments`:
terms are in sorted blocks of 64, each with its number of documents, and postings are rows of
numbers (see `postings`). A search never loads this.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate, groupby
from operator import itemgetter
from typing import IO, Any

from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment

from dateline.search.engines.entries import to_bytes
from dateline.search.engines.whoosh.contents import Segment
from dateline.search.engines.whoosh.pool import Group
from dateline.search.engines.whoosh.postings import Rows, compress, little, pack, pack_rows
from dateline.search.engines.whoosh.segments import LENGTHS, SegmentReader

_TERMS_IN_BLOCK = 64


class DatelineCodec(Codec):
    """Writes one segment to one file."""

    length_stats = False  # of each term; nothing here skips by them

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def new_segment(self, _storage: Any, _name: str) -> W3Segment:
        return self.segment(Segment(W3Segment._random_id(), 0, frozenset(), {}))

    def segment(self, known: Segment) -> W3Segment:
        """A segment as Whoosh keeps it in memory."""
        made = W3Segment(self, "", known.documents, known.name, set(known.deleted))
        made.lengths = dict(known.lengths)
        return made

    def per_document_writer(self, _storage: Any, segment: W3Segment) -> DocumentsWriter:
        self._path = os.path.join(self._folder, contents_of(segment).file)
        self._file = open(self._path, "xb")  # noqa: SIM115 (the field writer closes it)
        self._documents = DocumentsWriter(self._file, segment)
        return self._documents

    def field_writer(self, _storage: Any, _segment: W3Segment) -> FieldWriter:
        return FieldWriter(self._file, self._documents)

    def discard(self) -> None:
        """The file of the segment is gone."""
        with suppress(OSError):  # what is still to be written may not fit on the disk
            self._file.close()
        with suppress(FileNotFoundError):
            os.remove(self._path)

    def terms_reader(self, _storage: Any, segment: W3Segment) -> SegmentReader:
        return SegmentReader(self._folder, contents_of(segment))

    def per_document_reader(self, storage: Any, segment: W3Segment) -> SegmentReader:
        return self.terms_reader(storage, segment)


def contents_of(segment: W3Segment) -> Segment:
    """The segment's line in the table of contents."""
    deleted = frozenset(segment.deleted_docs())
    return Segment(segment.segid, segment.doc_count_all(), deleted, segment.lengths)


class DocumentsWriter:
    """Writes stored documents as they come, and columns at the end."""

    def __init__(self, file: IO[bytes], segment: W3Segment) -> None:
        self._file = file
        self._segment = segment
        self._starts = [0]
        self._values: dict[str, list[bytes]] = {"id": [], "packed": []}
        self._lengths: dict[str, bytearray] = {}
        self.is_closed = False

    def add(self, id: bytes, packed: bytes, stored: bytes, lengths: Mapping[str, int]) -> None:
        """Write the next document: its columns, and how many words each of its fields has."""
        for field, length in lengths.items():
            of_field = self._lengths.setdefault(field, bytearray())
            of_field.extend(bytes(len(self._starts) - 1 - len(of_field)))
            of_field.append(min(bisect_left(LENGTHS, length), 255))
            self._segment.lengths[field] = self._segment.lengths.get(field, 0) + length
        self._file.write(stored)
        self._starts.append(self._starts[-1] + len(stored))
        self._values["id"].append(id)
        self._values["packed"].append(packed)

    def close(self) -> None:
        documents = len(self._starts) - 1
        self.columns = {"stored": self._write_starts(self._starts)}
        for name, values in self._values.items():
            starts = accumulate(map(len, values), initial=self._file.tell())
            self._file.writelines(values)
            self.columns[name] = self._write_starts(starts)
        self.lengths: dict[str, int] = {}
        for field, row in self._lengths.items():
            self.lengths[field] = self._file.tell()
            self._file.write(row.ljust(documents, b"\0"))
        self.documents = documents
        self.is_closed = True

    def _write_starts(self, starts: Iterable[int]) -> int:
        at = self._file.tell()
        self._file.write(little(array("Q", starts)).tobytes())
        return at


class FieldWriter:
    """Writes postings, then terms in blocks, tables of blocks and the directory."""

    def __init__(self, file: IO[bytes], documents: DocumentsWriter) -> None:
        self._file = file
        self._documents = documents
        self._fields: dict[str, _Field] = {}
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, groups: Iterable[Group]) -> None:
        """Write the groups of a TermPool."""
        for name, of_field in groupby(groups, itemgetter(0)):
            field = self._fields[name] = _Field(self._file.tell())
            for term, of_term in groupby(of_field, itemgetter(1)):
                rows = _joined(of_term)
                data = compress(pack_rows(rows))
                self._file.write(data)
                field.add(term, len(rows[0]), len(data))

    def close(self) -> None:
        tables: dict[str, tuple[int, int, int, int]] = {}
        for name, field in self._fields.items():
            blocks = self._file.tell()
            table = field.write_blocks(self._file)
            start = self._file.tell()
            self._file.write(table)
            tables[name] = (field.postings, blocks, start, self._file.tell())
        known = self._documents
        directory = compress(to_bytes((known.documents, known.columns, known.lengths, tables)))
        self._file.write(directory)
        self._file.write(len(directory).to_bytes(8, "big"))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self.is_closed = True


class _Field:
    """The terms of a field, whose postings begin at `postings`."""

    def __init__(self, postings: int) -> None:
        self.postings = postings
        self._terms: list[bytes] = []
        self._counts: list[int] = []
        self._sizes: list[int] = []
        self._blocks: list[tuple[bytes, bytes, int]] = []  # first term, block, size of postings

    def add(self, term: bytes, documents: int, size: int) -> None:
        """Add the next term, with the size of its postings in bytes."""
        self._terms.append(term)
        self._counts.append(documents)
        self._sizes.append(size)
        if len(self._terms) == _TERMS_IN_BLOCK:
            self._end_block()

    def _end_block(self) -> None:
        block = _with_lengths(self._terms, pack(self._counts), pack(self._sizes))
        self._blocks.append((self._terms[0], block, sum(self._sizes)))
        self._terms, self._counts, self._sizes = [], [], []

    def write_blocks(self, file: IO[bytes]) -> bytes:
        """Write the blocks; return the table of them."""
        if self._terms:
            self._end_block()
        firsts, blocks, sizes = zip(*self._blocks, strict=True)
        file.writelines(blocks)
        return _with_lengths(firsts, pack(list(map(len, blocks))), pack(sizes))


def _with_lengths(terms: Iterable[bytes], *rows: bytes) -> bytes:
    terms = list(terms)
    lengths = pack(list(map(len, terms)))
    return compress(b"".join((pack([len(terms)]), lengths, *rows, *terms)))


def _joined(groups: Iterable[Group]) -> Rows:
    """One term's postings from several runs, in the order of documents."""
    _, _, rows = next(iter(groups))
    for _, _, more in groups:
        for row, added in zip(rows, more, strict=True):
            row += added
    return rows
