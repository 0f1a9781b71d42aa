"""Streams that can be sought, for formats whose directory stands at their end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO

from dateline.errors import ReadError
from dateline.readers.base import megabytes

MAX_SPOOLED_BYTES = 4 * 1024 * 1024 * 1024
"""How large a zip or 7z file inside another file may be; it is written to a temporary file."""

_CHUNK = 1024 * 1024


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
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
