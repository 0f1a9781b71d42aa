"""Where the evaluation data is, and the floors that measured quality must not fall below.

The data is not part of the project: it is looked for in the folder that DATELINE_DATA names, else
in ../shared/data beside the checkout. A test without its data is skipped.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

DATA = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data")


def baseline(gate: str) -> dict[str, Any]:
    """The floors of a gate, and the digests of what they were measured on, by the set's name."""
    file = Path(__file__).with_name(f"{gate}_baseline.json")
    content: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def data_folder(*names: str) -> Path:
    """A folder of the data; the test is skipped if it is not there."""
    folder = DATA.joinpath(*names)
    if not folder.is_dir():
        pytest.skip(f"DATELINE_DATA names no folder with {'/'.join(names)}")
    return folder


def check_data(parts: Iterable[bytes], sha256: str) -> None:
    """Fails if this is not the data that the floors were measured on."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    assert digest.hexdigest() == sha256, "this is other data than the floors were measured on"


def check_floors(measured: Mapping[str, float], floors: Mapping[str, float], slack: float) -> None:
    """Fails if a figure is below its floor by more than the slack, which is for rounding."""
    short = {key: floor for key, floor in floors.items() if measured[key] < floor - slack}
    assert short == {}, {key: (floor, measured[key]) for key, floor in short.items()}
