"""The index on disk: which engine holds it, what it was made with, whether it is stale.

    index/stamp     the engine, the versions and language of what it holds, and in which folder
    index/stale     is there while the database may hold changes that the index lacks
    index/rebuild   is there while another index is made beside the one in use: see `begin_rebuild`
    index/whoosh/   the engine's own files; another name while that one is in use

The stamp is written after an empty index is in place, and what is to go into it waits in the
database: whatever moment a crash picks, what is missing is known to be missing. A whole index
made aside takes over by its stamp alone. An index with another stamp than ours is not read, but
the engine that it names is the one to make it anew with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from dateline.errors import ArchiveDamaged, UsageError
from dateline.search.analysis import ANALYSIS_VERSION, Analyzer
from dateline.search.engines.base import Engine
from dateline.search.fields import SCHEMA_VERSION


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


_PACKAGES = {"whoosh": "whoosh3", "tantivy": "tantivy"}
DEFAULT_ENGINE = "whoosh"


class Stamp(NamedTuple):
    """What an index was made with, and the folder that it is in."""

    engine: str
    schema: str
    analysis: str
    language: str
    folder: str

    @property
    def line(self) -> str:
        return f"{' '.join(self)}\n"


class Index:
    """An archive's index folder, for texts and queries of one language."""

    def __init__(self, folder: str, language: str) -> None:
        self.analyzer = Analyzer(language)
        self._folder = folder
        self._stamp_file = os.path.join(folder, "stamp")
        self._stale_file = os.path.join(folder, "stale")
        self._rebuild_file = os.path.join(folder, "rebuild")
        self._seen: tuple[int, int] | None = None
        self._stamp: Stamp | None = None
        self._ours_before: Stamp | None = None

    def open(self) -> Engine | None:
        """The engine over this index; None where there is no index, or one that was made with
        another schema, analysis or language than this Dateline's."""
        stamp = self.stamp
        if stamp is None or not self._is_ours(stamp):
            return None
        try:
            engine = ENGINES[stamp.engine](self._path(stamp), self.analyzer)
            _log_opened(stamp)
            return engine
        except ArchiveDamaged:
            if stamp == self.stamp:
                raise
            return self.open()  # a rebuild took its place between the two

    @property
    def stamp(self) -> Stamp | None:
        """What the index in use was made with; None where there is none."""
        try:
            state = os.stat(self._stamp_file)
        except FileNotFoundError:
            return None
        seen = (state.st_ino, state.st_mtime_ns)  # each writing puts a new file in its place
        if seen != self._seen:
            words = _read(self._stamp_file).split()
            self._stamp = Stamp(*words) if len(words) == len(Stamp._fields) else None
            self._seen = seen
        return self._stamp

    @property
    def engine(self) -> str:
        """The engine that the index is, or will be, kept in. Raises UsageError where this
        Dateline has no such."""
        words = _read(self._stamp_file).split() or [DEFAULT_ENGINE]
        return checked_engine(words[0])

    def create_empty(self) -> Engine:
        """An empty index in place of whatever was there. All articles must be pending."""
        self.mark_stale()
        stamp = self._ours(self.engine, self.engine)
        if os.path.isfile(self._stamp_file):
            _write(self._stamp_file, stamp.engine)  # it names no index, and still the engine
        else:
            _remove(self._stamp_file)
        self._clear(kept=None)
        engine = ENGINES[stamp.engine](self._path(stamp), self.analyzer)
        _write(self._stamp_file, stamp.line)
        return engine

    def begin_rebuild(self, engine: str, state: int) -> Engine:
        """An index beside the one in use, for all that the database holds in this `state`. What
        an unfinished rebuild of the same state has put into it is there; else it is empty."""
        used = self.stamp
        spare = _other(engine) if used and used.folder == engine else engine
        stamp = self._ours(engine, spare)
        os.makedirs(self._folder, exist_ok=True)
        known = _read(self._rebuild_file) == f"{state} {stamp.line}"
        if not known:
            self._clear(kept=used.folder if used else None)
        made = ENGINES[engine](self._path(stamp), self.analyzer)
        if not known:
            _write(self._rebuild_file, f"{state} {stamp.line}")
        return made

    def finish_rebuild(self) -> None:
        """What was made aside is the index from now on; the old one is gone."""
        stamp = Stamp(*_read(self._rebuild_file).split()[1:])
        _write(self._stamp_file, stamp.line)
        self._clear(kept=stamp.folder)

    @property
    def stale(self) -> bool:
        """Whether the database may hold changes that the index lacks."""
        stamp = self.stamp
        # access takes half the time of exists
        return stamp is None or not self._is_ours(stamp) or os.access(self._stale_file, os.F_OK)

    @property
    def rebuild_reason(self) -> str:
        """Why the index is not read and the next search makes it anew, in words; nothing where
        it is read."""
        stamp = self.stamp
        if stamp is None:
            return "there is no index yet"
        if self._is_ours(stamp):
            return ""
        pairs = zip(Stamp._fields, stamp, self._ours(stamp.engine, stamp.folder), strict=True)
        others = [
            f"{name} {its.rpartition('=')[2]}, not {own.rpartition('=')[2]}"
            for name, its, own in pairs
            if its != own
        ]
        if not others:
            return "the files of the index are gone"
        return f"the index was made by other rules ({'; '.join(others)})"

    def mark_stale(self) -> None:
        """From here on the index counts as behind, until `mark_current`."""
        os.makedirs(self._folder, exist_ok=True)
        _write(self._stale_file, "")

    def mark_current(self) -> None:
        """The index holds all that the database does."""
        if os.path.exists(self._stale_file):
            os.remove(self._stale_file)

    def size_bytes(self) -> int:
        """How much room the index takes; 0 where there is none."""
        stamp = self.stamp
        folder = self._path(stamp) if stamp else ""
        if not os.path.isdir(folder):
            return 0
        return sum(entry.stat().st_size for entry in os.scandir(folder))

    def _ours(self, engine: str, folder: str) -> Stamp:
        """The stamp of an index as this Dateline makes it."""
        schema, analysis = f"schema={SCHEMA_VERSION}", f"analysis={ANALYSIS_VERSION}"
        return Stamp(engine, schema, analysis, self.analyzer.language, folder)

    def _is_ours(self, stamp: Stamp) -> bool:
        if stamp is not self._ours_before:  # every search asks: most of them nothing new
            ours = self._ours(checked_engine(stamp.engine), stamp.folder)
            if stamp != ours or not os.path.isdir(self._path(stamp)):
                return False
            self._ours_before = stamp
        return True

    def _path(self, stamp: Stamp) -> str:
        return os.path.join(self._folder, stamp.folder)

    def _clear(self, kept: str | None) -> None:
        """No engine's folder is left but the one that is kept, and no mark of a rebuild."""
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
    """The name and version of the package that an engine rests on."""
    from importlib.metadata import PackageNotFoundError, version

    package = _PACKAGES[engine]
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} (not installed)"


def checked_engine(name: str) -> str:
    """The name, if it is an engine's; else raises UsageError."""
    if name not in ENGINES:
        raise UsageError(
            f"there is no engine “{name}”",
            hint=f"“dateline index rebuild --engine NAME”: {', '.join(ENGINES)}",
        )
    return name


def _read(file: str) -> str:
    """What is in a small file; nothing where there is none."""
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except (FileNotFoundError, IsADirectoryError):
        return ""


def _other(folder: str) -> str:
    """A folder's name while the first one is in use."""
    return f"{folder}-2"


def _remove(path: str) -> None:
    """There is nothing at the path, whatever was."""
    import shutil

    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


def _write(file: str, text: str) -> None:
    """The text is in the file, whole, whatever happens."""
    with open(f"{file}.new", "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(f"{file}.new", file)
