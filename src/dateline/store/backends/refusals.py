"""Why the system refuses SQLite something: the number of its error, which SQLite does not say."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

# SQLite needs 32 KiB for the -shm file, and a page of its log for each page that a change touches.
_ROOM_BYTES = 256 * 1024
_FILES = 5  # the database, its log, its journal, the -shm file and their folder


def has_room(folder: Path) -> bool:
    """Whether this user has room for SQLite's own files on the disk of the folder."""
    if not hasattr(os, "statvfs") or not folder.exists():
        return True
    disk = os.statvfs(folder)
    blocks = disk.f_bfree if os.geteuid() == 0 else disk.f_bavail
    return blocks * disk.f_frsize >= _ROOM_BYTES


def grants_locks(folder: Path) -> bool:
    """Whether a file in the folder can be locked as SQLite locks the database."""
    try:
        with TemporaryFile(dir=folder) as probe:
            fcntl.lockf(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
    return True


def why_refused(database: Path) -> int:
    """The number of the error that the system gives for a file beside the database that needs what
    the database needs: a descriptor, room, a lock. 0 if it gives none."""
    if os.path.exists(database) and not os.access(database, os.R_OK):
        return errno.EACCES
    try:
        with ExitStack() as stack:
            probe, *_ = [
                stack.enter_context(TemporaryFile(dir=database.parent)) for _ in range(_FILES)
            ]
            probe.write(bytes(_ROOM_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno or 0
    if not grants_locks(database.parent):
        return errno.ENOLCK
    return errno.EFBIG if _is_at_the_limit(database) else 0


def _is_at_the_limit(database: Path) -> bool:
    """Whether a file of the database has grown as large as this process may make one."""
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    sizes = (file.stat().st_size for file in database.parent.glob(f"{database.name}*"))
    return limit != resource.RLIM_INFINITY and max(sizes, default=0) + _ROOM_BYTES > limit
