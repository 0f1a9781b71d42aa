"""Files of a folder that a stranger may have made: read only if they are plain files, no links."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_CHUNK_BYTES = 1 << 20


def open_plain(path: Path) -> BinaryIO:
    """The file, to read. Raises FileNotFoundError for a link, a folder, a pipe: what is not a
    plain file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise FileNotFoundError(errno.ENOENT, "it is a link", str(path)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, "it is not a plain file", str(path))
    return open(descriptor, "rb")


def is_plain(path: Path) -> bool:
    """Whether there is a plain file, and no link."""
    return path.is_file() and not path.is_symlink()


def digest_of(path: Path) -> str:
    """The SHA-256 of a plain file, in hex."""
    hashed = sha256()
    with open_plain(path) as file:
        while chunk := file.read(_CHUNK_BYTES):
            hashed.update(chunk)
    return hashed.hexdigest()


def copy(source: Path, target: Path) -> None:
    """`target` is a new file, on disk, with the bytes of the plain file `source`. Its name is not
    on disk yet."""
    with open_plain(source) as file, target.open("xb") as copied:
        while chunk := file.read(_CHUNK_BYTES):
            copied.write(chunk)
        copied.flush()
        os.fsync(copied.fileno())


def link_or_copy(source: Path, target: Path) -> int:
    """`target` is a new name of the plain file `source` if the disk can do that, else a copy of it.
    Returns how many bytes were copied."""
    if is_plain(source):
        try:
            os.link(source, target)
        except OSError:  # another disk, or one without links; what else is wrong the copy says
            pass
        else:
            return 0
    copy(source, target)
    return target.stat().st_size


def real_folder(path: Path) -> None:
    """There is a folder at `path`, made if need be. Raises NotADirectoryError for anything else, a
    link to a folder among it."""
    path.mkdir(exist_ok=True)
    if path.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "it is a link", str(path))
