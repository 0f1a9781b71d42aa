"""An archive is locked by the system: no lock outlives its process, and none is only pretended."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline import ArchiveBusy, open_archive
from dateline.errors import StorageFailed
from dateline.ingest.lock import folder_lock
from dateline.store.database import Database
from tests.conftest import Command, json_lines, story
from tests.fault.refusals.disk import mounted, why_not

_HOLD = """
import sys
from dateline.ingest.lock import folder_lock
with folder_lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""
_OTHER_MACHINE = ("unshare", "--uts", "--pid", "--fork", "--kill-child")


@contextmanager
def holder(place: Path, *before: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds the lock of the archive."""
    command = [*before, sys.executable, "-c", _HOLD, str(place / "db")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.fixture
def filled(place: Path, tmp_path: Path) -> Path:
    """An archive with one article."""
    (tmp_path / "first.jsonl").write_text(json_lines(story(1)))
    with open_archive(place) as archive:
        archive.ingest([tmp_path / "first.jsonl"])
    return place


def test_a_process_that_dies_leaves_no_lock(filled: Path, process: Command) -> None:
    """Killed with kill -9, too: the next command works at once."""
    with holder(filled) as other:
        busy = process("index", "sync")
        assert (busy.code, "another process is writing" in busy.err) == (5, True)
        assert process("search", "harbor", "--count").out == "1\n"
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert process("index", "sync").code == 0


def test_a_lock_of_another_machine_holds_and_ends_too(filled: Path) -> None:
    """A machine that shares the folder and whose processes cannot be seen here, as a container: its
    lock holds here as long as its process lives."""
    tried = subprocess.run([*_OTHER_MACHINE, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"no second machine can be made here: {tried.stderr.decode()}")
    with holder(filled, *_OTHER_MACHINE) as other:
        with open_archive(filled) as archive, pytest.raises(ArchiveBusy):
            archive.index.sync()
        other.kill()
        # The system kills the process in there once the one out here is gone, a moment later.
        with folder_lock(str(filled / "db"), wait_s=60):
            pass
        with open_archive(filled) as archive:
            archive.index.sync()


@pytest.mark.parametrize("content", ["", "1\n", "4194304\nother.example.org\n"])
def test_a_file_named_lock_locks_nothing(filled: Path, content: str) -> None:
    """Whoever wrote it, and with whatever number of a process and name of a machine: an archive may
    be copied with it."""
    (filled / "db" / "lock").write_text(content)
    with open_archive(filled) as archive:
        archive.index.sync()


@pytest.mark.skipif(bool(why_not()), reason=f"nothing can be mounted: {why_not()}")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_refused(
    filled: Path, tmp_path: Path, process: Command, number: int
) -> None:
    """As a network disk may be. Nothing is written there without a lock, also not by a file that
    stands for one, and what the index has can be searched."""
    folder = tmp_path / "network"
    folder.mkdir()
    with mounted(folder, without_locks=number) as (disk, _):
        place = disk / "archive"
        shutil.copytree(filled, place)
        before = sorted(place.rglob("*"))
        with open_archive(place) as archive:
            for change in (archive.index.sync, lambda: archive.ingest([tmp_path / "first.jsonl"])):
                with pytest.raises(StorageFailed, match=r"this file system grants no locks: .*db"):
                    change()
        with (
            pytest.raises(StorageFailed, match=r"this file system grants no locks: .*sqlite"),
            Database.at(place / "db" / "dateline.sqlite", None, busy_timeout_s=0.1).reading(),
        ):
            pass
        assert sorted(place.rglob("*")) == before
        assert process("--archive", place, "search", "harbor", "--count").out == "1\n"


def test_a_search_keeps_the_locks_of_the_database(filled: Path, process: Command) -> None:
    """Whoever keeps an archive open and searches still has the log that others write to, and they
    have its."""
    with open_archive(filled) as archive:
        (id,) = archive.ids("harbor")
        archive.curation.tag([id], add=["first"])
        archive.ids("tag:first")
        log = (filled / "db" / "dateline.sqlite-wal").stat().st_ino
        assert process("tag", "+second", id).code == 0
        assert (filled / "db" / "dateline.sqlite-wal").stat().st_ino == log
        archive.curation.tag([id], add=["third"])
        assert archive.ids("tag:second") == {id}
        assert process("search", "tag:third", "--count").out == "1\n"
