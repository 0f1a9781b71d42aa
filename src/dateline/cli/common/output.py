"""Standard output that tells its own failures from all others."""

from __future__ import annotations

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper

from dateline.errors import OutputFailed


class _Output(FileIO):
    """A file whose OSErrors are OutputFailed, except that of a pipe that nobody reads."""

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer, as FileIO's own
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed(f"cannot write all of the output: {error.strerror}") from error


def guard_output() -> None:
    """From here on, what cannot be printed, as on a full disk, raises OutputFailed, and what is
    no UTF-8, as a byte in a file's name, is printed as an escape: "\\udce9"."""
    plain = sys.stdout
    if isinstance(plain, TextIOWrapper):  # None where the process was started without
        sys.stdout = TextIOWrapper(
            BufferedWriter(_Output(plain.fileno(), "w", closefd=False)),
            encoding=plain.encoding,
            errors="backslashreplace",
            line_buffering=plain.line_buffering,
            write_through=plain.write_through,
        )


def give_up_output() -> None:
    """All that waits to be printed, and all that will be, goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
