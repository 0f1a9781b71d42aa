"""What goes wrong inside of tantivy, in Dateline's words."""

from __future__ import annotations

import pickle
from types import TracebackType

from dateline.errors import ArchiveDamaged

# What tantivy lets out when its files are torn or gone, what reading a stored document does, and
# a document that its own id does not find.
DAMAGE = (ValueError, OSError, EOFError, pickle.UnpicklingError, KeyError)


class Guard:
    """tantivy's exceptions, as Dateline's. A class of its own: many a search enters it thrice."""

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
                hint="“dateline index rebuild” makes it anew from the database",
            ) from error


def _is_panic(error: BaseException) -> bool:
    """Whether Rust gave up; its exception has no name that could be imported."""
    return type(error).__module__ == "pyo3_runtime"
