"""One process changes an archive at a time; searches need no lock."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from dateline.errors import ArchiveBusy, ReadOnlyArchive, StorageFailed, UsageError


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
    except IsADirectoryError as error:
        place = os.path.join(folder, "lock")
        raise UsageError(
            f"{place} is a folder; it must be a file", hint="delete the folder, or move it away"
        ) from error
    except PermissionError as error:
        raise ReadOnlyArchive(folder, error.strerror or str(error)) from error
    except OSError as error:
        if error.errno != errno.EROFS and (refusal := StorageFailed.of(error, folder)):
            raise refusal from error
        raise ReadOnlyArchive(folder, error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()
