"""The index of an archive: its engine, the versions it was built with, the state that it holds.

It is in a folder or on a server, as the archive's settings say (`storage`). An index is marked as
the one in use after it is in place, and the articles that belong into it are pending in the
database. So a crash at any moment leaves no gap that is not recorded. A rebuilt index takes over
from one moment to the next. An index with other versions in its stamp is not read, but rebuilt.
Whoever opens an index compares its commit with what the database knows of it.
"""

from __future__ import annotations

import sys
from functools import cache

from dateline.errors import ArchiveDamaged, UsageError
from dateline.search.analysis import ANALYSIS_VERSION, Analyzer
from dateline.search.engines.base import Engine
from dateline.search.fields import SCHEMA_VERSION
from dateline.search.stamp import Stamp, commit_line, other, parsed_commit
from dateline.search.storage.base import IndexStorage
from dateline.search.storage.folder import ENGINES as ENGINES
from dateline.search.storage.folder import FolderStorage
from dateline.values.search.index_commit import IndexCommit

_analyzer = cache(Analyzer)  # what is known of words is the same in every archive of a process
_PACKAGES = {"whoosh": "whoosh3", "tantivy": "tantivy", "opensearch": "opensearch-py"}


def storage(folder: str, address: str | None = None) -> IndexStorage:
    """The place of an archive's index: on a server, if the settings have its address."""
    if address is None:
        return FolderStorage(folder)
    from dateline.search.storage.server import ServerStorage

    return ServerStorage(address)


