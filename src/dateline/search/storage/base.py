"""The protocol of a place for the indexes of an archive."""

from __future__ import annotations

from typing import Protocol

from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine
from dateline.search.stamp import Stamp
from dateline.values.search.index_commit import IndexCommit


class IndexStorage(Protocol):
    """A place with an index in use, and one that is being built beside it. A Stamp says which index
    is meant by its `folder`."""

    engines: tuple[str, ...]  # the names of those that can be here, the default first
    is_shared: bool  # whether other archives have their indexes in the same place

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the index in use; None if there is none."""

    @property
    def commit(self) -> IndexCommit | None:
        """The commit of the index in use; None if there is none."""

    def checked_engine(self, name: str) -> str:
        """The name. Raises UsageError if no engine with this name can be here."""

    def has(self, stamp: Stamp) -> bool:
        """Whether this index is there."""

    def create(self, stamp: Stamp, analyzer: Analyzer) -> Engine:
        """This index, which is made if it is missing."""

    def open(self, stamp: Stamp, analyzer: Analyzer) -> Engine:
        """This index, which is there."""

    def write_commit(self, stamp: Stamp, commit: IndexCommit) -> None:
        """This index has this commit."""

    def use(self, stamp: Stamp) -> None:
        """This index is the one in use, from one moment to the next, and there is no other."""

    def clear(self, kept: Stamp | None) -> None:
        """There is no index, and no mark of a rebuild, but the index to keep."""

    def rebuild_mark(self, stamp: Stamp) -> str:
        """What was marked of the rebuild that makes this index; "" if there is none."""

    def mark_rebuild(self, stamp: Stamp, mark: str) -> None:
        """A rebuild makes this index."""

    def damaged_files(self, stamp: Stamp, *, settled: bool) -> tuple[str, ...]:
        """The names of those files of this index that are not as they were written."""

    def size_bytes(self, stamp: Stamp) -> int:
        """The size of this index."""
