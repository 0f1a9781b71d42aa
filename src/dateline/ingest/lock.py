"""One process changes an archive at a time; searches need no lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from dateline.errors import ArchiveBusy, ReadOnlyArchive


@contextmanager
def writing_lock(folder: str) -> Iterator[None]:
    """Hold the archive's write lock, a file in its db/ folder, which is made if need be.

    The system lets go of it when the process ends, however it ends. Raises ArchiveBusy at once
    where another process has it, and ReadOnlyArchive where the folder may not be written.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        lock = FileLock(os.path.join(folder, "lock"), timeout=0)
        lock.acquire()
    except Timeout as error:
        raise ArchiveBusy(
            "another process is writing to this archive", hint="try again when it has finished"
        ) from error
    except OSError as error:
        raise ReadOnlyArchive(folder, error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()
