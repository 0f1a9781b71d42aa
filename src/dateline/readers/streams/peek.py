"""How a stream begins, without losing its beginning, and streams that stay open."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from dateline.errors import ReadError
from dateline.readers.base import HEAD_BYTES


def look(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The stream's first HEAD_BYTES, and a stream that begins there again. Where less can be read
    before a ReadError, the head is that, and the stream raises the error behind it."""
    if stream.seekable():
        start = stream.tell()
        head = stream.read(HEAD_BYTES)
        stream.seek(start)
        return head, stream
    parts, missing = [], HEAD_BYTES
    try:
        while missing and (part := at_hand(stream, missing)):
            parts.append(part)
            missing -= len(part)
    except ReadError:
        if not parts:
            raise
    head = b"".join(parts)
    return head, io.BufferedReader(_Again(head, stream), HEAD_BYTES)


def kept_open(stream: BinaryIO) -> BinaryIO:
    """The same bytes; the stream that can be sought stays open when the result is closed or
    let go, as wrappers of text do with what they wrap."""
    return io.BufferedReader(_KeptOpen(stream), HEAD_BYTES)


def at_hand(stream: BinaryIO, size: int) -> bytes:
    """At most `size` bytes by one read: a second one that fails would take them along."""
    return cast("io.BufferedReader", stream).read1(size)


class _KeptOpen(io.RawIOBase):
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


class _Again(io.RawIOBase):
    """What was read of a stream, and then the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._head.read(len(view)) or at_hand(self._stream, len(view))
        view[: len(data)] = data
        return len(data)
