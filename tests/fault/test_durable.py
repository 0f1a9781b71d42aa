"""A power cut loses nothing: the index is on disk before the database forgets what it owes it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from dateline import open_archive
from dateline.search.index import ENGINES
from tests.conftest import json_lines, story


def state(file: Path | int) -> set[tuple[object, ...]]:
    """Of a file, which one it is, when it changed last, and its size; of a folder, which one it is
    with each of the names in it."""
    found = os.stat(file)
    if stat.S_ISDIR(found.st_mode):
        return {(found.st_ino, name) for name in os.listdir(file)}
    return {(found.st_ino, found.st_mtime_ns, found.st_size)}


class Watch:
    """Notes what is made durable, and what is not at the moment when pending rows go."""

    def __init__(self, index: Path) -> None:
        self.durable: set[tuple[object, ...]] = set()
        self.looked = 0
        self.lost: list[str] = []
        self._index = index

    def synced(self, descriptor: int) -> None:
        self.durable |= state(descriptor)

    def executed(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("DELETE FROM pending WHERE"):
            self.looked += 1
            files = [self._index, *self._index.rglob("*")]
            self.lost += [path.name for path in files if not state(path) <= self.durable]


@contextmanager
def watched(index: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    watch, fsync = Watch(index), os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        watch.synced(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    event.listen(Engine, "before_cursor_execute", watch.executed)
    try:
        yield watch
    finally:
        event.remove(Engine, "before_cursor_execute", watch.executed)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_index_is_on_disk_before_pending_rows_go(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """Every file, and every folder with the names of files, as it is at that moment: for the first
    articles, for more of them, and for a whole new index."""
    first, more = tmp_path / "first.jsonl", tmp_path / "more.jsonl"
    first.write_text(json_lines(*map(story, range(3))))
    more.write_text(json_lines(*map(story, range(3, 5))))
    with open_archive(place) as archive:
        archive.ingest([first])
        archive.index.rebuild(engine)

    with watched(place / "index", monkeypatch) as watch, open_archive(place) as archive:
        archive.index.rebuild(engine)
        archive.ingest([more])
        assert archive.search("harbor").total == 5

    assert (watch.looked, watch.lost) == (2, [])
