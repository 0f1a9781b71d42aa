"""Files that an archive writes for people: each is replaced as a whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from dateline.errors import StorageFailed, UsageError


def write_lines(path: str, lines: Iterable[str]) -> None:
    """The file has these lines, and is on disk. Raises StorageFailed, or UsageError if it cannot be
    written; then it is as it was before."""
    beside = f"{path}.{os.getpid()}.new"
    try:
        with open(beside, "w", encoding="utf-8") as file:
            for line in lines:
                file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        raise StorageFailed.of(error, path) or UsageError(
            f"{path} cannot be written: {error.strerror}"
        ) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)
