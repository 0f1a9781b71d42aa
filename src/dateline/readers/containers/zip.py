"""zip files: the files in them, in the order of their directory.

Format: PKWARE's APPNOTE (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dateline.errors import ReadError
from dateline.readers.base import Member
from dateline.readers.containers.bundle import folder_of_bundle
from dateline.readers.sniff import office_kind
from dateline.readers.streams.compression import Meter, MeteredStream
from dateline.readers.streams.limits import at_most
from dateline.readers.streams.peek import as_seekable
from dateline.values.draft import RecordError

ENCRYPTED = "it is encrypted, and Dateline has no key"
DAMAGE = (OSError, EOFError, zlib.error, BadZipFile, NotImplementedError, ValueError)

_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_READ = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2)
_END = b"PK\x05\x06"
_END_WITHIN = 22 + 0xFFFF
_MANY = 0xFFFF  # then the count is elsewhere (zip64)


class ZipContainer:
    name = "zip"
    version = 2
    media_type = "application/zip"

    def score(self, head: bytes, name: str | None) -> int | None:
        """Any zip file except documents; those that are read have readers of their own."""
        del name
        return 50 if head.startswith(_MAGICS) and office_kind(head) is None else None

    def members(self, stream: BinaryIO, meter: Meter) -> Iterator[Member | RecordError]:
        """Folders are not files, and neither are the "__MACOSX/" entries that macOS adds. An
        encrypted file is a RecordError, and so is each file that the directory counts and does not
        list. Of a bundle, only its files are members."""
        with as_seekable(stream) as file, open_zip(file) as archive:
            infos = archive.infolist()
            files = [info for info in infos if _is_file(info)]
            if bundled := folder_of_bundle([info.filename for info in files]):
                files = [info for info in files if info.filename.startswith(bundled)]
            yield from (_member(archive, info, meter) for info in files)
            for _ in range(min(_declared(file), _MANY) - len(infos)):
                reason = "the zip file declares one more file than it lists"
                yield RecordError(ordinal=0, where=None, reason=reason, stage="open")


def open_zip(file: BinaryIO) -> ZipFile:
    """The zip file, its directory read. Raises ReadError if it is damaged."""
    try:
        return ZipFile(file)
    except DAMAGE as error:
        raise ReadError(f"damaged zip data: {error}", stage="open") from error


def read_part(archive: ZipFile, name: str, limit: int) -> bytes | None:
    """The bytes of one file in a document that is a zip file inside; None if it has no such file.
    Raises ReadError if it is damaged, encrypted or larger than `limit` bytes."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    member = _member(archive, info, Meter(info.compress_size))
    if isinstance(member, RecordError):
        raise ReadError(member.reason)
    data = at_most(member.stream, limit + 1)
    if len(data) > limit:
        raise ReadError(f"its part {name} is larger than the limit of {limit:,} bytes")
    return data


def _is_file(info: ZipInfo) -> bool:
    return not info.filename.endswith("/") and not info.filename.startswith("__MACOSX/")


def _member(archive: ZipFile, info: ZipInfo, meter: Meter) -> Member | RecordError:
    name = info.filename
    if info.flag_bits & 0x1:
        return RecordError(ordinal=0, where=name, reason=ENCRYPTED, stage="open")
    if info.compress_type not in _READ:
        reason = (
            f"it is compressed by method {info.compress_type}, which Dateline cannot decompress"
        )
        return RecordError(ordinal=0, where=name, reason=reason, stage="open")
    try:
        source = archive.open(info)
    except DAMAGE as error:
        return RecordError(ordinal=0, where=name, reason=f"damaged zip data: {error}", stage="open")
    stream = io.BufferedReader(MeteredStream(source, "zip", meter, DAMAGE))
    return Member(where=name, name=name, stream=stream)


def _declared(file: BinaryIO) -> int:
    """How many entries the end of the directory declares."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_WITHIN))
    tail = file.read()
    at = tail.rfind(_END)
    return struct.unpack_from("<H", tail, at + 10)[0] if 0 <= at <= len(tail) - 22 else 0
