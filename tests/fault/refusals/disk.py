"""A file system, really mounted, that refuses what it is told to: every growth from a stated one on
(a full disk, a quota, a failing disk), or locks (a network disk without them).

A step is whatever needs room on a disk: a write beyond the end of a file, a longer file, a new
file, folder or link. Removing and renaming need none. The file system is FUSE's, see serve.py, and
not a tmpfs that is nearly full, because that refuses whole pages only, and no new name.
"""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

from tests.conftest import ROOT


class Orders:
    """What the disk shall refuse, and how many steps it has seen; the same for all processes."""

    _FORM = struct.Struct("4q")

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(bytes(self._FORM.size))
        with file.open("r+b") as stream:
            self._shared = mmap.mmap(stream.fileno(), self._FORM.size)

    def give(self, *, refuse_from: int = 0, number: int = 0, locks: int = 0) -> None:
        """From now on the steps are counted from 1, and from `refuse_from` on (0: none) refused
        with this number of an error; locks are refused with the number `locks` (0: granted)."""
        self._shared[:] = self._FORM.pack(0, refuse_from, number, locks)

    @property
    def steps(self) -> int:
        return self._read()[0]

    @property
    def locks(self) -> int:
        return self._read()[3]

    @property
    def is_full(self) -> bool:
        """Whether something was refused because of room."""
        steps, first, number, _ = self._read()
        return 0 < first <= steps and number in (errno.ENOSPC, errno.EDQUOT)

    def step(self) -> None:
        """One step more; raises OSError if it is refused."""
        steps, first, number, locks = self._read()
        self._shared[:] = self._FORM.pack(steps + 1, first, number, locks)
        if 0 < first <= steps + 1:
            raise OSError(number, os.strerror(number))

    def _read(self) -> tuple[int, int, int, int]:
        steps, first, number, locks = self._FORM.unpack(self._shared[:])
        return steps, first, number, locks


def why_not() -> str:
    """Why nothing can be mounted here; "" if it can."""
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "there is no /dev/fuse"
    if not shutil.which("fusermount3"):
        return "there is no fusermount3"
    return "" if find_library("fuse3") else "there is no libfuse3"


@contextmanager
def mounted(folder: Path, *, without_locks: int = 0) -> Iterator[tuple[Path, Orders]]:
    """A disk in a new folder of this one, and what gives it orders; with `without_locks`, it
    refuses every lock with this number of an error."""
    behind, place, file = folder / "behind", folder / "disk", folder / "orders"
    behind.mkdir()
    place.mkdir()
    orders = Orders(file)
    orders.give(locks=without_locks)
    command = [sys.executable, "-m", "tests.fault.refusals.serve", *map(str, (behind, place, file))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"mounted\n"
        try:
            yield place, orders
        finally:
            subprocess.run(["fusermount3", "-u", "-z", str(place)], check=True)
