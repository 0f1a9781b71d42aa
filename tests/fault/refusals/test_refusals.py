"""Every operation may find the disk full at any step that needs room, or memory short at any
moment: it says so, and once there is room, it ends in the state of one that always had it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.fault.aborts.operations import OPERATIONS
from tests.fault.refusals.disk import why_not

# Every operation takes minutes: a few stand for them unless DATELINE_REFUSED_STEPS is given.
FEW = ("first", "ingest", "edit", "purge", "rebuild", "back up", "migrate")
NAMES = tuple(OPERATIONS) if "DATELINE_REFUSED_STEPS" in os.environ else FEW
# From how many steps of each operation on to refuse it, at equal distances; "all" takes an hour.
STEPS = os.environ.get("DATELINE_REFUSED_STEPS", "2")

mounts = pytest.mark.skipif(bool(why_not()), reason=f"nothing can be mounted: {why_not()}")


@mounts
@pytest.mark.parametrize("name", NAMES)
def test_a_disk_may_be_full_at_any_step(name: str) -> None:
    """Each step was met, and after each the archive answered, and nothing was lost."""
    report = hindered(name, "ENOSPC", STEPS)

    assert report["wrong"] == []
    assert report["steps"] >= OPERATIONS[name].floor
    assert report["hindered"] >= (report["steps"] if STEPS == "all" else 2)


@mounts
@pytest.mark.parametrize("error", ["EDQUOT", "EROFS", "EIO"])
@pytest.mark.parametrize("name", ["ingest"])
def test_what_else_a_disk_refuses_is_called_by_its_name(name: str, error: str) -> None:
    """A quota, a disk that became read-only, one that fails: none of them is called another."""
    assert hindered(name, error, "2")["wrong"] == []


@pytest.mark.parametrize("name", ["ingest", "edit"])
def test_too_few_files_may_be_open(name: str) -> None:
    """It is said, whichever file was one too many."""
    assert hindered(name, "files", "4")["wrong"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says how much memory is used")
@pytest.mark.parametrize("name", dict.fromkeys((*NAMES, "rebuild in tantivy")))
def test_memory_may_run_out_at_any_moment(name: str) -> None:
    """It is said, also by a library that would end the process instead."""
    assert hindered(name, "memory", "16" if STEPS == "all" else STEPS)["wrong"] == []


def hindered(name: str, hindrance: str, steps: str) -> dict[str, object]:
    most = [] if steps == "all" else [steps]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fault.refusals.refuse", name, hindrance, *most],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    report: dict[str, object] = json.loads(ran.stdout)
    return report
