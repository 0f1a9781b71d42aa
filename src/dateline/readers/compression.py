"""gzip undone, whatever the file's name, within stated limits.

The format is RFC 1952: a member begins with 1f 8b 08; members may follow one another.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO, cast

from dateline.errors import ReadError

MAGIC = b"\x1f\x8b\x08"

MAX_RATIO = 200
"""News text shrinks to a third or a fifth, repetitive JSON lines to a fiftieth; deflate itself
ends at 1032. A file beyond 200 is made to fill memory or disk."""

RATIO_GRACE_BYTES = 64 * 1024 * 1024
"""Below this much output the ratio does not matter."""


class _Counted(io.RawIOBase):
    """A raw stream that knows how many bytes were taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Gunzip(io.RawIOBase):
    """A raw stream of the gunzipped bytes; raises ReadError on damage and on a bomb."""

    def __init__(self, stream: BinaryIO) -> None:
        self._source = _Counted(stream)
        self._gzip = gzip.GzipFile(fileobj=io.BufferedReader(self._source), mode="rb")
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        try:
            data = self._gzip.read(len(view))
        except (OSError, EOFError, zlib.error) as error:
            raise ReadError(f"damaged gzip data: {error}", stage="open") from error
        self._given += len(data)
        if self._given > RATIO_GRACE_BYTES and self._given > MAX_RATIO * self._source.taken:
            raise ReadError(
                f"the gzip data grows more than {MAX_RATIO} times its size, the limit",
                stage="open",
            )
        view[: len(data)] = data
        return len(data)


def unwrap(stream: BinaryIO) -> BinaryIO:
    """The stream with gzip undone where its first bytes say gzip, else as it is.

    The stream need not be seekable, and stays open when the result is closed or let go. Gzip
    inside gzip is undone once. The result raises ReadError while being read where the gzip data
    is damaged or grows beyond MAX_RATIO.
    """
    peekable = stream if hasattr(stream, "peek") else io.BufferedReader(_Counted(stream))
    head = cast("io.BufferedReader", peekable).peek(len(MAGIC))[: len(MAGIC)]
    if head != MAGIC:
        return peekable
    return io.BufferedReader(_Gunzip(peekable))
