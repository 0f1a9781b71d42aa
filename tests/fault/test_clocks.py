"""A clock that is set back or forward, between runs or in the middle of one: what follows from
order follows from numbers, not times."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline import open_archive
from tests.conftest import json_lines, story

# Right, a year back, far ahead, before 1970, and right again.
CLOCKS = ("2026-11-29", "2025-11-29", "2099-06-01", "1969-03-01", "2026-11-30")
WORK = """
import json, sys
from dateline import open_archive
place, file, own = sys.argv[1:]
with open_archive(place) as archive:
    archive.ingest([file])
    (id,) = archive.ids("run:last")
    archive.curation.tag(archive.ids("*"), add=[own], remove=["last"])
    archive.curation.tag([id], add=["last"])
    if own == "clock0":
        archive.saved.add("ports", "harbor")
    with archive.saved.new("ports") as pages:
        new = [each.id for page in pages for each in page.hits]
    print(json.dumps({"id": id, "new": new, "last": sorted(archive.ids("tag:last"))}))
"""

JUMPING = """
import itertools, sys
from datetime import datetime
from pathlib import Path
from dateline import open_archive
place, clock, *files = sys.argv[1:]
offsets, years = itertools.cycle(("-400d", "+9000d", "-22000d", "+0d")), set()
def jump(_):
    Path(clock).write_text(next(offsets))
    years.add(datetime.now().year)
with open_archive(place) as archive:
    archive.ingest(files, progress=jump)
print(len(years))
"""

pytestmark = pytest.mark.skipif(
    shutil.which("faketime") is None, reason="there is no faketime to change the clock with"
)


def done_at(clock: str, place: Path, file: Path, own: str) -> Any:
    command = ["faketime", f"{clock} 12:00:00", sys.executable, "-c", WORK]
    ran = subprocess.run(
        [*command, str(place), str(file), own], check=True, capture_output=True, text=True
    )
    return json.loads(ran.stdout)


def test_order_comes_from_numbers(place: Path, tmp_path: Path) -> None:
    """At each clock the last run is the one that was last, a tag that was taken is gone, and what
    is new is new once; the dates of articles stay what was printed."""
    found = []
    for number, clock in enumerate(CLOCKS):
        file = tmp_path / f"{number}.jsonl"
        file.write_text(json_lines(story(number, published="2024-05-03")))
        found.append(done_at(clock, place, file, f"clock{number}"))

    ids = [each["id"] for each in found]
    assert len(set(ids)) == len(CLOCKS)
    assert [each["new"] for each in found] == [[id] for id in ids]
    assert [each["last"] for each in found] == [[id] for id in ids]
    with open_archive(place) as archive:
        runs = archive.runs.all()
        assert [run.number for run in runs] == [1, 2, 3, 4, 5]
        assert [run.started[:10] for run in runs] == list(CLOCKS)
        assert archive.ids("date:2024-05-03") == set(ids)
        assert not archive.verify().damages
        archive.runs.undo(3)
        assert archive.ids("*") == set(ids) - {ids[2]}


def test_a_clock_jumps_in_the_middle_of_a_run(place: Path, tmp_path: Path) -> None:
    """Every article is of the run, is found by the time that the clock said, and goes with it."""
    files = [tmp_path / f"{number}.jsonl" for number in range(5)]
    for number, file in enumerate(files):
        file.write_text(json_lines(story(number)))
    clock = tmp_path / "clock"
    clock.write_text("+0d")
    shown = ["faketime", "-f", "+0d", "printenv", "LD_PRELOAD"]
    preload = subprocess.run(shown, check=True, capture_output=True, text=True).stdout.strip()
    ran = subprocess.run(
        [sys.executable, "-c", JUMPING, str(place), str(clock), *map(str, files[:4])],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "LD_PRELOAD": preload,
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # the clock of the day is set, no other
        },
    )
    assert int(ran.stdout) >= 4  # years that it saw

    with open_archive(place) as archive:
        archive.ingest(files[4:])
        first, last = archive.ids("run:1"), archive.ids("run:last")
        assert (len(first), len(last)) == (4, 1)
        for id in first | last:
            assert id in archive.ids(f"added:{str(archive.article(id).added)[:10]}")
        assert not archive.verify().damages
        archive.runs.undo(1)
        assert archive.ids("*") == last
