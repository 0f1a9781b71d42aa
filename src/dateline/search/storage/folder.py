"""Indexes in a folder.

index/stamp            engine, schema version, analysis version, language and folder
index/rebuild          exists while a new index is built beside the one in use
index/whoosh/          the engine's own files; index/whoosh-2/ if index/whoosh/ is in use
index/whoosh/commit    which state of which database these files hold: an `IndexCommit`
index/whoosh/checksums of these files
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from dateline.durable import plain, replace, storing
from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine
from dateline.search.stamp import LONGEST, Stamp, commit_line, other, parsed_commit, parsed_stamp
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


class FolderStorage:
    """An IndexStorage in a folder."""

    engines: tuple[str, ...] = tuple(ENGINES)
    is_shared = False

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._stamp_file = os.path.join(folder, "stamp")
        self._rebuild_file = os.path.join(folder, "rebuild")
        self._seen: tuple[int, int] | None = None
        self._stamp: Stamp | None = None

    @property
    def stamp(self) -> Stamp | None:
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
        stamp = self.stamp
        return parsed_commit(_read(self._commit_file(stamp))) if stamp else None

    def checked_engine(self, name: str) -> str:
        if name not in ENGINES:
            raise UsageError(
                f"there is no engine “{name}”",
                hint=f"“dateline index rebuild --engine NAME”: {', '.join(ENGINES)}",
            )
        return name

    def has(self, stamp: Stamp) -> bool:
        return stamp.engine in ENGINES and os.path.isdir(self._path(stamp))

    def create(self, stamp: Stamp, analyzer: Analyzer) -> Engine:
        return ENGINES[stamp.engine](self._path(stamp), analyzer)

    open = create

    def write_commit(self, stamp: Stamp, commit: IndexCommit) -> None:
        from dateline.search.checksums import write

        with storing(self._path(stamp)):
            write(self._path(stamp))
        _write(self._commit_file(stamp), commit_line(commit))

    def use(self, stamp: Stamp) -> None:
        _write(self._stamp_file, stamp.line)
        self.clear(kept=stamp)

    def clear(self, kept: Stamp | None) -> None:
        if kept is None:
            _remove(self._stamp_file)
        _remove(self._rebuild_file)
        for name in (*ENGINES, *map(other, ENGINES)):
            if kept is None or name != kept.folder:
                _remove(os.path.join(self._folder, name))

    def rebuild_mark(self, stamp: Stamp) -> str:
        mark, _, line = _read(self._rebuild_file).partition("\n")
        return mark if line == stamp.line else ""

    def mark_rebuild(self, stamp: Stamp, mark: str) -> None:
        _write(self._rebuild_file, f"{mark}\n{stamp.line}")

    def damaged_files(self, stamp: Stamp, *, settled: bool) -> tuple[str, ...]:
        from dateline.search.checksums import damaged

        return damaged(self._path(stamp), settled=settled)

    def size_bytes(self, stamp: Stamp) -> int:
        return sum(entry.stat().st_size for entry in os.scandir(self._path(stamp)))

    def _commit_file(self, stamp: Stamp) -> str:
        return os.path.join(self._path(stamp), "commit")

    def _path(self, stamp: Stamp) -> str:
        return os.path.join(self._folder, stamp.folder)


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
