"""tantivy's exceptions, as Dateline's errors."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from functools import cache
from types import TracebackType

from dateline.errors import ArchiveDamaged, DatelineError, StorageFailed

# What tantivy raises when its files are damaged or missing, what reading a stored document raises,
# and a document that its own id does not find.
DAMAGE = (ValueError, OSError, KeyError, struct.error)


class Guard:
    """Raises Dateline's errors for tantivy's and the system's. A class, because a search enters it
    several times and a generator takes longer.

    When Rust panics, it prints a report of its own to standard error before Python knows. So what
    is printed meanwhile waits in memory, and is thrown away after a panic.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._entered = 0
        self._stderr: int | None = None

    def __enter__(self) -> None:
        self._entered += 1
        if self._entered == 1:
            self._divert()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        is_panic = error is not None and _is_panic(error)
        self._entered -= 1
        if not self._entered:
            self._restore(is_panic)
        if isinstance(error, DatelineError):
            return
        if error is not None and (refusal := StorageFailed.of(error, self._folder)):
            raise refusal from error
        if is_panic or isinstance(error, DAMAGE):
            cause = "tantivy gave up on a damaged file" if is_panic else error
            raise ArchiveDamaged(
                f"the index in {self._folder} cannot be read: {cause}",
                hint="“dateline index rebuild” rebuilds it from the database",
            ) from error

    def _divert(self) -> None:
        with suppress(OSError):  # standard error is closed
            self._stderr = os.dup(2)
            os.dup2(_memory_file(), 2)

    def _restore(self, is_panic: bool) -> None:
        if self._stderr is None:
            return
        waiting = _memory_file()
        os.dup2(self._stderr, 2)
        os.close(self._stderr)
        self._stderr = None
        if size := os.lseek(waiting, 0, os.SEEK_CUR):
            if not is_panic:
                os.write(2, os.pread(waiting, size, 0))
            os.lseek(waiting, 0, os.SEEK_SET)


@cache  # one for the process
def _memory_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("dateline")
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


def _is_panic(error: BaseException) -> bool:
    """Whether Rust panicked; its exception has no name that could be imported."""
    return type(error).__module__ == "pyo3_runtime"
