"""The body of an HTTP answer in a WARC record, without its transfer and content encodings.

warcio decodes gzip and deflate. Zstandard is recognized by its magic bytes, as in every file.
Brotli (RFC 7932) needs a package: `pip install "dateline[brotli]"`.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import ReadError
from dateline.readers.streams.compression import Meter, MeteredStream, Readable

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_MISSING = 'a page in Brotli compression needs one more package: pip install "dateline[brotli]"'
_DAMAGE = (ValueError, OSError, EOFError, zlib.error)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_CHUNK = 64 * 1024


def content_type(record: ArcWarcRecord) -> str:
    """The media type that the answer, or else the record, states, in lower case."""
    headers = record.http_headers
    kind = headers.get_header("Content-Type") if headers else record.content_type
    return (kind or "").lower().strip()


def charset(record: ArcWarcRecord) -> str | None:
    """The charset that the answer's Content-Type states, as written."""
    found = _CHARSET.search(content_type(record))
    return found[1] if found else None


def body(record: ArcWarcRecord, meter: Meter) -> BinaryIO:
    """The body as it was before it was encoded. Raises ReadError if it is in Brotli compression and
    the package is missing; the stream raises it for damaged data."""
    if "br" not in _encodings(record):
        stream = MeteredStream(record.content_stream(), "WARC", meter, _DAMAGE)
        return io.BufferedReader(stream)
    return io.BufferedReader(MeteredStream(_Brotli(_raw(record)), "Brotli", meter, _DAMAGE))


def _encodings(record: ArcWarcRecord) -> list[str]:
    headers = record.http_headers
    stated = headers.get_header("Content-Encoding") if headers else None
    return [name.strip() for name in (stated or "").lower().split(",")]


def _raw(record: ArcWarcRecord) -> Readable:
    """The body without its transfer encoding."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    raw: Readable = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    return raw


class _Brotli:
    """Brotli data decompressed step by step. Some programs keep the header and store the body
    without the compression: a body that begins like a page or JSON is given as it is."""

    def __init__(self, source: Readable) -> None:
        try:
            import brotli
        except ModuleNotFoundError as error:
            raise ReadError(_MISSING, stage="open") from error
        self._source = source
        self._error = brotli.error
        self._library = brotli.Decompressor()
        self._plain: bool | None = None

    def read(self, size: int, /) -> bytes:
        while not self._library.is_finished():
            more = self._library.can_accept_more_data()
            chunk = self._source.read(_CHUNK if self._plain is None else size) if more else b""
            if self._plain is None:
                self._plain = chunk.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"[")
            if self._plain:
                return chunk
            if more and not chunk:
                raise EOFError("it ends in the middle")
            try:
                data: bytes = self._library.process(chunk, output_buffer_limit=size)
            except self._error as error:
                raise ValueError("it is not what was compressed") from error
            if data:
                return data
        return b""
