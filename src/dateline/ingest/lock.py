"""One process changes an archive at a time; searches need no lock."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from dateline.durable import exclusive, make_folder
from dateline.errors import ArchiveBusy, ReadOnlyArchive, StorageFailed, UsageError


@contextmanager
def writing_lock(folder: str, *, wait_s: float = 0) -> Iterator[None]:
    """Hold the archive's write lock, a file in its db/ folder, which is made if need be.

    The system lets go of it when the process ends, however it ends. Raises ArchiveBusy if another
    process has it for longer than `wait_s` seconds, and ReadOnlyArchive where the folder may not be
    written.
    """
    place = os.path.join(folder, "lock")
    with ExitStack() as stack:
        try:
            make_folder(folder)
            stack.enter_context(exclusive(place, wait_s=wait_s))
        except BlockingIOError as error:
            raise ArchiveBusy(
                "another process is writing to this archive", hint="try again when it has finished"
            ) from error
        except IsADirectoryError as error:
            raise UsageError(
                f"{place} is a folder; it must be a file", hint="delete the folder, or move it away"
            ) from error
        except OSError as error:
            refusal = StorageFailed.of(error, folder)
            if refusal and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise ReadOnlyArchive(refusal.message) from error
            raise refusal or UsageError(f"cannot write to {folder}: {error.strerror}") from error
        yield
