"""The index folder: whose it is, and whether it is behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.search.engines.base import put_all
from dateline.search.fields import Document
from dateline.search.index import Index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def fill(folder: Path, language: str = "en") -> None:
    index = Index(str(folder), language)
    engine = index.create_empty()
    put_all(engine, [Document("1", {"body": ("Fog.",)}, "")])
    engine.close()
    index.mark_current()


def test_no_index(folder: Path) -> None:
    """Where there is no index, none is opened or made, and it counts as behind."""

    index = Index(str(folder), "en")

    assert index.open() is None
    assert index.stale
    assert not folder.exists()


def test_reopened(folder: Path) -> None:
    """An index made by this Dateline is opened with what it holds, and is not behind."""

    fill(folder)

    index = Index(str(folder), "en")
    engine = index.open()
    assert engine is not None
    assert engine.count() == 1
    assert not index.stale
    engine.close()


def test_started_anew(folder: Path) -> None:
    """An index started anew is empty, and behind until it is said to be current."""

    fill(folder)

    index = Index(str(folder), "en")
    engine = index.create_empty()
    assert engine.count() == 0
    assert index.stale
    index.mark_current()
    assert not index.stale
    engine.close()


def test_marks_outlive_the_process(folder: Path) -> None:
    """That an index is behind is known to whoever opens it next."""

    fill(folder)
    Index(str(folder), "en").mark_stale()

    assert Index(str(folder), "en").stale
    Index(str(folder), "en").mark_current()
    assert not Index(str(folder), "en").stale


def test_other_language(folder: Path) -> None:
    """An index of another language's stems is not read, and counts as behind."""

    fill(folder, "de")

    index = Index(str(folder), "en")
    assert index.open() is None
    assert index.stale


@pytest.mark.parametrize("stamp", ["", "whoosh schema=1 analysis=1 en\n", "other\n", "\x00\xff"])
def test_other_stamp(folder: Path, stamp: str) -> None:
    """An index with another stamp, or a damaged one, is not read, and counts as behind."""

    fill(folder)
    (folder / "stamp").write_text(stamp, encoding="latin-1")

    index = Index(str(folder), "en")
    assert index.open() is None
    assert index.stale


def test_started_anew_over_anything(folder: Path) -> None:
    """Whatever lies where the index is to be gives way to it."""

    folder.mkdir()
    (folder / "stamp").mkdir()
    (folder / "whoosh").write_text("in the way", encoding="utf-8")

    engine = Index(str(folder), "en").create_empty()
    assert engine.count() == 0
    engine.close()
