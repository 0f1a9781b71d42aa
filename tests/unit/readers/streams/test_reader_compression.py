"""Compressed files are recognized by content and decompressed within limits."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable

import pytest
import zstandard

from dateline.errors import ReadError
from dateline.readers import unpack
from dateline.readers.streams import compression
from dateline.readers.unpack import MAX_DEPTH
from dateline.values.draft import Draft
from tests.unit.readers.conftest import Read

TEXT = b"A headline\n\nA paragraph of a story, which says what happened in the harbor.\n"
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "Zstandard": zstandard.ZstdCompressor(write_checksum=True).compress,
}
kinds = pytest.mark.parametrize("kind", PACK)


@kinds
def test_a_compressed_file_is_read_like_its_content(read: Read, kind: str) -> None:
    """A compressed file is read like its content, whatever its name, and names the inner reader."""
    (plain,) = read(TEXT)

    assert [plain] == read(PACK[kind](TEXT), "page.html")
    assert unpack(io.BytesIO(PACK[kind](TEXT))).media_type == "text/plain"


@kinds
def test_concatenated_streams_are_read_as_one(read: Read, kind: str) -> None:
    """Compressed streams in one file are read as one stream."""
    (plain,) = read(TEXT)

    assert [plain] == read(PACK[kind](TEXT[:30]) + PACK[kind](TEXT[30:]))


@kinds
def test_cut_data_is_a_read_error(kind: str) -> None:
    """A compressed file that ends early raises ReadError."""
    packed = PACK[kind](os.urandom(200_000).hex().encode())

    with pytest.raises(ReadError, match=f"damaged {kind} data"):
        list(unpack(io.BytesIO(packed[:-20])).records)


@kinds
def test_lines_before_a_cut_are_read(kind: str) -> None:
    """Lines before the place where a compressed file is cut off are read."""
    line = b'{"title": "Tide", "text": "Ebb at noon."}\n'
    packed = PACK[kind](line * 20) + PACK[kind](os.urandom(1000).hex().encode() + b"\n")

    records = unpack(io.BytesIO(packed[:-20])).records

    assert [next(records).record.where for _ in range(20)] == [f"line {n + 1}" for n in range(20)]
    with pytest.raises(ReadError, match=f"damaged {kind} data"):
        list(records)


@kinds
def test_damaged_data_is_a_read_error(kind: str) -> None:
    """Overwritten data raises ReadError."""
    packed = PACK[kind](os.urandom(200_000).hex().encode())
    broken = packed[:1000] + bytes(1000) + packed[2000:]

    with pytest.raises(ReadError, match=f"damaged {kind} data"):
        list(unpack(io.BytesIO(broken)).records)


@kinds
def test_a_decompression_bomb_is_stopped(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data that grows beyond the ratio limit is not decompressed to its end."""
    monkeypatch.setattr(compression, "RATIO_GRACE_BYTES", 1024 * 1024)
    bomb = PACK[kind](b"words " * 2_000_000)

    with pytest.raises(ReadError, match="more than 200 times"):
        list(unpack(io.BytesIO(bomb)).records)


def test_an_xz_dictionary_over_the_limit_is_refused() -> None:
    """A dictionary over 128 MiB is refused, not allocated."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 512 * 1024 * 1024}]
    greedy = lzma.compress(TEXT, filters=filters, preset=None)

    with pytest.raises(ReadError, match="damaged xz data"):
        unpack(io.BytesIO(greedy))


def test_compression_inside_compression_has_a_limit(read: Read) -> None:
    """Five layers are decompressed, and six are refused."""
    packed = TEXT
    for _ in range(MAX_DEPTH):
        packed = gzip.compress(packed)

    assert isinstance(read(packed)[0], Draft)
    with pytest.raises(ReadError, match="nested more than 5 levels deep"):
        read(gzip.compress(packed))


def test_a_long_stream_is_read_line_by_line() -> None:
    """The first line of a compressed file is returned before the rest is read."""
    line = b'{"title": "One", "text": "Words of it."}\n'
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    data = packer.compress(line * 50_000) + packer.flush()
    stream = io.BytesIO(data + os.urandom(2_000_000))

    first = next(unpack(stream, "dump.jsonl.gz").records)

    assert first.record.where == "line 1"
    assert stream.tell() < 1_000_000
