"""Every operation may be stopped before any of its steps: the next command works, and the operation
done again ends in the state of one that nothing stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.fault.aborts.operations import OPERATIONS

# How many steps of each operation to stop at, at equal distances, by turns by the end of the
# process and by an interruption; with "all" every step, in both ways, which takes some minutes.
STEPS = os.environ.get("DATELINE_ABORT_STEPS", "2")


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_may_be_stopped_at_any_step(name: str) -> None:
    """It has as many steps as it must have at least, or they are not seen any more."""
    most = [] if STEPS == "all" else [STEPS]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fault.aborts.abort", name, *most],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)

    assert report["wrong"] == []
    assert report["stopped"] >= (OPERATIONS[name].floor if STEPS == "all" else 2)
