"""Originals: the bytes of every file, stored under their digest.

An original is in `ab/abcdef....zst` below the folder, compressed with zstandard. A file gets its
final name only when its bytes are on disk, so a file with such a name is complete unless the disk
or a person changed it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BufferedReader, BufferedWriter, RawIOBase
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from dateline.durable import make_folder, storing, sync_folder
from dateline.errors import ArchiveDamaged, StorageFailed

if TYPE_CHECKING:
    from zstandard import ZstdCompressor

# On the BBC set joined to one file of 5 MB: level 3 leaves 31.7 % in 20 ms, 6 29.4 % in 48 ms,
# 9 28.4 % in 80 ms, 12 27.7 % in 181 ms; alone (2.3 KB) an article costs 40 us at level 9.
_LEVEL = 9
_CHUNK_BYTES = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PARTIAL = ".partial"
# No file takes a day to write: older partial files are from processes that were killed.
_STALE_S = 24 * 3600


class Originals:
    """The originals of one archive, in `folder`, which is created when it is first needed.

    Several processes may put at the same time. Each put syncs its file and its folder before it
    returns (0.35 ms, of which 0.1 ms CPU), so that an original is on disk before a transaction
    refers to it, even after a crash.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._synced: set[Path] = set()

    def put(self, stream: BinaryIO) -> tuple[str, int]:
        """Store the rest of `stream`; return its sha256 in hex and its size in bytes.

        Reads and writes a megabyte at a time. Bytes that are stored already are not written
        again; if their file is damaged, it is replaced.
        """
        first = stream.read(_CHUNK_BYTES)
        chunk = stream.read(_CHUNK_BYTES)
        if not chunk:  # nearly every file: checking first costs a sixth of a useless write
            return self.put_bytes(first)
        hashed, size = sha256(first), len(first)
        with self._partial() as file:
            with _compressor().stream_writer(file, closefd=False) as compressed:
                compressed.write(first)
                while chunk:
                    hashed.update(chunk)
                    compressed.write(chunk)
                    size += len(chunk)
                    chunk = stream.read(_CHUNK_BYTES)
            digest = hashed.hexdigest()
            if not self._is_intact(digest):
                self._publish(file, digest)
        return digest, size

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """As `put`, for bytes in memory. Bytes that are stored already are not written at all."""
        digest = sha256(data).hexdigest()
        if not self._is_intact(digest):
            with self._partial() as file:
                file.write(_compressor().compress(data))
                self._publish(file, digest)
        return digest, len(data)

    def open(self, digest: str) -> BinaryIO:
        """A stream of the original's bytes, a megabyte in memory at a time.

        Reading past the last byte checks the digest: a read that reaches the end without
        ArchiveDamaged has returned exactly the bytes that were put. Raises ArchiveDamaged, naming
        the file, also if it is missing.
        """
        path = self.file(digest)
        try:
            with storing(self.folder):
                return BufferedReader(_Verified(path, digest), _CHUNK_BYTES)
        except FileNotFoundError as error:
            raise ArchiveDamaged(f"an original is missing: {path}", hint=_HINT) from error

    def read(self, digest: str) -> bytes:
        """All bytes of the original, in memory. Raises ArchiveDamaged as `open` does."""
        with self.open(digest) as stream:
            return stream.read()

    def verify(self, digest: str) -> None:
        """Read the whole original once. Raises ArchiveDamaged as `open` does."""
        with self.open(digest) as stream:
            while stream.read(_CHUNK_BYTES):
                pass

    def __contains__(self, digest: str) -> bool:
        return self.file(digest).exists()

    def __iter__(self) -> Iterator[str]:
        """The digests of all stored originals, in order."""
        for path in sorted(self.folder.glob("??/*.zst")):
            yield path.stem

    def remove(self, digests: Iterable[str]) -> dict[str, StorageFailed]:
        """There is no original with any of these digests, also after a power cut, but those that
        the system refuses to remove: return why, by digest."""
        refused: dict[str, StorageFailed] = {}
        removed: dict[Path, list[str]] = {}
        for digest in digests:
            path = self.file(digest)
            try:
                with storing(self.folder), suppress(FileNotFoundError):
                    path.unlink()
                    removed.setdefault(path.parent, []).append(digest)
            except StorageFailed as error:
                refused[digest] = error
        for folder, inside in removed.items():  # once for all its files: most of the time
            try:
                with storing(self.folder):
                    sync_folder(folder)
            except StorageFailed as error:
                refused |= dict.fromkeys(inside, error)
        return refused

    def sweep(self, stale_s: float = _STALE_S) -> int:
        """Remove the partial files that killed processes left more than `stale_s` seconds ago (a
        day); return how many. Until then they do no harm."""
        removed = 0
        with storing(self.folder):
            for path in self.folder.glob(f"*{_PARTIAL}"):
                with suppress(FileNotFoundError):  # another process sweeps too, or published it
                    if time() - path.stat().st_mtime >= stale_s:
                        path.unlink()
                        removed += 1
        return removed

    def file(self, digest: str) -> Path:
        """Where the original with this digest is, or would be. Raises ValueError for what is no
        digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a sha256 in hex: {digest!r}")
        return self.folder / digest[:2] / f"{digest}.zst"

    def _is_intact(self, digest: str) -> bool:
        """Whether the complete original is stored. Reading it (1.5 ms per megabyte) is the only
        way to know that the disk did not lose its end."""
        if digest not in self:
            return False
        try:
            self.verify(digest)
        except ArchiveDamaged:
            return False
        return True

    @contextmanager
    def _partial(self) -> Iterator[BufferedWriter]:
        """A new file in the folder, which is deleted afterwards unless it was published."""
        path = self.folder / f"{uuid4().hex}{_PARTIAL}"
        with storing(self.folder):
            make_folder(self.folder)
            try:
                # Not tempfile: only one user can read its files, but a group may share an archive.
                with path.open("xb") as file:
                    yield file
            finally:
                path.unlink(missing_ok=True)

    def _publish(self, file: BufferedWriter, digest: str) -> None:
        path = self.file(digest)
        path.parent.mkdir(exist_ok=True)
        file.flush()
        os.fsync(file.fileno())
        os.replace(file.name, path)
        sync_folder(path.parent)
        if path.parent not in self._synced:  # the new folder must be on disk too, whoever made it
            sync_folder(self.folder)
            self._synced.add(path.parent)


class _Verified(RawIOBase):
    """The decompressed bytes of one file. Their digest is checked at the end."""

    def __init__(self, path: Path, digest: str) -> None:
        import zstandard

        super().__init__()
        self._path, self._digest, self._hashed = path, digest, sha256()
        self._error = zstandard.ZstdError
        self._compressed = zstandard.ZstdDecompressor().stream_reader(path.open("rb"))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            count = self._compressed.readinto(buffer)
        except self._error as error:
            raise ArchiveDamaged(f"an original is damaged: {self._path}", hint=_HINT) from error
        self._hashed.update(buffer[:count])
        if count == 0 and len(buffer) > 0 and self._hashed.hexdigest() != self._digest:
            raise ArchiveDamaged(f"an original is damaged: {self._path}", hint=_HINT)
        return count

    def close(self) -> None:
        if not self.closed:
            self._compressed.close()  # type: ignore[no-untyped-call]
        super().close()


_HINT = "Ingest the file that it came from again, or restore it from a backup."


def _compressor() -> ZstdCompressor:
    import zstandard  # costs 8 ms, which a search does not need

    return zstandard.ZstdCompressor(level=_LEVEL)
