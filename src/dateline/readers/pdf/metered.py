"""pdfminer with a meter: what a PDF makes it do is counted before it is done.

A few kilobytes can stand for hours of work: streams decompress to a thousand times their size, and
a page may draw a form many times that draws another form many times. The library takes some 3 µs
for each sign of the PDF language and 10 µs for each letter.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    stream_value,
)

from dateline.errors import ReadError
from dateline.readers.streams.limits import megabytes

MAX_DECODED_BYTES = 64 * 1024 * 1024
"""Of all streams that are read, pictures not among them. 200 pages of text have 20 MiB."""

MAX_TOKENS = 4_000_000
"""Operators and operands. 200 pages have some 600,000 if each letter is placed by itself."""

MAX_LETTERS = 1_000_000
"""200 full pages have 900,000."""

MAX_PAGE_LETTERS = 100_000
"""On one page: a broadsheet has at most 60,000."""

_RUN = 400  # what it costs to begin a stream, in operators
_PRINTED = 2  # how often programs print a letter to make it bold
_MAX_SLOW_BYTES = 64 * 1024  # of what the library decodes in Python, up to a thousand times longer
_SLOW = (*LITERALS_LZW_DECODE, *LITERALS_RUNLENGTH_DECODE)
_SHORTER = (*LITERALS_ASCII85_DECODE, *LITERALS_ASCIIHEX_DECODE)  # their output is
_SEPARATORS = (b" ", b"\n", b"\r", b"\t", b"\0", b"[", b"(", b"<", b"/", b"{")


class Meter:
    """Counts over one document. Each method raises ReadError beyond its limit."""

    def __init__(self) -> None:
        self._bytes = 0
        self._tokens = 0
        self._letters = 0
        self._page_letters = 0

    def add_decoded(self, count: int) -> None:
        self._bytes += count
        if self._bytes > MAX_DECODED_BYTES:
            limit = megabytes(MAX_DECODED_BYTES)
            raise ReadError(f"the PDF's streams decompress to more than {limit}, the limit")

    def add_tokens(self, data: bytes) -> None:
        """Count the signs of the PDF language in the data, or more than there are."""
        self._tokens += sum(map(data.count, _SEPARATORS))
        if self._tokens > MAX_TOKENS:
            raise ReadError(f"the PDF has more than {MAX_TOKENS:,} operators, the limit")

    def begin_stream(self, data: bytes) -> None:
        self._tokens += _RUN
        self.add_tokens(data)

    def begin_page(self) -> None:
        self._page_letters = 0

    def add_letter(self) -> None:
        self._letters += 1
        self._page_letters += 1
        if self._page_letters > _PRINTED * MAX_PAGE_LETTERS:
            raise ReadError(f"a page has more than {MAX_PAGE_LETTERS:,} letters, the limit")
        if self._letters > _PRINTED * MAX_LETTERS:
            raise ReadError(f"the PDF has more than {MAX_LETTERS:,} letters, the limit")


def open_document(data: bytes, meter: Meter) -> PDFDocument:
    """The document. Its streams are counted by the meter when they are decoded."""
    meter.add_tokens(data)
    return PDFDocument(_Parser(data, meter))


class _Parser(PDFParser):
    """The library's parser; its streams are metered."""

    def __init__(self, data: bytes, meter: Meter) -> None:
        super().__init__(io.BytesIO(data))
        self._meter = meter

    def push(self, *objs: Any) -> None:
        super().push(*((at, self._metered(value)) for at, value in objs))

    def _metered(self, value: Any) -> Any:
        return _Stream(value, self._meter) if type(value) is PDFStream else value


class _Stream(PDFStream):
    """A stream that is decoded only if the result is within the limits."""

    def __init__(self, stream: PDFStream, meter: Meter) -> None:
        super().__init__(stream.attrs, stream.rawdata or b"", stream.decipher)
        self._meter = meter

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for kind, _ in self.get_filters():
            if kind in LITERALS_FLATE_DECODE:
                data = _inflated(data)
                self._meter.add_decoded(len(data))
            elif kind in _SLOW and len(data) > _MAX_SLOW_BYTES:
                limit = megabytes(_MAX_SLOW_BYTES)
                raise ReadError(f"a stream compressed by {kind.name} is longer than {limit}")
            elif kind not in _SHORTER:
                break
        super().decode()
        self._meter.add_tokens(self.data or b"")


def _inflated(data: bytes) -> bytes:
    """The data decompressed, or somewhat more than the limit of it, or as much as is undamaged."""
    undo = zlib.decompressobj()
    try:
        return undo.decompress(data, MAX_DECODED_BYTES + 1)
    except zlib.error:
        if len(data) > _MAX_SLOW_BYTES:  # the library goes through it byte by byte
            raise
        return b""


class Interpreter(PDFPageInterpreter):
    """The library's interpreter; each run of a stream counts, of forms as often as they are drawn.
    `device` is a Device."""

    def execute(self, streams: Any) -> None:
        assert isinstance(self.device, Device)
        for stream in streams:
            self.device.meter.begin_stream(stream_value(stream).get_data())
        super().execute(streams)


class Device(PDFPageAggregator):
    """The library's device; each letter counts."""

    def __init__(self, resources: PDFResourceManager, meter: Meter) -> None:
        super().__init__(resources)
        self.meter = meter

    def begin_page(self, *arguments: Any) -> None:
        self.meter.begin_page()
        super().begin_page(*arguments)

    def render_char(self, *arguments: Any) -> float:
        self.meter.add_letter()
        return super().render_char(*arguments)
