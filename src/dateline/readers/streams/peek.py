"""Streams that can be looked into: the beginning read without losing it, a stream that can be
sought made of one that cannot, and one that stays open when a wrapper closes it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from dateline.errors import ReadError
from dateline.readers.streams.limits import HEAD_BYTES, megabytes

MAX_SPOOLED_BYTES = 4 * 1024 * 1024 * 1024
"""How large a zip or 7z file inside another file may be; it is written to a temporary file."""

_CHUNK = 1024 * 1024


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The stream's first HEAD_BYTES, and a stream that begins there again. Where less can be read
    before a ReadError, the head is that, and the stream raises the error behind it."""
    if stream.seekable():
        start = stream.tell()
        head = stream.read(HEAD_BYTES)
        stream.seek(start)
        return head, stream
    parts, missing = [], HEAD_BYTES
    try:
        while missing and (part := read_available(stream, missing)):
            parts.append(part)
            missing -= len(part)
    except ReadError:
        if not parts:
            raise
    head = b"".join(parts)
    return head, io.BufferedReader(_Replayed(head, stream), HEAD_BYTES)


def non_closing(stream: BinaryIO) -> BinaryIO:
    """The same bytes; the stream that can be sought stays open when the result is closed or
    let go, as wrappers of text do with what they wrap."""
    return io.BufferedReader(_NonClosing(stream), HEAD_BYTES)


def read_available(stream: BinaryIO, size: int) -> bytes:
    """At most `size` bytes by one read: a second one that fails would take them along."""
    return cast("io.BufferedReader", stream).read1(size)


@contextmanager
def as_seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself where it can be sought, else a temporary file with its bytes. Raises
    ReadError where there are too many."""
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as spooled:
        while chunk := stream.read(_CHUNK):
            spooled.write(chunk)
            if spooled.tell() > MAX_SPOOLED_BYTES:
                limit = megabytes(MAX_SPOOLED_BYTES)
                raise ReadError(f"the file is larger than {limit}, the limit", stage="open")
        spooled.seek(0)
        yield spooled


class _NonClosing(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


class _Replayed(io.RawIOBase):
    """What was read of a stream, and then the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._head.read(len(view)) or read_available(self._stream, len(view))
        view[: len(data)] = data
        return len(data)
