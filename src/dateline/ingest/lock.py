"""One process changes an archive at a time, and searches need no lock.

Of an archive on a server many processes may change what is in it: their transactions follow each
other there. Only what removes files of originals has the archive for itself.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Protocol

from dateline.durable import exclusive, make_folder
from dateline.errors import ArchiveBusy, ReadOnlyArchive, StorageFailed, UsageError
from dateline.settings import Settings

_MOMENT_S = 5


def patience_s(settings: Settings) -> float:
    """How many seconds a change waits for the lock: on a server at least as long as another process
    may have it alone to remove a file that nothing needs."""
    return max(settings.lock_wait_s, _MOMENT_S if settings.database else 0)


class HeldLock(Protocol):
    """The write lock of an archive, while it is held."""

    def alone(self) -> AbstractContextManager[bool]:
        """Whether no other process holds it as well, which is so until the block ends."""


@contextmanager
def writing_lock(
    settings: Settings, *, wait_s: float = 0, alone: bool = False
) -> Iterator[HeldLock]:
    """Hold the archive's write lock: a file in its db/ folder, which no other process holds then,
    or a lock of its server, which others may hold as well, unless `alone`. Raises as
    `folder_lock`."""
    if settings.database is None:
        with folder_lock(settings.database_folder, wait_s=wait_s):
            yield _Alone()
        return
    from dateline.store.backends.advisory import Lock, advisory_lock
    from dateline.store.backends.postgresql import PostgresqlBackend

    server = PostgresqlBackend(settings.database, busy_timeout_s=wait_s)
    with advisory_lock(server, Lock.ARCHIVE, shared=not alone, wait_s=wait_s) as locks:
        yield locks


class _Alone:
    def alone(self) -> AbstractContextManager[bool]:
        return nullcontext(True)


@contextmanager
def folder_lock(folder: str, *, wait_s: float = 0) -> Iterator[None]:
    """Hold the write lock of a folder, the file "lock" in it; both are made if need be.

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
