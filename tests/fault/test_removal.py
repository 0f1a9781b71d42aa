"""A removal that is stopped anywhere is done or not done; the next command ends it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import json_lines, story

_SCRIPT = Path(__file__).with_name("stop_at.py")
SECRET = "qazwsxine"


def stopped(step: int, place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, _SCRIPT, str(step), place, *arguments],
        cwd=_SCRIPT.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def state(place: Path) -> tuple[object, ...]:
    """What can be found, and which files are kept; the index agrees with the database, and no
    original lacks its file."""
    with open_archive(place) as archive:
        found = archive.ids("*")
        assert archive.index.check().agrees
        articles = [archive.article(id) for id in sorted(found)]
        for article in articles:
            archive.original(article)
        left = archive.deletions.is_purging
    files = {path.stem for path in (place / "db" / "originals").glob("??/*")}
    return [(a.id, a.version, a.copy_of, a.story) for a in articles], files, left


def has_trace(place: Path) -> bool:
    """Whether a file of the archive has the word in plain bytes: the database does not compress."""
    files = [path for path in place.rglob("*") if path.is_file()]
    return any(SECRET.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("command", "engine", "least"),
    [
        ("delete", "whoosh", 5),
        ("undo", "whoosh", 5),
        ("purge", "whoosh", 12),
        ("purge", "tantivy", 12),
    ],
)
def test_a_removal_that_is_stopped_at_each_step(
    place: Path, tmp_path: Path, command: str, engine: str, least: int
) -> None:
    """Afterwards an ingest of a file that is there already, and once more the command if it was not
    done, end in the undisturbed state."""
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text(json_lines(story(1), story(2)))
    second.write_text(json_lines(story(3, title=f"Plan of {SECRET}"), {**story(1), "id": "9"}))
    with open_archive(place) as archive:
        archive.ingest([first])
        archive.index.rebuild(engine)
        archive.ingest([second])
        doomed = sorted(archive.ids("run:2"))
    argument = ["2"] if command == "undo" else doomed
    before = tmp_path / "before"
    shutil.copytree(place, before)

    ran = stopped(0, place, command, *argument)
    assert ran.returncode == 0, ran.stderr
    steps, undisturbed = int(ran.stdout), state(place)
    assert steps >= least
    assert not (command == "purge" and has_trace(place))

    for step in range(1, steps + 1):
        shutil.rmtree(place)
        shutil.copytree(before, place)
        assert stopped(step, place, command, *argument).returncode == 9
        with open_archive(place) as archive:
            archive.ingest([first])
            if archive.count(SECRET):  # nothing was done yet
                if command == "undo":
                    archive.runs.undo(2)
                else:
                    archive.deletions.delete(doomed, reason="court", purge=command == "purge")
        assert state(place) == undisturbed, f"stopped at step {step} of {steps}"
        assert not (command == "purge" and has_trace(place)), f"a trace after step {step}"
