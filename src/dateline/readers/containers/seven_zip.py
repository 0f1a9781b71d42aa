"""7z files (https://7-zip.org/7z.html), by py7zr if it is installed: `pip install "dateline[7z]"`.
The files in a 7z file are compressed together, so all are unpacked into one temporary file."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from threading import Lock
from typing import BinaryIO, cast

from dateline.errors import ReadError, StorageFailed
from dateline.readers.base import Member
from dateline.readers.containers.zip import ENCRYPTED
from dateline.readers.streams.compression import Meter
from dateline.readers.streams.peek import as_seekable
from dateline.values.draft import RecordError

_MISSING = 'reading 7z files needs one more package: pip install "dateline[7z]"'
_DAMAGE = (
    OSError, EOFError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
    MemoryError, NotImplementedError, OverflowError, zlib.error, lzma.LZMAError,
)  # fmt: skip


class SevenZipContainer:
    name = "7z"
    version = 1
    media_type = "application/x-7z-compressed"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 100 if head.startswith(b"7z\xbc\xaf\x27\x1c") else None

    def members(self, stream: BinaryIO, meter: Meter) -> Iterator[Member | RecordError]:
        """Raises ReadError if the file is damaged or encrypted, or py7zr is missing."""
        with as_seekable(stream) as file, TemporaryFile() as temporary:
            spool = _Spool(temporary, meter)
            _unpack(file, spool)
            for name, unpacked in spool.files.items():
                yield Member(where=name, name=name, stream=io.BufferedReader(_Segments(unpacked)))


def _unpack(file: BinaryIO, spool: _Spool) -> None:
    try:
        from py7zr import SevenZipFile
        from py7zr.exceptions import ArchiveError, CrcError, PasswordRequired
    except ModuleNotFoundError as error:
        raise ReadError(_MISSING, stage="open") from error
    try:
        with SevenZipFile(file) as archive:
            if archive.needs_password():
                raise ReadError(ENCRYPTED, stage="open")
            archive.extractall(factory=spool)
    except PasswordRequired as error:
        raise ReadError(ENCRYPTED, stage="open") from error
    except (ArchiveError, CrcError, *_DAMAGE) as error:
        if isinstance(error, OSError) and StorageFailed.of(error, ""):
            raise
        raise ReadError(
            f"damaged 7z data: {error or type(error).__name__}", stage="open"
        ) from error


@dataclass(slots=True)
class _Unpacked:
    """Where one file's bytes are in the temporary file. py7zr writes the file to it."""

    spool: _Spool
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        self.pieces.append((self.spool.append(data), len(data)))
        return len(data)

    def size(self) -> int:
        return sum(length for _, length in self.pieces)

    def read(self, size: int | None = None) -> bytes:
        del size
        raise io.UnsupportedOperation

    def seek(self, offset: int, whence: int = 0) -> int:
        del whence
        return offset

    def flush(self) -> None: ...

    def close(self) -> None: ...


class _Spool:
    """One temporary file for all files of an archive, written from any thread."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self.file = file
        self.files: dict[str, _Unpacked] = {}
        self._meter = meter
        self._lock = Lock()

    def create(self, filename: str) -> _Unpacked:
        return self.files.setdefault(filename, _Unpacked(self))

    def append(self, data: bytes) -> int:
        with self._lock:
            self._meter.add(len(data))
            at = self.file.seek(0, io.SEEK_END)
            self.file.write(data)
            return at


class _Segments(io.RawIOBase):
    """An unpacked file, read from the temporary file."""

    def __init__(self, unpacked: _Unpacked) -> None:
        self._file = unpacked.spool.file
        self._pieces = list(reversed(unpacked.pieces))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        while self._pieces and not self._pieces[-1][1]:
            self._pieces.pop()
        if not self._pieces:
            return 0
        at, length = self._pieces.pop()
        self._file.seek(at)
        data = self._file.read(min(length, len(view)))
        view[: len(data)] = data
        self._pieces.append((at + len(data), length - len(data)))
        return len(data)
