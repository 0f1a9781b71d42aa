"""The index on disk: which engine holds it, what it was made with, whether it is behind.

    index/stamp.json   engine, schema, analysis, language, and the folder that is in use
    index/behind       is there while the database may hold changes that the index lacks
    index/whoosh/      the engine's own files

The stamp is written after an empty index is in place, and what is to go into it waits in the
database: whatever moment a crash picks, what is missing is known to be missing. An index with
another stamp than ours is not read.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from dateline.search.analysis import ANALYSIS_VERSION, Analyzer
from dateline.search.engine import Engine
from dateline.search.fields import SCHEMA_VERSION


def _whoosh(folder: Path, analyzer: Analyzer) -> Engine:
    from dateline.search.engines.whoosh import WhooshEngine

    return WhooshEngine(folder, analyzer)


ENGINES: Mapping[str, Callable[[Path, Analyzer], Engine]] = {"whoosh": _whoosh}


class Index:
    """An archive's index folder, for texts and queries of one language."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._engine_name = "whoosh"
        self._stamp_file = folder / "stamp.json"
        self._behind_file = folder / "behind"
        self.analyzer = Analyzer(language)
        self._stamp = {
            "engine": self._engine_name,
            "schema": SCHEMA_VERSION,
            "analysis": ANALYSIS_VERSION,
            "language": language,
        }

    def open(self) -> Engine | None:
        """The engine over this index; None where there is no index, or one that was made with
        another engine, schema, analysis or language than this Dateline's."""
        try:
            stamp = json.loads(self._stamp_file.read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        if stamp != self._stamp or not self._engine_folder.is_dir():
            return None
        return ENGINES[self._engine_name](self._engine_folder, self.analyzer)

    def start_anew(self) -> Engine:
        """An empty index in place of whatever was there. All articles must be pending."""
        self.mark_behind()
        self._stamp_file.unlink(missing_ok=True)
        if self._engine_folder.exists():
            shutil.rmtree(self._engine_folder)
        engine = ENGINES[self._engine_name](self._engine_folder, self.analyzer)
        fresh = self._stamp_file.with_suffix(".new")
        fresh.write_text(json.dumps(self._stamp) + "\n")
        os.replace(fresh, self._stamp_file)
        return engine

    @property
    def behind(self) -> bool:
        """Whether the database may hold changes that the index lacks."""
        return self._behind_file.exists() or not self._stamp_file.exists()

    def mark_behind(self) -> None:
        """From here on the index counts as behind, until `mark_current`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._behind_file.touch()

    def mark_current(self) -> None:
        """The index holds all that the database does."""
        self._behind_file.unlink(missing_ok=True)

    @property
    def _engine_folder(self) -> Path:
        return self._folder / self._engine_name
