"""A rebuild may be killed at any moment: the old index answers, and the next rebuild resumes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import Command, json_lines, story
from tests.fault.builders import kill_at

STORIES = 3000  # two batches of a rebuild, or more
ENGINES = ("whoosh", "tantivy")


@pytest.fixture(scope="module")
def stocked_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of so many articles, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "dump.jsonl").write_text(json_lines(*map(story, range(STORIES))))
    with open_archive(folder) as archive:
        archive.ingest([folder / "dump.jsonl"])
    return folder


@pytest.fixture
def filled(place: Path, stocked_archive: Path) -> None:
    """The archive in this folder has all of them."""
    shutil.copytree(stocked_archive, place, dirs_exist_ok=True)


def rebuild(engine: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", "index", "rebuild", "--engine", engine],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(running: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    while running.poll() is None:
        if happened():
            return
        time.sleep(0.002)
    pytest.fail("the rebuild ended before this happened")


def wait_for_a_batch(place: Path, running: subprocess.Popen[bytes]) -> None:
    """Return when tantivy has stored a batch, or more."""
    meta = place / "index" / "tantivy" / "meta.json"
    wait_for(running, lambda: meta.exists() and "max_doc" in meta.read_text())


def kill(running: subprocess.Popen[bytes]) -> bool:
    """End it at once; return whether it was still running."""
    alive = running.poll() is None
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    return alive


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("engine", ENGINES)
def test_killed_rebuilds_leave_the_old_index_in_use(
    dateline: Command, place: Path, engine: str
) -> None:
    """Killed before its first batch, after it, and when all is indexed: each time the old index
    answers in full and counts as current; a rebuild that is not killed ends with every article."""
    stamp = (place / "index" / "stamp").read_text()
    for done in (0, 1, STORIES):
        kill_at("rebuild", "index", done, engine)
        assert (place / "index" / "stamp").read_text() == stamp
        assert dateline("search", "harbor", "--json").json["total"] == STORIES
        assert dateline("index", "info", "--json").json["engine"] == "whoosh"

    assert dateline("index", "rebuild", "--engine", engine).code == 0
    info = dateline("index", "info", "--json").json
    assert (info["engine"], info["documents"], info["stale"]) == (engine, STORIES, False)
    assert dateline("index", "check").code == 0
    assert dateline("search", "harbor", "--json").json["total"] == STORIES


@pytest.mark.usefixtures("filled")
def test_a_rebuild_resumes_where_it_stopped(dateline: Command, place: Path, tmp_path: Path) -> None:
    """What a killed rebuild has indexed is not indexed again, unless the database changed: then
    the new index has all that is in it now."""
    running = rebuild("tantivy")
    wait_for_a_batch(place, running)
    assert kill(running)
    seen: list[int] = []
    with open_archive(place) as archive:
        archive.index.rebuild("tantivy", progress=lambda now: seen.append(now.done))
    assert 0 < seen[0] < STORIES
    assert seen[-1] == STORIES

    dateline("index", "rebuild", "--engine", "whoosh")
    running = rebuild("tantivy")
    wait_for_a_batch(place, running)
    assert kill(running)
    changed = tmp_path / "changed.jsonl"
    changed.write_text(json_lines(story(STORIES)))
    dateline("ingest", changed)
    with open_archive(place) as archive:
        seen.clear()
        archive.index.rebuild("tantivy", progress=lambda now: seen.append(now.done))
    assert seen[0] == 0
    assert dateline("search", f'"district {STORIES}"', "--json").json["total"] == 1
    assert dateline("index", "check").code == 0


@pytest.mark.usefixtures("filled")
def test_a_search_during_a_rebuild_uses_the_old_index(dateline: Command, place: Path) -> None:
    """The old index answers in full while the new one is made, without a note that it is stale."""
    running = rebuild("tantivy")
    wait_for_a_batch(place, running)
    os.kill(running.pid, signal.SIGSTOP)
    try:
        found = dateline("search", "harbor", "--json")
        assert found.json["total"] == STORIES
        assert not found.err
        assert dateline("index", "rebuild").code == 5
    finally:
        os.kill(running.pid, signal.SIGCONT)
        running.wait()
    assert dateline("index", "info", "--json").json["engine"] == "tantivy"


@pytest.mark.usefixtures("filled")
def test_a_rebuild_replaces_a_damaged_index(dateline: Command, place: Path) -> None:
    """The index in use need not be readable to be replaced."""
    for file in (place / "index" / "whoosh").iterdir():
        if file.name != "commit":
            file.write_bytes(b"")
    assert dateline("search", "harbor").code == 4

    assert dateline("index", "rebuild").code == 0
    assert dateline("search", "harbor", "--json").json["total"] == STORIES
