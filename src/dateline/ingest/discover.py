"""What a run reads, and how the files among it are found: everything below a folder, in the
order of names, nothing left out silently."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from dateline.errors import StorageFailed
from dateline.ingest.batches import DonePlaces
from dateline.readers.containers.bundle import BUNDLED, is_bundle
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A regular file to be read. `path` is absolute; `size` in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stdin:
    """Bytes that come without a file; `path` is the name that they get."""

    stream: BinaryIO
    path: str = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOriginal:
    """An original of the archive to be read again, `size` bytes, as if found at `path`, without
    the places that are `done`."""

    path: str
    sha256: str
    size: int
    done: DonePlaces = frozenset()


Input: TypeAlias = FoundFile | Stdin | StoredOriginal | Failure


def find(paths: Iterable[str], *, leave_out: Iterable[str] = ()) -> Iterator[FoundFile | Failure]:
    """Every file at or below `paths`, each once, except below the folders to `leave_out`.

    Links are followed; a folder that was walked already is not walked again. What cannot be
    opened, and what is neither a file nor a folder, comes out as a Failure.
    """
    walk = _Walk({_identity(os.stat(path)) for path in leave_out if os.path.exists(path)})
    for path in paths:
        yield from walk.at(os.path.abspath(path))


_Identity = tuple[int, int]


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


class _Walk:
    def __init__(self, left_out: set[_Identity]) -> None:
        self._folders = left_out
        self._paths: set[str] = set()

    def at(self, path: str) -> Iterator[FoundFile | Failure]:
        try:
            status = os.stat(path)
        except OSError as error:
            yield _failure(path, "there is no such file or folder" if _absent(error) else error)
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, _identity(status))
        elif not stat.S_ISREG(status.st_mode):
            yield _failure(path, "it is not a regular file")
        elif path not in self._paths:
            self._paths.add(path)
            yield FoundFile(path=path, size=status.st_size)

    def _folder(self, path: str, identity: _Identity) -> Iterator[FoundFile | Failure]:
        if identity in self._folders:
            return
        self._folders.add(identity)
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            yield _failure(path, error)
            return
        if is_bundle(names):
            names = [BUNDLED]
        for name in names:
            yield from self.at(os.path.join(path, name))


def refusal(path: str) -> StorageFailed | None:
    """What the system says if it refuses to open this file or folder; None if it does not."""
    try:
        if os.path.isdir(path):
            os.listdir(path)
        os.stat(path)
    except OSError as error:
        return StorageFailed.of(error, path)
    return None


def _absent(error: OSError) -> bool:
    return isinstance(error, FileNotFoundError | NotADirectoryError)


def _failure(path: str, reason: str | OSError) -> Failure:
    if isinstance(reason, OSError):
        reason = f"it cannot be opened: {reason.strerror}"
    return Failure(
        path=path, disposition=Disposition.FAILED, stage="find", reason=reason, tool="find"
    )
