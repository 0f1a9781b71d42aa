"""gzip, bzip2, xz and Zstandard decompressed, whatever the file's name, within stated limits.

Each is recognized by its magic bytes (RFC 1952; bzip2's "BZh"; the .xz file format; RFC 8878). Each
allows several streams one after another, which are read as one.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from dateline.errors import ReadError

MAX_RATIO = 200
"""News text shrinks to a third or a fifth, repetitive JSON lines to a fiftieth; deflate itself
cannot exceed 1032. A file beyond 200 was made to fill memory or disk."""

RATIO_GRACE_BYTES = 64 * 1024 * 1024
"""Below this much output the ratio is not checked."""

_MAX_DICTIONARY_BYTES = 128 * 1024 * 1024
"""`xz -9` needs 65 MiB to decompress, and `zstd --ultra -22` 128 MiB."""

_CHUNK = 64 * 1024
_ZSTD_CHUNK = 1024
"""Four bytes of Zstandard data may stand for 128 KiB, so one step yields at most 32 MiB."""


class LimitReached(ReadError):
    """A limit of the whole file is reached: nothing more of it is read."""


class Meter:
    """Counts the bytes that are decompressed from one file of `size` bytes, over everything packed
    in it. Raises LimitReached beyond MAX_RATIO times that size."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._given = 0

    def add(self, count: int) -> None:
        self._given += count
        if self._given > RATIO_GRACE_BYTES and self._given > MAX_RATIO * self._size:
            raise LimitReached(
                f"it decompresses to more than {MAX_RATIO} times its size, the limit",
                stage="open",
            )


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class MeteredStream(io.RawIOBase):
    """The output of a decompressor as a stream. The meter, if there is one, counts it. An exception
    of the types in `damage` becomes a ReadError, which every later read raises again."""

    def __init__(
        self, source: Readable, kind: str, meter: Meter | None, damage: tuple[type[Exception], ...]
    ) -> None:
        self._source = source
        self._kind = kind
        self._meter = meter
        self._damage = damage
        self._error: ReadError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if self._error is not None:
            raise self._error
        view = memoryview(cast("bytearray", buffer))
        try:
            data = self._source.read(len(view))
        except self._damage as error:
            self._error = ReadError(f"damaged {self._kind} data: {error}", stage="open")
            raise self._error from error
        if self._meter is not None:
            self._meter.add(len(data))
        view[: len(data)] = data
        return len(data)


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Streams:
    """Compressed streams one after another, each with a new decompressor."""

    def __init__(self, source: BinaryIO, new: Callable[[], _Decompressor]) -> None:
        self._source = source
        self._new = new
        self._current = new()

    def read(self, size: int, /) -> bytes:
        while True:
            if self._current.eof:
                rest = self._current.unused_data or self._source.read(_CHUNK)
                rest = rest.lstrip(b"\0")  # streams may be padded
                if not rest:
                    return b""
                self._current = self._new()
                data = self._current.decompress(rest, size)
            elif self._current.needs_input:
                chunk = self._source.read(_CHUNK)
                if not chunk:
                    raise EOFError("it ends in the middle")
                data = self._current.decompress(chunk, size)
            else:
                data = self._current.decompress(b"", size)
            if data:
                return data


class _Gunzip:
    """One gzip stream. The standard library's own file reader loses the output before damage."""

    def __init__(self) -> None:
        self._library = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._library.eof

    @property
    def unused_data(self) -> bytes:
        return self._library.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        found = self._library.decompress(self._library.unconsumed_tail + data, max_length)
        self.needs_input = not self._library.unconsumed_tail and len(found) < max_length
        return found


class _Zstd:
    """Zstandard frames one after another. The library's own stream reader accepts a frame that is
    cut off as complete."""

    def __init__(self, source: BinaryIO) -> None:
        from zstandard import ZstdDecompressor

        self._source = source
        self._library = ZstdDecompressor(max_window_size=_MAX_DICTIONARY_BYTES)
        self._frame = self._library.decompressobj()
        self._begun = False
        self._ready = b""

    def read(self, size: int, /) -> bytes:
        while not self._ready:
            chunk = self._source.read(_ZSTD_CHUNK)
            if not chunk:
                if self._begun and not self._frame.eof:
                    raise EOFError("it ends in the middle")
                return b""
            self._ready = self._decompress(chunk)
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _decompress(self, chunk: bytes) -> bytes:
        parts = []
        while chunk:
            if self._frame.eof:
                self._frame = self._library.decompressobj()
            parts.append(self._frame.decompress(chunk))
            self._begun = True
            chunk = self._frame.unused_data if self._frame.eof else b""
        return b"".join(parts)


def _gzip(stream: BinaryIO, meter: Meter) -> MeteredStream:
    return MeteredStream(_Streams(stream, _Gunzip), "gzip", meter, (OSError, EOFError, zlib.error))


def _bzip2(stream: BinaryIO, meter: Meter) -> MeteredStream:
    source = _Streams(stream, bz2.BZ2Decompressor)
    return MeteredStream(source, "bzip2", meter, (OSError, EOFError, ValueError))


def _xz(stream: BinaryIO, meter: Meter) -> MeteredStream:
    source = _Streams(stream, lambda: lzma.LZMADecompressor(memlimit=_MAX_DICTIONARY_BYTES))
    return MeteredStream(source, "xz", meter, (OSError, EOFError, lzma.LZMAError))


def _zstd(stream: BinaryIO, meter: Meter) -> MeteredStream:
    from zstandard import ZstdError

    return MeteredStream(_Zstd(stream), "Zstandard", meter, (OSError, EOFError, ZstdError))


_LAYERS: tuple[tuple[bytes, Callable[[BinaryIO, Meter], MeteredStream]], ...] = (
    (b"\x1f\x8b\x08", _gzip),
    (b"BZh", _bzip2),
    (b"\xfd7zXZ\0", _xz),
    (b"\x28\xb5\x2f\xfd", _zstd),
)

ENDINGS = (".gz", ".bz2", ".xz", ".zst")


def is_compressed(head: bytes) -> bool:
    """Whether these are the first bytes of a compressed stream."""
    return any(head.startswith(magic) for magic, _ in _LAYERS)


def decompressed(head: bytes, stream: BinaryIO, meter: Meter) -> BinaryIO:
    """The stream with one compression removed; `head` is its beginning. Reading raises ReadError if
    the data is damaged or cut off, and LimitReached when the meter does."""
    undo = next(undo for magic, undo in _LAYERS if head.startswith(magic))
    return io.BufferedReader(undo(stream, meter), _CHUNK)
