"""Files and folders that are seen whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp, mkstemp
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from dateline.durable import sync_folder
from dateline.errors import StorageFailed, UsageError


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which is at `path` when the block has ended: on disk, and in place of what
    was there. After an error nothing has changed.

    Raises UsageError for a place where no file can be, and for one where something is that is no
    plain file: a folder, a pipe, a device.
    """
    path = Path(os.path.realpath(path))  # what a link points at is replaced, not the link
    if path.exists() and not path.is_file():
        raise UsageError(f"there is something at {path} that is not a plain file")
    with _refused(path):
        descriptor, name = mkstemp(prefix=".dateline-", suffix=".part", dir=path.parent)
        try:
            with open(descriptor, "wb") as file:
                yield file
                file.flush()
                os.chmod(name, 0o666 & ~_umask())
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
        sync_folder(path.parent)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which is at `path` when the block has ended, as a whole. After an
    error nothing has changed. Raises UsageError if something is there, except an empty folder."""
    path = Path(os.path.realpath(path))
    if path.exists() and not (path.is_dir() and next(path.iterdir(), None) is None):
        raise UsageError(f"there is something at {path} already", hint="name a new folder")
    with _refused(path):
        folder = Path(mkdtemp(prefix=".dateline-", suffix=".part", dir=path.parent))
        try:
            yield folder
            folder.chmod(0o777 & ~_umask())
            sync_folder(folder)
            os.replace(folder, path)
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        sync_folder(path.parent)


@contextmanager
def new_zip(path: Path) -> Iterator[Path]:
    """An empty folder to fill. When the block has ended, a zip file at `path` has all that is in
    it, in a folder of its own name. After an error nothing has changed."""
    with (
        new_file(path) as file,
        _refused(path),
        TemporaryDirectory(prefix=".dateline-", dir=path.parent) as name,
    ):
        folder = Path(name)
        yield folder
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            for each in sorted(folder.rglob("*")):
                if each.is_file():
                    packed.write(each, f"{path.stem}/{each.relative_to(folder).as_posix()}")


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    """What the system refuses meanwhile is an error that names the path."""
    try:
        yield
    except OSError as error:
        refusal = StorageFailed.of(error, str(path))
        raise refusal or UsageError(f"cannot write {path}: {error.strerror}") from error


def _umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
