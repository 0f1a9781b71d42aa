"""Standard output that distinguishes its own failures from all others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter, FileIO, TextIOWrapper

from dateline.errors import OutputFailed


class ReaderLeft(Exception):
    """Nobody reads the output any more. It is no OSError: click would exit with 1."""


class _Output(FileIO):
    """A file whose OSErrors become OutputFailed, or ReaderLeft if it is a pipe that nobody reads.
    With `paged`, a pager shows on a terminal what is written."""

    paged = False

    def isatty(self) -> bool:
        return self.paged or super().isatty()

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer, as FileIO's own
        try:
            return super().write(data)
        except BrokenPipeError as error:
            raise ReaderLeft from error
        except OSError as error:
            raise OutputFailed(f"cannot write all of the output: {error.strerror}") from error


def guard_output() -> None:
    """From now on, printing raises OutputFailed if it fails, for instance on a full disk.

    What is not UTF-8, for instance a byte in the name of a file, is printed as an escape:
    "\\udce9".
    """
    plain = sys.stdout
    if isinstance(plain, TextIOWrapper):  # None if the process was started without it
        sys.stdout = TextIOWrapper(
            BufferedWriter(_Output(plain.fileno(), "w", closefd=False)),
            encoding=plain.encoding,
            errors="backslashreplace",
            line_buffering=plain.line_buffering,
            write_through=plain.write_through,
        )


@contextmanager
def keep_terminal() -> Iterator[None]:
    """Meanwhile standard output counts as the terminal that it was, wherever it is redirected."""
    _Output.paged = True
    try:
        yield
    finally:
        _Output.paged = False


def give_up_output() -> None:
    """Everything that was not written yet, and everything printed from now on, is discarded."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
