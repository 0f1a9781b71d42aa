"""The index on disk: which engine holds it, what it was made with, whether it is behind.

    index/stamp     the engine, and the versions and language of what it holds
    index/behind    is there while the database may hold changes that the index lacks
    index/whoosh/   the engine's own files

The stamp is written after an empty index is in place, and what is to go into it waits in the
database: whatever moment a crash picks, what is missing is known to be missing. An index with
another stamp than ours is not read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from dateline.errors import UsageError
from dateline.search.analysis import ANALYSIS_VERSION, Analyzer
from dateline.search.engine import Engine
from dateline.search.fields import SCHEMA_VERSION


def _whoosh(folder: str, analyzer: Analyzer) -> Engine:
    from dateline.search.engines.whoosh import WhooshEngine

    return WhooshEngine(folder, analyzer)


def _tantivy(folder: str, analyzer: Analyzer) -> Engine:
    try:
        from dateline.search.engines.tantivy import TantivyEngine
    except ModuleNotFoundError as error:
        raise UsageError(
            "this archive's index is kept by tantivy, which is not installed",
            hint='pip install "dateline[tantivy]", or “dateline index rebuild --engine whoosh”',
        ) from error
    return TantivyEngine(folder, analyzer)


ENGINES: Mapping[str, Callable[[str, Analyzer], Engine]] = {"whoosh": _whoosh, "tantivy": _tantivy}


class Index:
    """An archive's index folder, for texts and queries of one language."""

    def __init__(self, folder: str, language: str, *, engine: str = "whoosh") -> None:
        self.analyzer = Analyzer(language)
        self._folder = folder
        self._engine = engine
        self._engine_folder = os.path.join(folder, engine)
        self._stamp_file = os.path.join(folder, "stamp")
        self._behind_file = os.path.join(folder, "behind")
        self._stamp = f"{engine} schema={SCHEMA_VERSION} analysis={ANALYSIS_VERSION} {language}\n"

    def open(self) -> Engine | None:
        """The engine over this index; None where there is no index, or one that was made with
        another engine, schema, analysis or language than this Dateline's."""
        if not self._is_ours():
            return None
        return ENGINES[self._engine](self._engine_folder, self.analyzer)

    def start_anew(self) -> Engine:
        """An empty index in place of whatever was there. All articles must be pending."""
        import shutil

        self.mark_behind()
        for stale in (self._stamp_file, self._engine_folder):
            if os.path.isdir(stale):
                shutil.rmtree(stale)
            elif os.path.exists(stale):
                os.remove(stale)
        engine = ENGINES[self._engine](self._engine_folder, self.analyzer)
        with open(f"{self._stamp_file}.new", "w", encoding="utf-8") as file:
            file.write(self._stamp)
        os.replace(f"{self._stamp_file}.new", self._stamp_file)
        return engine

    @property
    def behind(self) -> bool:
        """Whether the database may hold changes that the index lacks."""
        return os.path.exists(self._behind_file) or not self._is_ours()

    def mark_behind(self) -> None:
        """From here on the index counts as behind, until `mark_current`."""
        os.makedirs(self._folder, exist_ok=True)
        with open(self._behind_file, "w", encoding="utf-8"):
            pass

    def mark_current(self) -> None:
        """The index holds all that the database does."""
        if os.path.exists(self._behind_file):
            os.remove(self._behind_file)

    def _is_ours(self) -> bool:
        try:
            with open(self._stamp_file, encoding="utf-8", errors="replace") as file:
                return file.read() == self._stamp and os.path.isdir(self._engine_folder)
        except FileNotFoundError:
            return False
