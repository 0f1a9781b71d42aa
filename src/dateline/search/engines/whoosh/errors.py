"""What damaged files raise, as Dateline's errors."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.errors import ArchiveDamaged, StorageFailed


class DamagedFile(ValueError):
    """A file of the index is not as it was written."""


_DAMAGE = (OSError, ValueError, OverflowError, struct.error, zlib.error)


@contextmanager
def translated(folder: str) -> Iterator[None]:
    """What reading or writing the index in this folder raises, as ArchiveDamaged; as StorageFailed
    if the system refused it."""
    try:
        yield
    except _DAMAGE as error:
        if refusal := StorageFailed.of(error, folder):
            raise refusal from error
        raise ArchiveDamaged(
            f"the index in {folder} cannot be read: {error}",
            hint="“dateline index rebuild” rebuilds it from the database",
        ) from error