class Index:
    """The index of an archive whose own language is `language`."""

    def __init__(self, place: IndexStorage, language: str) -> None:
        self.analyzer = _analyzer(language)
        self._storage = place
        self._known_current: Stamp | None = None

    def open(self) -> Engine | None:
        """The engine on this index; None if there is no index, or if it was built with another
        schema, analysis or language than the current ones."""
        stamp = self.stamp
        if stamp is None or not self._is_current(stamp):
            return None
        try:
            engine = self._storage.open(stamp, self.analyzer)
            _log_opened(stamp)
            return engine
        except ArchiveDamaged:
            if stamp == self.stamp:
                raise
            return self.open()  # a rebuild replaced the index meanwhile

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the index in use; None if there is none."""
        return self._storage.stamp

    @property
    def commit(self) -> IndexCommit | None:
        """The commit of the index in use; None if there is none."""
        return self._storage.commit

    def write_commit(self, commit: IndexCommit) -> None:
        """The index in use has this commit."""
        if stamp := self.stamp:
            self._storage.write_commit(stamp, commit)

    def create_empty(self, engine: str, commit: IndexCommit) -> Engine:
        """A new, empty index with this commit replaces any other. All articles must be pending.
        Raises UsageError if the index belongs to another archive, which may still use it."""
        self._check_own(commit)
        self._storage.clear(kept=None)
        stamp = self._current_stamp(self.checked_engine(engine), engine)
        made = self._storage.create(stamp, self.analyzer)
        self._storage.write_commit(stamp, commit)
        self._storage.use(stamp)
        return made

    def unfinished_rebuild(self, engine: str, change: int) -> IndexCommit | None:
        """The commit of a rebuild in this engine that was interrupted while the database was in the
        state of this last `change`; None if there is none, or if it used other versions."""
        mark = self._storage.rebuild_mark(self._spare_stamp(engine))
        number, _, commit = mark.partition(" ")
        return parsed_commit(f"{commit}\n") if number == str(change) else None

    def begin_rebuild(self, engine: str, change: int, commit: IndexCommit) -> Engine:
        """A new index beside the one in use, for the database in the state of its last `change`. It
        has what the unfinished rebuild with this commit wrote; otherwise it is empty. Raises
        UsageError as `create_empty`."""
        self._check_own(commit)
        stamp = self._spare_stamp(engine)
        is_resumed = commit == self.unfinished_rebuild(engine, change)
        if not is_resumed:
            self._storage.clear(kept=self.stamp)
        new_index = self._storage.create(stamp, self.analyzer)
        if not is_resumed:
            self._storage.mark_rebuild(stamp, f"{change} {commit_line(commit).strip()}")
        return new_index

    def finish_rebuild(self, engine: str, commit: IndexCommit) -> None:
        """The new index, which has this commit, replaces the old one, which is deleted."""
        stamp = self._spare_stamp(engine)
        self._storage.write_commit(stamp, commit)
        self._storage.use(stamp)

    @property
    def is_readable(self) -> bool:
        """Whether there is an index of the current versions."""
        stamp = self.stamp
        return stamp is not None and self._is_current(stamp)

    @property
    def rebuild_reason(self) -> str:
        """Why the index cannot be read and the next search rebuilds it, in words; "" if it can."""
        stamp = self.stamp
        if stamp is None:
            return "there is no index yet"
        if self._is_current(stamp):
            return ""
        pairs = zip(
            Stamp._fields, stamp, self._current_stamp(stamp.engine, stamp.folder), strict=True
        )
        differences = [
            f"{name} {built.rpartition('=')[2]}, not {current.rpartition('=')[2]}"
            for name, built, current in pairs
            if built != current
        ]
        if not differences:
            return "the files of the index are missing"
        return f"the index was built with other versions ({'; '.join(differences)})"

    def engine_name(self, before: str | None) -> str:
        """The name of the index's engine; of an index that is lost or yet to be built, the engine
        that it had before, if it can be here."""
        if stamp := self.stamp:
            return stamp.engine
        return before if before in self._storage.engines else self._storage.engines[0]

    def checked_engine(self, name: str) -> str:
        """The name. Raises UsageError if no engine with this name can be here."""
        return self._storage.checked_engine(name)

    def size_bytes(self) -> int:
        """The size of the index; 0 if there is none."""
        stamp = self.stamp
        return self._storage.size_bytes(stamp) if stamp and self._storage.has(stamp) else 0

    def damaged_files(self, *, settled: bool) -> tuple[str, ...]:
        """The names of those files of the index in use that are not as they were written, see
        `checksums`; () if there is none."""
        stamp = self.stamp
        if stamp is None or not self._storage.has(stamp):
            return ()
        return self._storage.damaged_files(stamp, settled=settled)

    def _check_own(self, commit: IndexCommit) -> None:
        there = self.commit if self._storage.is_shared else None
        if there is not None and there.archive != commit.archive:
            raise UsageError(
                "the index that dateline.toml names belongs to another archive",
                hint="name another one in this archive's dateline.toml",
            )

    def _current_stamp(self, engine: str, folder: str) -> Stamp:
        """The stamp of an index with the current versions."""
        schema, analysis = f"schema={SCHEMA_VERSION}", f"analysis={ANALYSIS_VERSION}"
        return Stamp(engine, schema, analysis, self.analyzer.language, folder)

    def _spare_stamp(self, engine: str) -> Stamp:
        """The stamp of a new index beside the one in use."""
        used = self.stamp
        return self._current_stamp(
            engine, other(engine) if used and used.folder == engine else engine
        )

    def _is_current(self, stamp: Stamp) -> bool:
        if stamp != self._known_current:  # checked by every search, so the last result is kept
            current = self._current_stamp(stamp.engine, stamp.folder)
            if stamp != current or not self._storage.has(stamp):
                return False
            self._known_current = stamp
        return True


def _log_opened(stamp: Stamp) -> None:
    if "logging" in sys.modules:  # else nobody can listen, and a search need not load it
        from dateline.logs import get_logger

        fields = {"engine": stamp.engine, "folder": stamp.folder}
        get_logger(__name__).debug("index opened", extra=fields)


def library(engine: str) -> str:
    """The name and version of the package that an engine is based on."""
    from importlib.metadata import PackageNotFoundError, version

    package = _PACKAGES[engine]
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} (not installed)"
