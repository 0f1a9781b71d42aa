"""The process behind a disk that refuses: see disk.py.

    python -m tests.fault.refusals.serve FOLDER PLACE ORDERS

Mounts at PLACE what is in FOLDER, by FUSE, until somebody unmounts it. ORDERS is a small file that
both sides map into memory: see Orders.
"""

# ruff: noqa: ARG002 - FUSE says what is passed
from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from mfusepy import FUSE, FuseOSError, Operations

from tests.fault.refusals.disk import Orders

_STATUS = ("st_mode", "st_nlink", "st_uid", "st_gid", "st_size", "st_blocks", "st_ino", "st_dev")
_TIMES = ("st_atime", "st_mtime", "st_ctime")


class Disk(Operations):
    """The files of a folder, passed through but for what the orders refuse."""

    use_ns = True
    flag_nopath = flag_nullpath_ok = True  # a file may be open and have no name any more

    def __init__(self, folder: str, orders: Orders) -> None:
        self._folder = folder
        self._orders = orders

    def _at(self, path: str) -> str:
        return self._folder + path

    def getattr(self, path: str | None, fh: int | None = None) -> dict[str, Any]:
        found = os.fstat(fh) if fh else os.lstat(self._at(path or ""))
        times = {name: getattr(found, f"{name}_ns") for name in _TIMES}
        return {**{name: getattr(found, name) for name in _STATUS}, **times}

    def statfs(self, path: str) -> dict[str, int]:
        found = os.statvfs(self._folder)
        room = 0 if self._orders.is_full else found.f_bavail
        kept = {
            name: getattr(found, name)
            for name in ("f_bsize", "f_frsize", "f_blocks", "f_files", "f_namemax")
        }
        return {**kept, "f_bfree": room, "f_bavail": room, "f_ffree": found.f_ffree}

    def opendir(self, path: str) -> int:
        return os.open(self._at(path), os.O_RDONLY)

    def readdir(self, path: str | None, fh: int) -> list[str]:
        return [".", "..", *os.listdir(fh)]

    def releasedir(self, path: str | None, fh: int) -> int:
        os.close(fh)
        return 0

    def open(self, path: str, flags: int) -> int:
        return os.open(self._at(path), flags & ~(os.O_CREAT | os.O_EXCL | os.O_APPEND))

    def create(self, path: str, mode: int, flags: int) -> int:
        self._orders.step()
        kept = flags & ~(os.O_EXCL | os.O_APPEND)
        return os.open(self._at(path), kept | os.O_CREAT, mode)

    def release(self, path: str | None, fh: int) -> int:
        os.close(fh)
        return 0

    def read(self, path: str | None, size: int, offset: int, fh: int) -> bytes:
        return os.pread(fh, size, offset)

    def write(self, path: str | None, data: bytes, offset: int, fh: int) -> int:
        if offset + len(data) > os.fstat(fh).st_size:
            self._orders.step()
        return os.pwrite(fh, data, offset)

    def truncate(self, path: str | None, length: int, fh: int | None = None) -> int:
        place: int | str = fh or self._at(path or "")
        if length > os.stat(place).st_size:
            self._orders.step()
        os.truncate(place, length)
        return 0

    def fsync(self, path: str | None, datasync: int, fh: int) -> int:
        return 0  # the machine goes on: what matters here is what is refused

    def mkdir(self, path: str, mode: int) -> int:
        self._orders.step()
        os.mkdir(self._at(path), mode)
        return 0

    def link(self, target: str, source: str) -> int:
        self._orders.step()
        os.link(self._at(source), self._at(target))
        return 0

    def symlink(self, target: str, source: str) -> int:
        self._orders.step()
        os.symlink(source, self._at(target))
        return 0

    def readlink(self, path: str) -> str:
        return os.readlink(self._at(path))

    def rename(self, old: str, new: str) -> int:
        os.rename(self._at(old), self._at(new))
        return 0

    def unlink(self, path: str) -> int:
        os.unlink(self._at(path))
        return 0

    def rmdir(self, path: str) -> int:
        os.rmdir(self._at(path))
        return 0

    def chmod(self, path: str, mode: int) -> int:
        os.chmod(self._at(path), mode)
        return 0

    def utimens(self, path: str | None, times: tuple[int, int] | None = None) -> int:
        os.utime(self._at(path or ""), ns=times)
        return 0


class LockingDisk(Disk):
    """As Disk, and it answers for locks too: it refuses them. Only for one that shall refuse: FUSE
    would keep both kinds of locks itself otherwise, and well."""

    def lock(self, path: str | None, fh: int, cmd: int, lock: object) -> int:
        raise FuseOSError(self._orders.locks)

    def flock(self, path: str, fh: int, op: int) -> int:
        raise FuseOSError(self._orders.locks)


class _Mount(FUSE):
    """As FUSE, which calls `truncate` and `flock` with names: a file may have none any more."""

    def truncate_fuse_3(self, path: bytes | None, length: int, fip: Any) -> int:
        name = None if path is None else os.fsdecode(path)
        self.operations.truncate(name, length, fip.contents.fh if fip else None)
        return 0

    def flock(self, path: bytes | None, fip: Any, op: int) -> int:
        self.operations.flock("", fip.contents.fh, op)
        return 0


def main() -> None:
    folder, place, file = sys.argv[1:]
    orders = Orders(Path(file))
    disk = (LockingDisk if orders.locks else Disk)(folder, orders)
    disk.init = lambda _: print("mounted", flush=True)  # type: ignore[method-assign]
    _Mount(disk, place, foreground=True, nothreads=True, hard_remove=True,
           entry_timeout=0, attr_timeout=0, negative_timeout=0, fsname="refusing")  # fmt: skip


if __name__ == "__main__":
    main()
