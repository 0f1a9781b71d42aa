"""The records of a WARC or ARC file, even if the blank lines between them are missing.

A module of its own because warcio takes 0.1 s to load: only a WARC file should pay for it.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader

from dateline.errors import ReadError
from dateline.readers.streams.limits import megabytes
from dateline.readers.streams.peek import read_available

MAX_HEADER_BYTES = 1024 * 1024
"""Of one record: its own lines and those of the HTTP answer. Servers send at most some 100 KB."""

_BEGINS = b"WARC/"
_BLOCK = 16 * 1024


class Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, made tolerant of records that are not followed by a blank line.

    Some writers count the blank lines as content, so the next record follows at once. In a file of
    one gzip stream per record, warcio separates them by the streams; here they are already
    decompressed. ARC records are converted to WARC's.
    """

    INC_RECORD = ""  # the library would print it

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_AvailableBytes(stream), arc2warc=True)
        self.reader = _HeaderLines(self.fh)

    def _next_record(self, next_line: bytes | None) -> Any:
        self.reader.begin_header()
        return super()._next_record(next_line)

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """The first line that is not blank, and the number of bytes before it. A line that begins
        no record is the rest of the record before: it counts as an error and is skipped."""
        passed_over, first = 0, True
        self.reader.begin_header()
        while line := self.reader.readline():
            blank = not line.strip()
            if not blank and (not first or line.startswith(_BEGINS)):
                return line, passed_over
            self.err_count += not blank
            passed_over, first = passed_over + len(line), False
            self.reader.begin_header()
        return None, passed_over


class _HeaderLines(DecompressingBufferedReader):  # type: ignore[misc]
    """The library's reader of lines, with a limit on the header of a record: it would take time by
    the square of the length of a line, and memory for any number of lines."""

    def __init__(self, stream: _AvailableBytes) -> None:
        super().__init__(stream, block_size=_BLOCK)
        self.begin_header()

    def begin_header(self) -> None:
        self._left = MAX_HEADER_BYTES

    def readline(self, length: int | None = None) -> bytes:
        """The next line, or its first `length` bytes, or as much of it as the limit leaves. Raises
        ReadError when nothing is left."""
        if not self._left:
            limit = megabytes(MAX_HEADER_BYTES)
            raise ReadError(f"the header of a record is longer than {limit}, the limit")
        most = self._left if length is None else min(length, self._left)
        line: bytes = super().readline(most)
        self._left -= len(line)
        return line


class _AvailableBytes:
    """The stream, giving what one read of it gives. Where it is damaged, the bytes that the library
    asks for at once may hold complete records."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return read_available(self._stream, size)

    def tell(self) -> int:
        return self._stream.tell()
