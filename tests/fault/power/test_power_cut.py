"""A power cut at any moment, after which the disk has any part of what was not synced, loses
nothing that was acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.fault.aborts.operations import OPERATIONS
from tests.fault.power.trace import can_trace

# Every operation takes minutes: a few stand for them unless DATELINE_POWER_STATES is given.
NAMES = ("first", "ingest", "edit", "purge", "rebuild", "back up")
# How many states of the disk to try for each operation; `python -m tests.fault.power.cut` tries
# hundreds of one.
STATES = os.environ.get("DATELINE_POWER_STATES", "4")


@pytest.mark.skipif(not can_trace(), reason="there is no strace, or it may not trace")
@pytest.mark.parametrize("name", OPERATIONS if "DATELINE_POWER_STATES" in os.environ else NAMES)
def test_a_power_cut_loses_nothing_that_was_acknowledged(name: str) -> None:
    """The first three cuts are after the end of the operation, the others at any moment."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fault.power.cut", name, "--states", STATES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = json.loads(ran.stdout)

    assert report["states"] == int(STATES)
    assert report["syncs"] > 1
