"""Streams with an added ability: one whose beginning can be read without losing it, one that is
seekable, and one that stays open when a wrapper closes it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from dateline.errors import ReadError
from dateline.readers.streams.limits import HEAD_BYTES, megabytes

MAX_SPOOLED_BYTES = 4 * 1024 * 1024 * 1024
"""How large a zip or 7z file inside another file may be. It is copied to a temporary file."""

_CHUNK = 1024 * 1024


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The stream's first HEAD_BYTES, and a stream that starts from its beginning. If a ReadError
    ends the head early, the head is what came before, and the stream raises the error after it."""
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
    """A seekable stream's bytes in a stream whose closing does not close the original, as text
    wrappers would when they are deleted."""
    return io.BufferedReader(_NonClosing(stream), HEAD_BYTES)


def read_available(stream: BinaryIO, size: int) -> bytes:
    """At most `size` bytes from a single read. A second read that fails would lose the bytes of the
    first."""
    return cast("io.BufferedReader", stream).read1(size)


@contextmanager
def as_seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself if it is seekable, else a temporary file with its bytes. Raises ReadError
    if there are more than MAX_SPOOLED_BYTES."""
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
    """What was already read of a stream, and then the rest of the stream."""

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
