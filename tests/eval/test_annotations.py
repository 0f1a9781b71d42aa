"""How well times, places and quotations are read, on articles that others annotated: a gate.

`annotations_baseline.json` holds the floors, in per cent, which are what was measured when they
were set, and the digest of each set. They go up with what raises them, and down only in a commit
that says why. The sets (dates of MEANTIME, places of GeoVirus, quotations of the same articles)
are not part of the project: they are looked for in the folder that DATELINE_DATA names, else in
../shared/data beside the checkout. `benchmarks/annotate.py` measures.
"""

from __future__ import annotations

import pytest
from benchmarks.annotate import MEASURED
from benchmarks.events import read

from tests.eval.floors import baseline, check_data, check_floors, data_folder

pytestmark = pytest.mark.data

BASELINE = baseline("annotations")
SLACK = 0.1  # rounding


@pytest.mark.parametrize("name", sorted(MEASURED))
def test_annotations(name: str) -> None:
    """Annotations are read at least as well as when the floors were set."""
    pinned = BASELINE[name]
    folder = data_folder("events", name)
    check_data([(folder / "gold.jsonl").read_bytes()], pinned["sha256"])

    check_floors(MEASURED[name](read(folder.parent, name)), pinned["floors"], SLACK)
