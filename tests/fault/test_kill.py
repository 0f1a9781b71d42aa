"""Whatever moment a crash picks, no article is lost, doubled, or missing from the index."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from dateline.dictionaries.version import annotation_version
from dateline.store import Store
from tests.conftest import Command, json_lines, story
from tests.fault.builders import kill_at

STORIES = 800
MANY = 2225  # more than a batch of the index


def ingest(path: Path) -> subprocess.Popen[bytes]:
    """An ingest under way, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", "ingest", str(path), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_articles(running: subprocess.Popen[Any]) -> None:
    """Return as soon as the ingest under way has filed something. The database is asked, since a
    command would take longer to start than the ingest to file all."""
    while running.poll() is None:
        time.sleep(0.01)
        with (
            suppress(sqlite3.OperationalError),  # there is no database yet, or no table
            closing(sqlite3.connect("file:db/dateline.sqlite?mode=ro", uri=True)) as base,
        ):
            if base.execute("SELECT count(*) FROM articles").fetchone() != (0,):
                return
    pytest.fail("the ingest ended before it had filed anything")


def dumped(folder: Path, stories: int) -> Path:
    """The folder, with so many stories in five files."""
    folder.mkdir()
    for part in range(5):
        numbers = range(part * stories // 5, (part + 1) * stories // 5)
        (folder / f"{part}.jsonl").write_text(json_lines(*map(story, numbers)))
    return folder


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return dumped(tmp_path / "dump", STORIES)


def test_killed_again_and_again_the_archive_ends_the_same(
    process: Command, place: Path, tmp_path: Path
) -> None:
    """kill -9 in each stage, then one complete run: exactly all articles, in SQL and in the
    index, each once, and each annotated."""
    dump = dumped(tmp_path / "dump", MANY)
    for stage, done in (
        ("read", 1024),
        ("read", 1984),
        ("annotate", 256),
        ("annotate", 256),
        ("index", 1),  # while others are annotated
        ("index", 600),  # in the middle of a batch
        ("index", 1201),  # after a batch is committed
    ):
        kill_at("ingest", stage, done, dump)
        counts = process("info", "--json").json
        assert counts["articles"] < MANY or counts["indexed"] < MANY

    last = process("ingest", dump, "--json").json

    assert last["found"] == MANY
    assert last["added"] + last["unchanged"] == MANY
    counts = process("info", "--json").json
    assert (counts["articles"], counts["indexed"], counts["pending"]) == (MANY, MANY, 0)
    with Store.open(place / "db") as store:
        assert store.annotations.unannotated_count(annotation_version()) == 0
        assert all(store.annotations.of(id).times for id in store.ids())
    assert process("search", "harbor", "--json").json["total"] == MANY
    assert process("search", '"district 2224"', "--json").json["total"] == 1


def test_a_search_after_a_kill_finds_what_was_filed(process: Command, dump: Path) -> None:
    """The next search brings the index that a killed run has left up to date."""
    running = ingest(dump)
    wait_for_articles(running)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    total = process("search", "harbor", "--json").json["total"]

    assert total
    counts = process("info", "--json").json
    assert counts["articles"] == counts["indexed"] == total


def test_a_lost_index_is_built_again(dateline: Command, place: Path, dump: Path) -> None:
    """With the index folder deleted, the next search finds everything all the same."""
    dateline("ingest", dump / "0.jsonl")
    shutil.rmtree(place / "index")

    assert dateline("search", "harbor", "--json").json["total"] == STORIES // 5


@pytest.mark.parametrize(
    ("ours", "other"), [(" schema=", " schema=9"), (" analysis=", " analysis=9"), (" en", " de")]
)
def test_an_index_of_another_schema_analysis_or_language_is_built_again(
    dateline: Command, place: Path, dump: Path, ours: str, other: str
) -> None:
    """It is not even opened: what it holds would mean something else."""
    dateline("ingest", dump / "0.jsonl")
    stamp = place / "index" / "stamp"
    stamp.write_text(stamp.read_text().replace(ours, other))
    for file in (place / "index" / "whoosh").iterdir():
        file.write_bytes(b"no index")

    assert dateline("search", "harbor", "--json").json["total"] == STORIES // 5


def test_a_damaged_index_is_reported_and_repaired(
    dateline: Command, place: Path, dump: Path
) -> None:
    """Torn index files exit with 4 and say what to do; doing it brings everything back."""
    dateline("ingest", dump / "0.jsonl")
    contents = place / "index" / "whoosh" / "contents"
    contents.write_bytes(contents.read_bytes()[:40])

    torn = dateline("search", "harbor")
    assert torn.code == 4
    assert "dateline index rebuild" in torn.err

    shutil.rmtree(place / "index" / "whoosh")
    assert dateline("search", "harbor", "--json").json["total"] == STORIES // 5


def test_a_second_ingest_at_the_same_time_is_refused(process: Command, dump: Path) -> None:
    """The archive is busy: exit code 5, nothing changed; searches work, and say what they lack."""
    running = ingest(dump)
    try:
        wait_for_articles(running)
        os.kill(
            running.pid, signal.SIGSTOP
        )  # so that it is still running when the second one starts

        second = process("ingest", dump / "0.jsonl")
        assert second.code == 5
        assert "another process is writing" in second.err
        assert "another process is writing" in process("search", "harbor").err
    finally:
        os.kill(running.pid, signal.SIGCONT)
        running.wait()
    assert process("info", "--json").json["articles"] == STORIES


@pytest.mark.parametrize(
    ("number", "code", "message", "everybody"),
    [(signal.SIGTERM, 143, "terminated", False), (signal.SIGINT, 130, "interrupted", True)],
)
def test_a_run_that_is_stopped_says_so(
    process: Command, dump: Path, number: int, code: int, message: str, everybody: bool
) -> None:
    """Whether the signal reaches the run alone, as by kill, or its workers too, as by Ctrl-C: one
    line, the exit code that a shell gives it, no process left, and the next run ends with all
    articles."""
    running = subprocess.Popen(
        [sys.executable, "-m", "dateline", "ingest", str(dump), "--jobs", "2"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for_articles(running)

    (os.killpg if everybody else os.kill)(running.pid, number)
    _, err = running.communicate(timeout=600)  # the end of stderr: the workers are gone as well

    assert running.returncode == code
    assert err.strip() == f"{message}; what was ingested so far is kept"
    last = process("ingest", dump, "--json").json
    assert 0 < last["unchanged"] < STORIES
    assert last["added"] + last["unchanged"] == STORIES


def test_a_run_that_is_killed_leaves_no_worker(process: Command, dump: Path) -> None:
    """Even kill -9 of the run alone leaves no process, and no message of Python about locks."""
    running = subprocess.Popen(
        [sys.executable, "-m", "dateline", "ingest", str(dump), "--jobs", "2"],
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for_articles(running)

    running.kill()
    _, err = running.communicate(timeout=600)

    assert err == ""


def test_a_signal_that_comes_while_garbage_is_collected_is_not_lost(process: Command) -> None:
    """Python drops what is raised in a callback of the collector."""
    script = (
        "import io, signal, sys, time, weakref\n"
        "from dateline.cli import main\n"
        "class Pipe(io.RawIOBase):\n"
        "    def readable(self): return True\n"
        "    def read(self, size=-1):\n"
        "        gone = weakref.ref(set(), lambda _: signal.raise_signal(signal.SIGTERM))\n"
        "        time.sleep(60)\n"
        "sys.stdin = io.TextIOWrapper(Pipe())\n"
        "sys.argv = ['dateline', 'ingest', '-']\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=False
    )
    assert (ran.returncode, ran.stderr) == (143, "terminated; what was ingested so far is kept\n")
