"""How well events are coded, on sentences that others coded by hand: a pinned gate.

`events_baseline.json` holds the floors, in per cent, which are what was measured when they were
set, and the digest of each set. They go up with what raises them, and down only in a commit that
says why. The sets (PLOVER's own examples, and the tests of the PETRARCH coders) are not part of
the project: they are looked for in the folder that DATELINE_DATA names, else in ../shared/data
beside the checkout. `benchmarks/events.py` measures.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from benchmarks.events import MEASURED, read

from dateline.plover import TYPES

pytestmark = pytest.mark.data

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data") / "events"
BASELINE = json.loads(Path(__file__).with_name("events_baseline.json").read_text("utf-8"))
# One record of the smallest set, rounded: none may be lost unnoticed.
SLACK = 0.1


@pytest.mark.parametrize("name", sorted(BASELINE))
def test_events(name: str) -> None:
    """Events are coded at least as well as when the floors were set."""

    pinned = BASELINE[name]
    file = DATA / name / "gold.jsonl"
    if not file.is_file():
        pytest.skip(f"no {name} set: DATELINE_DATA names no folder with events/{name}")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert digest == pinned["sha256"], "this is other data than the floors were measured on"

    measured = MEASURED[name](read(DATA, name))

    short = {
        key: (floor, measured[key])
        for key, floor in pinned["floors"].items()
        if measured[key] < floor - SLACK
    }
    assert short == {}, "per cent: (floor, measured)"


def test_the_gate_covers_every_type() -> None:
    """There is a floor for each of the 16 types."""

    assert set(TYPES) <= set(BASELINE["plover"]["floors"])
