"""What may hinder an operation: a disk without room from a step on, or a limit on how many files
may be open or on how much memory there is."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import count, islice
from pathlib import Path
from typing import Protocol

from tests.fault.refusals.disk import Orders

DISK = {
    "ENOSPC": "the disk is full: ",
    "EDQUOT": "there is no room left for you on this disk (quota): ",
    "EROFS": "the disk is read-only: ",
    "EIO": "the disk failed (input/output error): ",
}


class Hindrance(Protocol):
    """What is hindered must say something that begins with `says`."""

    says: str

    def steps(self, restore: Callable[[], None], act: Callable[[], bool]) -> int:
        """How many steps there are at which `act` may be hindered; it returns whether it was done.
        Restores and acts as often as is needed to find out."""

    def on(self, step: int) -> None:
        """Every process is hindered from this step on, counted from now."""

    def here(self) -> AbstractContextManager[None]:
        """This process is hindered meanwhile, if not every process is."""

    def off(self) -> None:
        """No process is hindered."""


class FullDisk:
    """The disk refuses what needs room, with an error of errno."""

    def __init__(self, orders: Orders, error: str, place: Path) -> None:
        self._orders, self._number = orders, getattr(errno, error)
        self.says = f"{DISK[error]}{place}"

    def steps(self, restore: Callable[[], None], act: Callable[[], bool]) -> int:
        restore()
        self.off()
        assert act()
        return self._orders.steps

    def on(self, step: int) -> None:
        self._orders.give(refuse_from=step, number=self._number)

    @contextmanager
    def here(self) -> Iterator[None]:
        yield

    def off(self) -> None:
        self._orders.give()


class _Allowance:
    """So much more of something, in pieces, which are its steps: doubled until it suffices."""

    def __init__(self) -> None:
        self._step = 0

    def steps(self, restore: Callable[[], None], act: Callable[[], bool]) -> int:
        self._step = 1
        restore()
        while not act():
            self._step *= 2
            restore()
        return self._step

    def on(self, step: int) -> None:
        self._step = step


class FewFiles(_Allowance):
    """A process may open only so many files more, which are its steps."""

    says = "too many files are open"

    @contextmanager
    def here(self) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        taken = {int(name) for name in os.listdir("/proc/self/fd")[:-1]}  # the last lists them
        free = (number for number in count() if number not in taken)
        resource.setrlimit(resource.RLIMIT_NOFILE, (next(islice(free, self._step - 1, None)), hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def off(self) -> None:
        """It was the limit of a process that has ended."""


class LittleMemory(_Allowance):
    """A process may take only so many pieces of memory more, which are its steps. What it has and
    does not use is taken from it first."""

    says = "there is no memory left"
    _PIECE = 128 * 1024  # bytes: what the allocator of C asks the system for at once
    _FILLING = (1 << 20, 1 << 16, 1 << 12, 1 << 9, 1 << 6)  # bytes, so that small gaps are full too

    def __init__(self) -> None:
        super().__init__()
        self._filled: list[bytes] = []

    @contextmanager
    def here(self) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        more = taken + self._step * self._PIECE
        resource.setrlimit(resource.RLIMIT_AS, (taken, hard))
        for size in self._FILLING:
            with suppress(MemoryError):
                while True:
                    self._filled.append(bytes(size))
        resource.setrlimit(resource.RLIMIT_AS, (more, hard))
        try:
            yield
        finally:
            self._filled.clear()  # or there is no memory to say that there is none
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))

    def off(self) -> None:
        """It was the limit of a process that has ended."""
