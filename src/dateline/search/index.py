"""The index on disk: its engine, the versions it was built with, the state that it holds.

    index/stamp            engine, schema version, analysis version, language and folder
    index/rebuild          exists while a new index is built beside the one in use
    index/whoosh/          the engine's own files; index/whoosh-2/ if index/whoosh/ is in use
    index/whoosh/commit    which state of which database these files hold: an `IndexCommit`
    index/whoosh/checksums of these files

The stamp is written after an empty index is in place, and the articles that belong into it are
pending in the database. So a crash at any moment leaves no gap that is not recorded. A rebuilt
index takes over when its stamp is written. An index with other versions in its stamp is not read,
but rebuilt. Whoever opens an index compares its commit with what the database knows of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cache

from dateline.durable import plain, replace, storing
from dateline.errors import ArchiveDamaged, UsageError
from dateline.search.analysis import ANALYSIS_VERSION, Analyzer
from dateline.search.engines.base import Engine
from dateline.search.fields import SCHEMA_VERSION
from dateline.search.stamp import LONGEST, Stamp, commit_line, parsed_commit, parsed_stamp
from dateline.values.search.index_commit import IndexCommit


def _whoosh(folder: str, analyzer: Analyzer) -> Engine:
    from dateline.search.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(folder, analyzer)


def _tantivy(folder: str, analyzer: Analyzer) -> Engine:
    try:
        from dateline.search.engines.tantivy.engine import TantivyEngine
    except ModuleNotFoundError as error:
        raise UsageError(
            "the tantivy engine is not installed",
            hint='pip install "dateline[tantivy]", or “dateline index rebuild --engine whoosh”',
        ) from error
    return TantivyEngine(folder, analyzer)


ENGINES: Mapping[str, Callable[[str, Analyzer], Engine]] = {"whoosh": _whoosh, "tantivy": _tantivy}


_analyzer = cache(Analyzer)  # what is known of words is the same in every archive of a process
_PACKAGES = {"whoosh": "whoosh3", "tantivy": "tantivy"}
DEFAULT_ENGINE = "whoosh"


class Index:
    """The index folder of an archive whose own language is `language`."""

    def __init__(self, folder: str, language: str) -> None:
        self.analyzer = _analyzer(language)
        self._folder = folder
        self._stamp_file = os.path.join(folder, "stamp")
        self._rebuild_file = os.path.join(folder, "rebuild")
        self._seen: tuple[int, int] | None = None
        self._stamp: Stamp | None = None
        self._known_current: Stamp | None = None

    def open(self) -> Engine | None:
        """The engine on this index; None if there is no index, or if it was built with another
        schema, analysis or language than the current ones."""
        stamp = self.stamp
        if stamp is None or not self.is_readable:
            return None
        try:
            engine = ENGINES[stamp.engine](self._path(stamp), self.analyzer)
            _log_opened(stamp)
            return engine
        except ArchiveDamaged:
            if stamp == self.stamp:
                raise
            return self.open()  # a rebuild replaced the index meanwhile

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the index in use; None if there is none."""
        try:
            state = os.stat(self._stamp_file)
        except FileNotFoundError:
            return None
        seen = (state.st_ino, state.st_mtime_ns)  # each write replaces the file
        if seen != self._seen:
            self._stamp, self._seen = parsed_stamp(_read(self._stamp_file)), seen
        return self._stamp

    @property
    def commit(self) -> IndexCommit | None:
        """The commit of the index in use; None if there is none."""
        stamp = self.stamp
        return parsed_commit(_read(self._commit_file(stamp))) if stamp else None

    def write_commit(self, commit: IndexCommit) -> None:
        """The index in use has this commit."""
        if stamp := self.stamp:
            self._write_commit(stamp, commit)

    def create_empty(self, engine: str, commit: IndexCommit) -> Engine:
        """A new, empty index with this commit replaces any other. All articles must be pending."""
        _remove(self._stamp_file)
        self._clear(kept=None)
        stamp = self._current_stamp(checked_engine(engine), engine)
        made = ENGINES[engine](self._path(stamp), self.analyzer)
        self._write_commit(stamp, commit)
        _write(self._stamp_file, stamp.line)
        return made

    def unfinished_rebuild(self, engine: str, change: int) -> IndexCommit | None:
        """The commit of a rebuild in this engine that was interrupted while the database was in the
        state of this last `change`; None if there is none, or if it used other versions."""
        words, _, line = _read(self._rebuild_file).partition("\n")
        number, _, commit = words.partition(" ")
        resumable = number == str(change) and line == self._spare_stamp(engine).line
        return parsed_commit(f"{commit}\n") if resumable else None

    def begin_rebuild(self, engine: str, change: int, commit: IndexCommit) -> Engine:
        """A new index beside the one in use, for the database in the state of its last `change`. It
        has what the unfinished rebuild with this commit wrote; otherwise it is empty."""
        stamp, used = self._spare_stamp(engine), self.stamp
        is_resumed = commit == self.unfinished_rebuild(engine, change)
        if not is_resumed:
            self._clear(kept=used.folder if used else None)
        new_index = ENGINES[engine](self._path(stamp), self.analyzer)
        if not is_resumed:
            _write(self._rebuild_file, f"{change} {commit_line(commit)}{stamp.line}")
        return new_index

    def finish_rebuild(self, engine: str, commit: IndexCommit) -> None:
        """The new index, which has this commit, replaces the old one, which is deleted."""
        stamp = self._spare_stamp(engine)
        self._write_commit(stamp, commit)
        _write(self._stamp_file, stamp.line)
        self._clear(kept=stamp.folder)

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

    def size_bytes(self) -> int:
        """The size of the index; 0 if there is none."""
        stamp = self.stamp
        folder = self._path(stamp) if stamp else ""
        if not os.path.isdir(folder):
            return 0
        return sum(entry.stat().st_size for entry in os.scandir(folder))

    def _current_stamp(self, engine: str, folder: str) -> Stamp:
        """The stamp of an index with the current versions."""
        schema, analysis = f"schema={SCHEMA_VERSION}", f"analysis={ANALYSIS_VERSION}"
        return Stamp(engine, schema, analysis, self.analyzer.language, folder)

    def _spare_stamp(self, engine: str) -> Stamp:
        """The stamp of a new index beside the one in use."""
        used = self.stamp
        return self._current_stamp(
            engine, _other(engine) if used and used.folder == engine else engine
        )

    def damaged_files(self, *, settled: bool) -> tuple[str, ...]:
        """The names of those files of the index in use that are not as they were written, see
        `checksums`; () if there is none."""
        from dateline.search.checksums import damaged

        stamp = self.stamp
        is_there = stamp is not None and os.path.isdir(self._path(stamp))
        return damaged(self._path(stamp), settled=settled) if stamp and is_there else ()

    def _write_commit(self, stamp: Stamp, commit: IndexCommit) -> None:
        from dateline.search.checksums import write

        with storing(self._path(stamp)):
            write(self._path(stamp))
        _write(self._commit_file(stamp), commit_line(commit))

    def _commit_file(self, stamp: Stamp) -> str:
        return os.path.join(self._path(stamp), "commit")

    def _is_current(self, stamp: Stamp) -> bool:
        if stamp is not self._known_current:  # checked by every search, so the last result is kept
            current = self._current_stamp(stamp.engine, stamp.folder)
            if stamp != current or not os.path.isdir(self._path(stamp)):
                return False
            self._known_current = stamp
        return True

    def _path(self, stamp: Stamp) -> str:
        return os.path.join(self._folder, stamp.folder)

    def _clear(self, kept: str | None) -> None:
        """Engines' folders are deleted except the one to keep, and the mark of a rebuild."""
        _remove(self._rebuild_file)
        for name in (*ENGINES, *map(_other, ENGINES)):
            if name != kept:
                _remove(os.path.join(self._folder, name))


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


def checked_engine(name: str) -> str:
    """The name. Raises UsageError if it is not the name of an engine."""
    if name not in ENGINES:
        raise UsageError(
            f"there is no engine “{name}”",
            hint=f"“dateline index rebuild --engine NAME”: {', '.join(ENGINES)}",
        )
    return name


def _read(file: str) -> str:
    """The content of a small file; "" if there is no such plain file."""
    try:
        with (
            storing(file),
            open(file, encoding="utf-8", errors="replace", opener=plain) as stream,
        ):
            return stream.read(LONGEST)
    except FileNotFoundError:
        return ""


def _other(folder: str) -> str:
    """The folder to use while the first one is in use."""
    return f"{folder}-2"


def _remove(path: str) -> None:
    """There is no file, folder or link at the path."""
    import shutil

    with storing(path):
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        elif os.path.lexists(path):
            os.remove(path)


def _write(file: str, text: str) -> None:
    """The file has this text, on disk."""
    with storing(file):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        replace(file, text.encode())
