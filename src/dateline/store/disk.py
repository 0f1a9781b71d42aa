"""What the store asks of the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import StorageFailed


def sync_folder(folder: Path) -> None:
    """The names of the files in the folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def storing(folder: Path) -> Iterator[None]:
    """Raises StorageFailed, naming the folder, if the system refuses to store or to open a file in
    it."""
    try:
        yield
    except OSError as error:
        if refusal := StorageFailed.of(error, str(folder)):
            raise refusal from error
        raise
