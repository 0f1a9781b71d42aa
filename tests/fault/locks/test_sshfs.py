"""An archive on a network disk that keeps locks for each machine: sshfs, here without ssh between
it and the server of SFTP."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline import ArchiveBusy, open_archive
from dateline.ingest.lock import folder_lock
from tests.conftest import Command, json_lines, story

_SERVER = Path("/usr/lib/openssh/sftp-server")


def _missing() -> str:
    if not shutil.which("sshfs") or not _SERVER.exists():
        return "sshfs or openssh-sftp-server is not installed"
    return "" if os.access("/dev/fuse", os.W_OK) else "/dev/fuse cannot be used"


pytestmark = pytest.mark.skipif(bool(_missing()), reason=_missing())


@contextmanager
def machine(remote: Path, place: Path) -> Iterator[Path]:
    """The folder as another machine sees it, that has mounted it."""
    place.mkdir()
    command = ["sshfs", f"nowhere:{remote}", str(place), "-o", f"ssh_command={place}.sh"]
    place.with_suffix(".sh").write_text(f"#!/bin/sh\nexec {_SERVER}\n")
    place.with_suffix(".sh").chmod(0o755)
    subprocess.run(command, check=True)
    try:
        yield place / "archive"
    finally:
        subprocess.run(["fusermount", "-u", "-z", str(place)], check=True)


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A folder of the server with an archive of one article."""
    remote = tmp_path / "remote"
    (remote / "archive").mkdir(parents=True)
    (tmp_path / "first.jsonl").write_text(json_lines(story(1)))
    with machine(remote, tmp_path / "first") as place, open_archive(place) as archive:
        archive.ingest([tmp_path / "first.jsonl"])
    return remote


def test_one_machine_after_another_may_work_there(remote: Path, tmp_path: Path) -> None:
    """What one has done, the next one has that mounts the disk, and nothing is damaged."""
    (tmp_path / "second.jsonl").write_text(json_lines(story(2)))
    for name in ("one", "other"):
        with machine(remote, tmp_path / name) as place, open_archive(place) as archive:
            archive.curation.tag(archive.ids("harbor"), add=[name])
            archive.ingest([tmp_path / "second.jsonl"])
            assert len(archive.ids(f"harbor -tag:{name}")) == (name == "one")
            assert archive.verify().damages == ()


def test_locks_hold_on_one_machine_only(remote: Path, tmp_path: Path, process: Command) -> None:
    """A second process there is busy. Another machine does not see the lock: as
    docs/guarantees.md warns."""
    with (
        machine(remote, tmp_path / "one") as one,
        machine(remote, tmp_path / "other") as other,
        folder_lock(str(one / "db")),
    ):
        with open_archive(one) as archive, pytest.raises(ArchiveBusy):
            archive.index.sync()
        assert process("--archive", one, "index", "sync").code == 5
        with folder_lock(str(other / "db")):
            pass


_WRITER = """
import sys
from dateline import open_archive
from dateline.errors import ArchiveBusy
done = 0
while done < 6:
    try:
        with open_archive(sys.argv[1]) as archive:
            archive.curation.tag(archive.ids("harbor"), add=[f"{sys.argv[2]}{done}"])
        done += 1
    except ArchiveBusy:
        pass
"""


def test_two_processes_may_write_at_once(remote: Path, tmp_path: Path) -> None:
    """On one machine: all that each was told to be done is there."""
    with machine(remote, tmp_path / "one") as place:
        command = [sys.executable, "-c", _WRITER, str(place)]
        for writer in [subprocess.Popen([*command, name]) for name in ("a", "b")]:
            assert writer.wait() == 0
        with open_archive(place) as archive:
            assert archive.verify().damages == ()
            for number in range(6):
                assert len(archive.ids(f"tag:a{number} tag:b{number}")) == 1
