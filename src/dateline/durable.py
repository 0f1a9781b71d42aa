"""Files read only if they are plain files, and written so that they are on disk before the next
step is taken."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from dateline.errors import StorageFailed


def plain(path: str, flags: int) -> int:
    """As `opener` of `open`: raises FileNotFoundError for what is not a plain file. To open a named
    pipe would wait for ever."""
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, "it is not a plain file", path)
    return descriptor


def replace(file: str, content: bytes) -> None:
    """The file has this content, on disk, and is never seen half-written. A link at its place is
    replaced, not followed."""
    new = f"{file}.new"
    with suppress(FileNotFoundError):
        os.remove(new)  # of a process that was killed
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)
    os.replace(new, file)
    sync_folder(os.path.dirname(file))


def sync_folder(folder: str | os.PathLike[str]) -> None:
    """The names of the files in the folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def storing(folder: str | os.PathLike[str]) -> Iterator[None]:
    """Raises StorageFailed, naming the folder, if the system refuses to store or to open a file in
    it."""
    try:
        yield
    except OSError as error:
        if refusal := StorageFailed.of(error, os.fspath(folder)):
            raise refusal from error
        raise
