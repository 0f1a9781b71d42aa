"""A tantivy index that may only be read, and so without a lock, while somebody else writes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.errors import ArchiveDamaged
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import put_all
from dateline.search.engines.tantivy.engine import TantivyEngine
from dateline.search.indexed import Document

ANALYZER = Analyzer("en")


def fog(*ids: str) -> list[Document]:
    return [Document(id, {"body": ("Fog.",)}, "") for id in ids]


def test_a_commit_while_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that come and go while a reader looks for them are no damage: it looks again."""
    folder = str(tmp_path / "index")
    writer = TantivyEngine(folder, ANALYZER)
    put_all(writer, fog("a"))
    link, commits = os.symlink, [fog("a", "b")]

    def slow_link(source: str, place: str) -> None:
        if commits:
            put_all(writer, commits.pop())
        link(source, place)

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "symlink", slow_link)

    reader = TantivyEngine(folder, ANALYZER)

    assert not commits
    assert list(reader.ids()) == ["a", "b"]


def test_damage_where_nobody_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone for good is damage, and not looked for forever."""
    folder = tmp_path / "index"
    put_all(TantivyEngine(str(folder), ANALYZER), fog("a"))
    for file in folder.glob("*.store"):
        file.unlink()
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(ArchiveDamaged, match="cannot be read"):
        TantivyEngine(str(folder), ANALYZER)
