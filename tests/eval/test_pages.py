"""How well pages are read: a pinned gate on three sets of pages with known answers.

`pages_baseline.json` holds the floors, in per cent, which are what was measured when they were
set, rounded down, and the digest of each set's answers and pages. They go up with what raises
them, and down only in a commit that says why. The sets are not part of the project: they are
looked for in the folder that DATELINE_DATA names, else in ../shared/data beside the checkout.
`python -m benchmarks.pages` measures, beside trafilatura.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from benchmarks.pages import SETS, by_dateline, measured

pytestmark = pytest.mark.data

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data") / "pages"
BASELINE = json.loads(Path(__file__).with_name("pages_baseline.json").read_text("utf-8"))
SLACK = 0.05  # rounding


def digest(folder: Path) -> str:
    """The sha256 of the answers, and of the name and bytes of each page, in order."""
    whole = hashlib.sha256((folder / "gold.jsonl").read_bytes())
    for page in sorted((folder / "pages").iterdir()):
        whole.update(page.name.encode() + page.read_bytes())
    return whole.hexdigest()


@pytest.mark.parametrize("name", SETS)
def test_pages(name: str) -> None:
    """Pages are read at least as well as when the floors were set."""
    pinned, folder = BASELINE[name], DATA / name
    if not (folder / "gold.jsonl").is_file():
        pytest.skip(f"no {name} set: DATELINE_DATA names no folder with pages/{name}")
    assert digest(folder) == pinned["sha256"], "this is other data than was measured"

    figures = measured(folder, by_dateline)

    short = {
        key: (floor, figures[key])
        for key, floor in pinned["floors"].items()
        if figures[key] < floor - SLACK
    }
    assert short == {}, "per cent: (floor, measured)"
