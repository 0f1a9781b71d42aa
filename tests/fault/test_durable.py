"""A power cut loses nothing: the index is on disk before the database forgets what it owes it."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
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
            self.lost += [
                path.name
                for path in files
                if path.stat().st_size and not state(path) <= self.durable  # else it is a lock
            ]


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


def test_the_index_is_on_disk_before_pending_rows_go(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file, and every folder with the names of files, as it is at that moment: for the first
    articles, for more of them, and for a whole new index."""
    first, more = tmp_path / "first.jsonl", tmp_path / "more.jsonl"
    first.write_text(json_lines(*map(story, range(3))))
    more.write_text(json_lines(*map(story, range(3, 5))))

    with watched(place / "index", monkeypatch) as watch, open_archive(place) as archive:
        archive.ingest([first])
        archive.index.rebuild("whoosh")
        archive.ingest([more])
        assert archive.search("harbor").total == 5

    assert (watch.looked, watch.lost) == (3, [])


def can_trace() -> bool:
    try:
        return subprocess.run(["strace", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def calls_of(trace: str) -> Iterator[str]:
    """The calls that ended, in that order, each as one line. strace writes a call in two parts
    where another thread came between."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        thread, call = line.split(maxsplit=1)
        if call.endswith("<unfinished ...>"):
            begun[thread] = call.removesuffix("<unfinished ...>").rstrip()
        elif call.startswith("<... "):
            yield begun.pop(thread) + call.partition("resumed>")[2]
        else:
            yield call


CALL = re.compile(r"(fsync|fdatasync)\(\d+<(?P<synced>[^>]+)>|rename\w*\((?P<names>.+)\)\s+= 0")


@pytest.mark.skipif(not can_trace(), reason="there is no strace, or it may not trace")
@pytest.mark.parametrize("engine", ENGINES)
def test_the_system_is_asked_in_this_order(place: Path, tmp_path: Path, engine: str) -> None:
    """What tantivy does in Rust is seen by the system alone: all files of the index and their names
    are on disk before SQLite writes the transaction in which pending rows go, its last but one."""
    file, trace = tmp_path / "more.jsonl", tmp_path / "trace"
    file.write_text(json_lines(*map(story, range(3))))
    with open_archive(place) as archive:
        archive.ingest([file])
        archive.index.rebuild(engine)
    file.write_text(json_lines(*map(story, range(3, 5))))
    traced = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=/sync|rename"]
    command = [sys.executable, "-m", "dateline", "ingest", "--jobs", "0", str(file)]
    subprocess.run([*traced, *command], check=True, capture_output=True)

    calls = [found for call in calls_of(trace.read_text()) if (found := CALL.match(call))]
    log = str(place / "db" / "dateline.sqlite-wal")
    *_, clearing, _ = [at for at, call in enumerate(calls) if call["synced"] == log]
    durable: set[str] = set()
    named: set[str] = set()  # files whose names may not be on disk yet
    for call in calls[:clearing]:
        if call["synced"]:
            durable.add(call["synced"])
            named = {name for name in named if os.path.dirname(name) != call["synced"]}
        else:
            old, new = re.findall(r'"([^"]+)"', call["names"])
            durable |= {new} if old in durable else set()
            named.add(new)
    folder = place / "index" / (place / "index" / "stamp").read_text().split()[-1]
    made = [path for path in folder.iterdir() if path.stat().st_mtime_ns > file.stat().st_mtime_ns]
    assert {str(path) for path in made if path.stat().st_size} - durable == set()
    assert not {name for name in named if name.startswith(str(folder))}
