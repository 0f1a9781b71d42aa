"""Twenty kills at random moments; `python -m benchmarks.kills` makes 300."""

from __future__ import annotations

import json
import subprocess
import sys
from random import randrange

from tests.conftest import ROOT


def test_a_kill_at_any_moment_loses_nothing() -> None:
    """Whatever is done, the next command works and the operation can be ended."""
    seed = randrange(2**32)
    command = [sys.executable, "-m", "benchmarks.kills", "--kills", "20", "--seed", str(seed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, f"seed {seed}: {ran.stdout}{ran.stderr}"
    assert json.loads(ran.stdout)["kills"] == 20
