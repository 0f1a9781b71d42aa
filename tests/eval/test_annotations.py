"""How well times, places and quotations are read, on articles that others annotated: a gate.

`annotations_baseline.json` holds the floors, in per cent, which are what was measured when they
were set, and the digest of each set. They go up with what raises them, and down only in a commit
that says why. The sets (dates of MEANTIME, places of GeoVirus, quotations of the same articles)
are not part of the project: they are looked for in the folder that DATELINE_DATA names, else in
../shared/data beside the checkout. `benchmarks/annotate.py` measures.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from benchmarks.annotate import MEASURED
from benchmarks.events import read

pytestmark = pytest.mark.data

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data") / "events"
BASELINE = json.loads(Path(__file__).with_name("annotations_baseline.json").read_text("utf-8"))
SLACK = 0.1  # rounding


@pytest.mark.parametrize("name", sorted(MEASURED))
def test_annotations(name: str) -> None:
    """Annotations are read at least as well as when the floors were set."""
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
