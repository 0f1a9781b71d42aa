"""The records of a WARC or ARC file, also where the blank lines between them are missing."""

from __future__ import annotations

from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator

from dateline.readers.streams.peek import read_available

_BEGINS = b"WARC/"


class Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, which takes what follows a record for part of it unless that is a blank
    line. Writers that count those lines as content put the next record there: in a file of one
    gzip stream a record, warcio tells them apart by the streams, which are undone here already.
    ARC records come as WARC's."""

    INC_RECORD = ""  # it would be printed

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_AvailableBytes(stream), arc2warc=True)

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """The first line that is not blank, and the bytes before it. One that is no record's
        is the rest of the record before, counted as an error, and passed over."""
        passed_over, first = 0, True
        while line := self.reader.readline():
            blank = not line.strip()
            if not blank and (not first or line.startswith(_BEGINS)):
                return line, passed_over
            self.err_count += not blank
            passed_over, first = passed_over + len(line), False
        return None, passed_over


class _AvailableBytes:
    """The stream, giving what one read of it gives: where it is damaged, whole records may stand
    in the bytes that the library asks for at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return read_available(self._stream, size)

    def tell(self) -> int:
        return self._stream.tell()
