"""How well events are coded, on sentences that others coded by hand: a pinned gate.

`events_baseline.json` holds the floors, in per cent, which are what was measured when they were
set, and the digest of each set. They go up with what raises them, and down only in a commit that
says why. The sets (PLOVER's own examples, and the tests of the PETRARCH coders) are not part of
the project: they are looked for in the folder that DATELINE_DATA names, else in ../shared/data
beside the checkout. `benchmarks/events.py` measures.
"""

from __future__ import annotations

import pytest
from benchmarks.events import MEASURED, read

from dateline.plover import TYPES
from tests.eval.floors import baseline, check_data, check_floors, data_folder

pytestmark = pytest.mark.data

BASELINE = baseline("events")
# One record of the smallest set, rounded: none may be lost unnoticed.
SLACK = 0.1


@pytest.mark.parametrize("name", sorted(BASELINE))
def test_events(name: str) -> None:
    """Events are coded at least as well as when the floors were set."""
    pinned = BASELINE[name]
    folder = data_folder("events", name)
    check_data([(folder / "gold.jsonl").read_bytes()], pinned["sha256"])

    check_floors(MEASURED[name](read(folder.parent, name)), pinned["floors"], SLACK)


def test_the_gate_covers_every_type() -> None:
    """There is a floor for each of the 16 types."""

    assert set(TYPES) <= set(BASELINE["plover"]["floors"])
