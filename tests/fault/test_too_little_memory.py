"""A command with hardly any memory says so in one line, whatever it lacks it for, and does its work
when there is more."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import json_lines, story

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no limit is kept to")

MEGABYTE = 1 << 20
COMMANDS = {
    "ingest": ["ingest", "more.jsonl"],
    "search": ["search", "harbor"],
    "tag": ["tag", "+port", "harbor"],
    "delete": ["delete", "harbor", "--reason", "a court says so", "--yes"],
    "rebuild": ["index", "rebuild"],
    "verify": ["verify"],
    "backup": ["backup", "backups"],
    "export": ["export", "--to", "xlsx", "--out", "all.xlsx"],
}
# Sizes of SQLite's heap in bytes, each less than the one before, as it cannot be raised again.
CHECKED = """
import sqlite3, sys
from contextlib import suppress
from pathlib import Path
from dateline.errors import StorageFailed
from dateline.store import Store
from dateline.values.archive.integrity import Damage

def backed_up(store):
    return store.snapshot(Path("copy"))[:0]

def verified(store):
    return [each.problem for each in store.checks.damages() if isinstance(each, Damage)]

limit = sqlite3.connect(":memory:")
with suppress(MemoryError):
    for step in range(24):
        limit.execute(f"PRAGMA hard_heap_limit = {int(4e6 * 0.8**step)}").close()
        for check in backed_up, verified:
            try:
                with Store.open(Path(sys.argv[1])) as store:  # nothing of it is in memory yet
                    print(*check(store) or ["whole"], sep="\\n")
            except Exception as error:
                failed = StorageFailed.of(error, None) or error
                print(getattr(failed, "message", failed))
"""
# By how much more memory each try has than the one before.
GROWTH = 1.05 if os.environ.get("DATELINE_MEMORY_LIMITS") == "all" else 1.5


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_with_too_little_memory_says_so(place: Path, tmp_path: Path, name: str) -> None:
    """From the least with which Python starts up to what is enough: the exit code is that of a
    refusal, never that of a bug or of a search that found nothing."""
    (tmp_path / "first.jsonl").write_text(json_lines(*map(story, range(3))))
    (tmp_path / "more.jsonl").write_text(json_lines(*map(story, range(6))))
    with open_archive(place) as archive:
        archive.ingest([tmp_path / "first.jsonl"])
    whole = tmp_path / "whole"
    place.rename(whole)
    command = [sys.executable, "-m", "dateline", "--archive", str(place), *COMMANDS[name]]
    refused = 0
    for limit in limits():
        # What was refused at its end may have done its work, so that nothing is left for the next.
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(whole, place)
        ran = limited(command, limit, tmp_path)
        if ran.returncode == 0:
            break
        assert (ran.returncode, ran.stdout) == (74, ""), ran.stderr
        # Before it comes what a deletion would take away, and what Python says of errors that it
        # ignores: it does so itself where there is no memory to call a hook, and may have none for
        # the end of that line.
        *_, told, _hint = ran.stderr.splitlines()
        assert "dateline: there is no memory left" in told
        refused += 1
    assert ran.returncode == 0, ran.stderr
    assert refused
    with open_archive(place) as archive:
        assert archive.verify().damages == ()


def test_a_check_that_lacks_memory_finds_no_damage(place: Path, tmp_path: Path) -> None:
    """SQLite calls a page damaged that it had no memory to read."""
    (tmp_path / "first.jsonl").write_text(json_lines(*map(story, range(300))))
    with open_archive(place) as archive:
        archive.ingest([tmp_path / "first.jsonl"])
    command = [sys.executable, "-c", CHECKED, str(place / "db")]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert {line.partition(":")[0] for line in ran.stdout.splitlines()} == {
        "whole",
        "there is no memory left",
    }


def limits() -> Iterator[int]:
    """Bytes of address space, from the least with which Python loads the first of Dateline, and a
    twentieth more: addresses are laid out at random."""
    limit = 8.0 * MEGABYTE
    while limited(
        [sys.executable, "-c", "import runpy, dateline.__main__"], int(limit), Path()
    ).returncode:
        limit *= 1.05
    limit *= 1.05
    while limit < 2048 * MEGABYTE:
        yield int(limit)
        limit *= GROWTH


def limited(command: Sequence[str], limit: int, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
