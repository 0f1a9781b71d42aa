"""The records of a WARC or ARC file, even if the blank lines between them are missing.

A module of its own because warcio takes 0.1 s to load: only a WARC file should pay for it.
"""

from __future__ import annotations

from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator

from dateline.readers.streams.peek import read_available

_BEGINS = b"WARC/"


class Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, made tolerant of records that are not followed by a blank line.

    Some writers count the blank lines as content, so the next record follows at once. In a file of
    one gzip stream per record, warcio separates them by the streams; here they are already
    decompressed. ARC records are converted to WARC's.
    """

    INC_RECORD = ""  # the library would print it

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_AvailableBytes(stream), arc2warc=True)

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """The first line that is not blank, and the number of bytes before it. A line that begins
        no record is the rest of the record before: it counts as an error and is skipped."""
        passed_over, first = 0, True
        while line := self.reader.readline():
            blank = not line.strip()
            if not blank and (not first or line.startswith(_BEGINS)):
                return line, passed_over
            self.err_count += not blank
            passed_over, first = passed_over + len(line), False
        return None, passed_over


class _AvailableBytes:
    """The stream, giving what one read of it gives. Where it is damaged, the bytes that the library
    asks for at once may hold complete records."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return read_available(self._stream, size)

    def tell(self) -> int:
        return self._stream.tell()
