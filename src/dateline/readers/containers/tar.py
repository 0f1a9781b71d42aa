"""tar files, read as a stream: the regular files in them. Links, devices and folders are
skipped."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import ReadError
from dateline.readers.base import Member
from dateline.readers.streams.compression import Meter, MeteredStream
from dateline.readers.streams.limits import MAX_DOCUMENT_BYTES, megabytes
from dateline.values.draft import RecordError

MAX_HEADER_BYTES = 1024 * 1024
"""Of the long names and pax records before a file, which the library reads at once."""

_BLOCK = 512
_HAS_MORE_EXTENTS = 482  # a byte of the header of an old GNU sparse file
_HEADERS = (b"L", b"K", b"x", b"g", b"X")  # GNU long names, pax and Solaris records
_SPARSE = "it is a sparse file whose list of parts is too long"
_CUT = "the tar file is cut off or damaged: files after this point are lost"


class TarContainer:
    name = "tar"
    version = 1
    media_type = "application/x-tar"

    def score(self, head: bytes, name: str | None) -> int | None:
        """The first block is a header with the right checksum (POSIX.1-2017, pax, "ustar
        Interchange Format")."""
        del name
        return 100 if _is_header(head[:_BLOCK]) else None

    def members(self, stream: BinaryIO, meter: Meter) -> Iterator[Member | RecordError]:
        """A sparse file says how many zeros are between its bytes: these are counted as if they
        were decompressed, and a file that is larger than any document is a RecordError."""
        import tarfile

        ended = False

        class Info(tarfile.TarInfo):
            """Notes whether the archive's end mark was seen. The library stops silently at any
            header that it cannot read."""

            @classmethod
            def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Info:
                nonlocal ended
                ended = ended or (len(buf) == _BLOCK and not buf.strip(b"\0"))
                info = super().frombuf(buf, encoding, errors)
                if info.type in _HEADERS and info.size > MAX_HEADER_BYTES:
                    limit = megabytes(MAX_HEADER_BYTES)
                    raise ReadError(f"a header in it is longer than {limit}, the limit")
                if info.type == tarfile.GNUTYPE_SPARSE and buf[_HAS_MORE_EXTENTS]:
                    raise ReadError(_SPARSE)
                return info

            def _proc_gnusparse_10(self, *_: object) -> None:
                raise ReadError(_SPARSE)

        try:
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=Info) as archive:
                for info in archive:
                    file = archive.extractfile(info) if info.isreg() else None
                    if file is not None and info.size > MAX_DOCUMENT_BYTES and info.issparse():
                        yield RecordError(
                            ordinal=0, where=info.name, reason=_too_large(info.size), stage="open"
                        )
                    elif file is not None:
                        counted = meter if info.issparse() else None
                        raw = MeteredStream(file, "tar", counted, (tarfile.TarError, OSError))
                        member = io.BufferedReader(raw)
                        yield Member(where=info.name, name=info.name, stream=member)
                    archive.members.clear()  # type: ignore[attr-defined]  # it keeps every header
        except tarfile.TarError as error:
            raise ReadError(f"damaged tar data: {error}", stage="open") from error
        if not ended:
            yield RecordError(ordinal=0, where=None, reason=_CUT, stage="open")


def _too_large(size: int) -> str:
    return (
        f"it is a sparse file of {megabytes(size)} with its zeros; {megabytes(MAX_DOCUMENT_BYTES)} "
        "is the limit"
    )


def _is_header(block: bytes) -> bool:
    digits = block[148:156].strip(b" \0")
    if len(block) < _BLOCK or not digits.isdigit():
        return False
    total = sum(block[:148]) + 8 * ord(" ") + sum(block[156:])
    return f"{total:o}".encode() == digits.lstrip(b"0")
