"""Rows of numbers in few bytes, and the postings of a term that are made of them.

The postings of a term are four rows, each with every number in as many bytes as the largest needs:

    distances to the next document · weights · numbers of positions · the positions themselves

A row of ones, as weights often are, takes one byte. A row's bytes are stored with the lowest byte
of every number first, so that the higher ones, mostly zeros, compress well.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import sub

from dateline.search.engines.whoosh.errors import DamagedFile

# The documents of a term and their weights; in a field of words also how many positions each has,
# and all positions.
Rows = tuple[list[int], ...]

_WORTH_COMPRESSING = 80  # bytes; zlib makes nothing shorter any smaller


# Bytes of compressed data, and numbers in a row: what a forged file makes us read has an end.
_LARGEST = 1 << 29
_MOST = 1 << 28


def pack(numbers: Sequence[int]) -> bytes:
    """A row of numbers below 2**32: how many bytes each takes (0: all are 1), then the bytes."""
    if len(numbers) == 1 and (only := numbers[0]) < 1 << 8:  # most terms are in one document
        return b"\0" if only == 1 else bytes((1, only))
    most = max(numbers, default=1)
    if most == 1 and min(numbers, default=1) == 1:
        return b"\0"
    if most < 1 << 8:
        return b"\1" + bytes(numbers)
    bytes_of_row = little(array("I", numbers)).tobytes()
    width = (most.bit_length() + 7) // 8
    return bytes([width]) + b"".join([bytes_of_row[at::4] for at in range(width)])


def unpack(data: bytes, at: int, count: int) -> tuple[Sequence[int], int]:
    """The `count` numbers of the row that begins at `at`, and the end of the row."""
    width, start = (data[at] if at < len(data) else 5), at + 1
    end = start + width * count
    if width > 4 or end > len(data) or count > _MOST:
        raise DamagedFile("postings are cut short")
    if width == 0:
        return b"\1" * count, end
    if width == 1:
        return data[start:end], end
    bytes_of_row = bytearray(4 * count)
    for plane in range(width):
        bytes_of_row[plane::4] = data[start + plane * count : start + (plane + 1) * count]
    return little(array("I", bytes_of_row)), end


def little(row: array[int]) -> array[int]:
    """Numbers in this machine's byte order as little-endian ones, and the reverse."""
    if sys.byteorder == "big":
        row.byteswap()
    return row


def compress(data: bytes) -> bytes:
    """The bytes after a mark, compressed if that makes them smaller."""
    if len(data) >= _WORTH_COMPRESSING:
        packed = zlib.compress(data, 6)
        if len(packed) < len(data):
            return b"z" + packed
    return b"-" + data


def decompress(data: bytes) -> bytes:
    if data[:1] == b"z":
        return inflate(data[1:])
    if data[:1] != b"-":
        raise DamagedFile("postings are damaged")
    return data[1:]


def inflate(data: bytes) -> bytes:
    """What zlib compressed. Raises DamagedFile if it is cut short or unreasonably large."""
    stream = zlib.decompressobj()
    found = stream.decompress(data, _LARGEST)
    if not stream.eof:
        raise DamagedFile("compressed data is cut short")
    return found


class Postings:
    """The postings of one term: the ascending numbers of its documents, and its weights."""

    def __init__(self, data: bytes, count: int) -> None:
        gaps, at = unpack(data, 0, count)
        self.ids = list(accumulate(gaps))
        self.weights, self._places_at = unpack(data, at, count)
        self._data = data

    @cached_property
    def places(self) -> tuple[Sequence[int], list[int]]:
        """The positions in all documents, one after the other, and where those of each document
        begin; the last number is their end."""
        counts, at = unpack(self._data, self._places_at, len(self.ids))
        ends = list(accumulate(counts, initial=0))
        return unpack(self._data, at, ends[-1])[0], ends


def adjacent(
    words: Sequence[str],
    of_words: Mapping[str, tuple[Postings, dict[int, int]]],
    documents: Iterable[int],
) -> list[int]:
    """Those of the documents, all of which have each word, that have consecutive positions, one of
    each word."""
    first, *others = [(*of_words[word][0].places, of_words[word][1]) for word in words]
    found = []
    for id in documents:
        row, ends, numbers = first
        at = numbers[id]
        places = set(row[ends[at] : ends[at + 1]])
        for row, ends, numbers in others:
            at = numbers[id]
            places = {place + 1 for place in places}.intersection(row[ends[at] : ends[at + 1]])
            if not places:
                break
        else:
            found.append(id)
    return found


def pack_rows(rows: Rows) -> bytes:
    """The rows of a term, as `Postings` and `unpack_rows` read them."""
    documents, *others = rows
    gaps = [documents[0], *map(sub, documents[1:], documents)]
    return b"".join(map(pack, (gaps, *others)))


def unpack_rows(data: bytes, count: int, start: int, *, positional: bool) -> Rows:
    """The rows that `pack_rows` packed, for documents whose numbers begin at `start`."""
    gaps, at = unpack(data, 0, count)
    weights, at = unpack(data, at, count)
    documents = [start + number for number in accumulate(gaps)]
    if not positional:
        return documents, list(weights)
    counts, at = unpack(data, at, count)
    places, _ = unpack(data, at, sum(counts))
    return documents, list(weights), list(counts), list(places)
