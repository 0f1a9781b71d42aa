"""The index folder: which state of which database it holds, and whether it can be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.search.engines.base import put_all
from dateline.search.index import Index, storage
from dateline.search.indexed import Document
from dateline.values.search.index_commit import IndexCommit

COMMIT = IndexCommit("0123456789abcdef" * 2, 5, 7)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def fill(folder: Path, language: str = "en") -> None:
    index = Index(storage(str(folder)), language)
    engine = index.create_empty("whoosh", COMMIT)
    put_all(engine, [Document("1", {"body": ("Fog.",)}, "")])
    engine.close()


def test_no_index(folder: Path) -> None:
    """Where there is no index, none is opened or made."""

    index = Index(storage(str(folder)), "en")

    assert index.open() is None
    assert index.commit is None
    assert not folder.exists()


def test_reopened(folder: Path) -> None:
    """An index made by this Dateline is opened with what it holds, and has the commit that it was
    made with."""

    fill(folder)

    index = Index(storage(str(folder)), "en")
    engine = index.open()
    assert engine is not None
    assert engine.count() == 1
    assert index.commit == COMMIT
    engine.close()


def test_started_anew(folder: Path) -> None:
    """An index started anew is empty, and has the new commit."""

    fill(folder)

    index = Index(storage(str(folder)), "en")
    engine = index.create_empty("whoosh", COMMIT._replace(number=6))
    assert engine.count() == 0
    assert index.commit == COMMIT._replace(number=6)
    engine.close()


def test_other_language(folder: Path) -> None:
    """An index of another language's stems is not read."""

    fill(folder, "de")

    index = Index(storage(str(folder)), "en")
    assert index.open() is None
    assert "language de, not en" in index.rebuild_reason


STAMP = "whoosh schema=1 analysis=1 en whoosh\n"


@pytest.mark.parametrize(
    "stamp",
    [
        *("", "whoosh schema=1 analysis=1 en\n", "other\n", "\x00\xff", "\0" * 40),
        STAMP.replace("en whoosh", "en ../whoosh"),
        STAMP.replace("en whoosh", "en tantivy"),
        STAMP.replace("whoosh ", "\x1b[31mwhoosh "),
        STAMP.replace("en", "\x9b1m"),
        STAMP.replace("=1", "=１"),
        STAMP * 2,
    ],
)
def test_other_stamp(folder: Path, stamp: str) -> None:
    """An index with a damaged or forged stamp is not read, and nothing of the stamp is printed or
    becomes the name of a folder."""

    fill(folder)
    (folder / "stamp").write_text(stamp, encoding="utf-8")

    index = Index(storage(str(folder)), "en")
    assert index.open() is None
    assert index.stamp is None
    assert index.rebuild_reason == "there is no index yet"


@pytest.mark.parametrize("commit", ["", "\0" * 40, "0" * 32, f"{'0' * 32} -1 2\n", "\x1b 1 2\n"])
def test_other_commit(folder: Path, commit: str) -> None:
    """An index with a damaged commit has none."""

    fill(folder)
    (folder / "whoosh" / "commit").write_text(commit, encoding="utf-8")

    assert Index(storage(str(folder)), "en").commit is None


def test_started_anew_over_anything(folder: Path) -> None:
    """Whatever lies where the index is to be gives way to it."""

    folder.mkdir()
    (folder / "stamp").mkdir()
    (folder / "whoosh").write_text("in the way", encoding="utf-8")

    engine = Index(storage(str(folder)), "en").create_empty("whoosh", COMMIT)
    assert engine.count() == 0
    engine.close()


def test_links_are_replaced_and_not_followed(folder: Path, tmp_path: Path) -> None:
    """Nothing outside of the index is emptied, deleted or written to."""

    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter").write_text("Dear", encoding="utf-8")
    folder.mkdir()
    for name in ("stamp", "stamp.new", "rebuild", "rebuild.new"):
        os.symlink(outside / "letter", folder / name)
    for name in ("whoosh", "whoosh-2", "tantivy"):
        os.symlink(outside, folder / name)

    fill(folder)

    assert (outside / "letter").read_text(encoding="utf-8") == "Dear"
    assert os.listdir(outside) == ["letter"]
    assert Index(storage(str(folder)), "en").commit == COMMIT
