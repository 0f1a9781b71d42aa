"""tar files, read as a stream: the regular files in them. Links, devices and folders are
skipped."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import ReadError
from dateline.readers.base import Member
from dateline.readers.streams.compression import Meter, MeteredStream
from dateline.values.draft import RecordError

_BLOCK = 512
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
        del meter  # a tar file is not compressed
        import tarfile

        ended = False

        class Info(tarfile.TarInfo):
            """Notes whether the archive's end mark was seen. The library stops silently at any
            header that it cannot read."""

            @classmethod
            def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Info:
                nonlocal ended
                ended = ended or (len(buf) == _BLOCK and not buf.strip(b"\0"))
                return super().frombuf(buf, encoding, errors)

        try:
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=Info) as archive:
                for info in archive:
                    file = archive.extractfile(info) if info.isreg() else None
                    if file is not None:
                        raw = MeteredStream(file, "tar", None, (tarfile.TarError, OSError))
                        member = io.BufferedReader(raw)
                        yield Member(where=info.name, name=info.name, stream=member)
                    archive.members.clear()  # type: ignore[attr-defined]  # it keeps every header
        except tarfile.TarError as error:
            raise ReadError(f"damaged tar data: {error}", stage="open") from error
        if not ended:
            yield RecordError(ordinal=0, where=None, reason=_CUT, stage="open")


def _is_header(block: bytes) -> bool:
    digits = block[148:156].strip(b" \0")
    if len(block) < _BLOCK or not digits.isdigit():
        return False
    total = sum(block[:148]) + 8 * ord(" ") + sum(block[156:])
    return f"{total:o}".encode() == digits.lstrip(b"0")
