"""tantivy's exceptions, as Dateline's errors."""

from __future__ import annotations

import struct
from types import TracebackType

from dateline.errors import ArchiveDamaged

# What tantivy raises when its files are damaged or missing, what reading a stored document raises,
# and a document that its own id does not find.
DAMAGE = (ValueError, OSError, KeyError, struct.error)


class Guard:
    """Raises Dateline's errors for tantivy's. A class, because a search enters it several times and
    a generator takes longer."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        if error is not None and (isinstance(error, DAMAGE) or _is_panic(error)):
            raise ArchiveDamaged(
                f"the index in {self._folder} cannot be read: {error}",
                hint="“dateline index rebuild” rebuilds it from the database",
            ) from error


def _is_panic(error: BaseException) -> bool:
    """Whether Rust panicked; its exception has no name that could be imported."""
    return type(error).__module__ == "pyo3_runtime"
