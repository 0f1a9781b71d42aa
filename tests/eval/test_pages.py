"""How well pages are read: a pinned gate on three sets of pages with known answers.

`pages_baseline.json` holds the floors, in per cent, which are what was measured when they were
set, rounded down, and the digest of each set's answers and pages. They go up with what raises
them, and down only in a commit that says why. The sets are not part of the project: they are
looked for in the folder that DATELINE_DATA names, else in ../shared/data beside the checkout.
`python -m benchmarks.pages` measures, beside trafilatura.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.pages import SETS, by_dateline, measured

from tests.eval.floors import baseline, check_data, check_floors, data_folder

pytestmark = pytest.mark.data

BASELINE = baseline("pages")
SLACK = 0.05  # rounding


def contents(folder: Path) -> Iterator[bytes]:
    """The answers, and the name and bytes of each page, in order."""
    yield (folder / "gold.jsonl").read_bytes()
    for page in sorted((folder / "pages").iterdir()):
        yield page.name.encode() + page.read_bytes()


@pytest.mark.parametrize("name", SETS)
def test_pages(name: str) -> None:
    """Pages are read at least as well as when the floors were set."""
    pinned = BASELINE[name]
    folder = data_folder("pages", name)
    check_data(contents(folder), pinned["sha256"])

    check_floors(measured(folder, by_dateline), pinned["floors"], SLACK)
