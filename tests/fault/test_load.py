"""Eight processes at once in one archive; `python -m benchmarks.load` has them work for minutes."""

from __future__ import annotations

import json
import subprocess
import sys
from random import randrange

import pytest

from tests.conftest import ROOT

PROCESSES, OPERATIONS = 8, 6


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_many_processes_change_an_archive_at_once(engine: str) -> None:
    """None gets an error but that the archive is busy, and what each was told is so at the end."""
    seed = randrange(2**32)
    command = [
        *(sys.executable, "-m", "benchmarks.load", "--engine", engine, "--seed", str(seed)),
        *("--processes", str(PROCESSES), "--operations", str(OPERATIONS)),
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, f"seed {seed}: {ran.stdout}{ran.stderr}"
    report = json.loads(ran.stdout)
    assert sum(report["done"].values()) + sum(report["busy"].values()) == PROCESSES * OPERATIONS
