"""WARC web archives (ISO 28500) and their predecessor ARC, by warcio: the pages and documents in
them.

Records that hold something fetched count: `response`, `resource` and `conversion`. Of these,
answers other than 2xx and the parts of pages that hold no text (pictures, styles, scripts, fonts,
sound, video) are skipped. The record's date is a claim for the time of capture, its target one for
the address, and the charset of the answer's Content-Type one for the charset.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import ReadError
from dateline.readers.base import Member
from dateline.readers.containers.http_body import body, charset, content_type
from dateline.readers.streams.compression import Meter
from dateline.values.draft import Claim, RecordError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_OTHER_LENGTH = "the record is not as long as it says: it is cut off or damaged"
_KINDS = ("response", "resource", "conversion")
_FURNITURE = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript")
_FURNITURE_WORDS = ("javascript", "font", "octet-stream", "x-shockwave", "wasm")


class WarcContainer:
    name = "warc"
    version = 3
    media_type = "application/warc"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 100 if head.startswith((b"WARC/", b"filedesc://")) else None

    def members(self, stream: BinaryIO, meter: Meter) -> Iterator[Member | RecordError]:
        """What was fetched, with its content encoding removed. A record that is shorter than its
        Content-Length is a RecordError. So is a longer one, if it holds something fetched."""
        from warcio.exceptions import ArchiveLoadFailed

        from dateline.readers.containers.warc_records import Records

        records = Records(stream)
        try:
            for number, record in enumerate(records, 1):
                where, damaged = f"record {number}", records.err_count
                wanted = _of_interest(record)
                if wanted:
                    yield _member(record, where, meter)
                records.read_to_end()
                if _incomplete(record) or (wanted and records.err_count > damaged):
                    yield RecordError(ordinal=0, where=where, reason=_OTHER_LENGTH, stage="open")
        except AttributeError as error:  # what the library raises for a header without address
            reason = "damaged WARC data: a record's header is cut off"
            raise ReadError(reason, stage="open") from error
        except (ArchiveLoadFailed, ValueError, zlib.error) as error:
            raise ReadError(f"damaged WARC data: {error}", stage="open") from error


def _of_interest(record: ArcWarcRecord) -> bool:
    kind = content_type(record)
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return (
        record.rec_type in _KINDS
        and status.startswith("2")
        and not kind.startswith(_FURNITURE)
        and not any(word in kind for word in _FURNITURE_WORDS)
    )


def _member(record: ArcWarcRecord, where: str, meter: Meter) -> Member | RecordError:
    target = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        stream = body(record, meter)
    except ReadError as error:
        return RecordError(ordinal=0, where=where, reason=error.message, stage="open")
    date = record.rec_headers.get_header("WARC-Date")
    return Member(
        where=where,
        name=target.partition("?")[0].rpartition("/")[2],
        stream=stream,
        claims=tuple(
            Claim(field=field, value=value, method="warc header", where=name)
            for field, name, value in (
                ("url", "WARC-Target-URI", target.strip("<>")),
                ("captured", "WARC-Date", date),
                ("charset", "HTTP Content-Type", charset(record)),
            )
            if value
        ),
    )


def _incomplete(record: ArcWarcRecord) -> bool:
    """Whether the file ends inside the record, or the record's header has no length."""
    return record.length is None or getattr(record.raw_stream, "limit", 0) > 0
