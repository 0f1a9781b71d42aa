"""Files read only if they are plain files, written so that they are on disk before the next step is
taken, and locked by one process at a time."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from dateline.errors import StorageFailed


def plain(path: str, flags: int) -> int:
    """As `opener` of `open`: raises FileNotFoundError for what is not a plain file. To open a named
    pipe would wait for ever."""
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, "it is not a plain file", path)
    return descriptor


def replace(file: str, content: bytes, *, mode: int = 0o666) -> None:
    """The file has this content, on disk, and is never seen half-written. A link at its place is
    replaced, not followed. `mode` is who may read and write it, as far as the umask allows. Raises
    StorageFailed if the system refuses that."""
    new = f"{file}.new"
    with storing(file):
        with suppress(FileNotFoundError):
            os.remove(new)  # of a process that was killed
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
        os.replace(new, file)
        sync_folder(os.path.dirname(file))


def make_folder(folder: str | os.PathLike[str]) -> None:
    """The folder is there, and the names of all folders that had to be made for it are on disk."""
    path = os.path.abspath(folder)
    parent = os.path.dirname(path)
    if not os.path.isdir(parent) and parent != path:
        make_folder(parent)
    try:
        os.mkdir(path)
    except FileExistsError:
        if not os.path.isdir(path):
            raise
    else:
        with suppress(PermissionError):  # it may be written, and not read
            sync_folder(parent)


def sync_folder(folder: str | os.PathLike[str]) -> None:
    """The names of the files in the folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def storing(folder: str | os.PathLike[str]) -> Iterator[None]:
    """Raises StorageFailed if the system refuses to store or to open a file in the folder. It names
    the file, or the folder if the system does not say which file it is."""
    try:
        yield
    except OSError as error:
        named = isinstance(error.filename, str) and os.path.isabs(error.filename)
        if refusal := StorageFailed.of(error, error.filename if named else os.fspath(folder)):
            raise refusal from error
        raise


@contextmanager
def exclusive(file: str, *, wait_s: float = 0) -> Iterator[None]:
    """No other process is in this block for the same file, which is made if need be.

    The lock is the system's (flock) and not the file: it ends with the process that holds it,
    however that ends, and on whichever machine, if the file system passes locks on. Raises
    BlockingIOError if another process has it for longer than `wait_s` seconds, and StorageFailed
    if the file system has no locks: a file that only says that it is a lock would outlive its
    process.
    """
    from filelock import FileLock, Timeout  # few searches need it

    lock = FileLock(file, timeout=wait_s, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise BlockingIOError(errno.EAGAIN, "another process has the lock", file) from error
    except OSError as error:
        if error.errno in _NO_LOCKS and (refusal := StorageFailed.of(_NO_LOCK, file)):
            raise refusal from error
        raise
    try:
        yield
    finally:
        lock.release()


def opened_by_sqlite(file: str | os.PathLike[str]) -> None:
    """SQLite is about to lock the file in this process, so that `beginning` does not read it."""
    with _reading:
        _of_sqlite.add(os.path.realpath(file))


def beginning(file: str, size: int) -> tuple[bytes, int]:
    """The first bytes of a plain file, `size` at most, and its size in all. Raises OSError, also if
    SQLite has ever opened the file in this process: to close a file ends every lock of the process
    on it, and another process would then delete the log that this one still writes to.

    https://www.sqlite.org/howtocorrupt.html, section 2.2
    """
    with _reading:
        if os.path.realpath(file) in _of_sqlite:
            raise OSError(errno.EBUSY, "SQLite has it open", file)
        with open(file, "rb", buffering=0, opener=plain) as stream:
            return stream.read(size), os.fstat(stream.fileno()).st_size


_of_sqlite: set[str] = set()
_reading = Lock()
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_NO_LOCK = OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
