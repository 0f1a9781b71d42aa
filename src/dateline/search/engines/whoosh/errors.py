"""Whoosh's exceptions, as Dateline's errors."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whoosh import index
from whoosh.filedb.filestore import StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.reading import CorruptIndexError

from dateline.errors import ArchiveBusy, ArchiveDamaged

# What Whoosh raises when its files are damaged or missing: its own errors, and those of the parsers
# of tables of contents, blocks and stored fields.
_DAMAGE = (
    CorruptIndexError,
    index.IndexError,
    StorageError,
    OSError,
    EOFError,
    struct.error,
    FileFormatError,
    pickle.UnpicklingError,
    ValueError,  # UnicodeError is one
    OverflowError,
    zlib.error,
)
# A table of contents is pickled objects, whose names and parts may be damaged.
CONTENTS_DAMAGE = (TypeError, AttributeError, ImportError)


@contextmanager
def translated(folder: str, *more: type[Exception]) -> Iterator[None]:
    """Whoosh's exceptions, as Dateline's."""
    try:
        yield
    except index.LockError as error:
        raise ArchiveBusy("another process is writing the index") from error
    except (*_DAMAGE, *more) as error:
        raise ArchiveDamaged(
            f"the index in {folder} cannot be read: {error}",
            hint="“dateline index rebuild” rebuilds it from the database",
        ) from error
