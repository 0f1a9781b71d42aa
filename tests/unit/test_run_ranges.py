"""The runs that found a file, as ranges: the same as a set of their numbers."""

from __future__ import annotations

from random import Random

import pytest

from dateline.store.tables.runs import has_run, next_run, with_run, without_run


@pytest.mark.parametrize(
    ("runs", "ranges"),
    [((), "0"), ((1,), "0-1"), ((2,), "0,2"), ((2, 3, 3, 4, 9), "0,2-4,9")],
)
def test_runs_in_a_row_are_one_range(runs: tuple[int, ...], ranges: str) -> None:
    """The same run counts once."""
    found = "0"
    for run in runs:
        found = with_run(found, run)
    assert found == ranges


@pytest.mark.parametrize("seed", range(50))
def test_ranges_are_as_a_set(seed: int) -> None:
    """Whatever is added in order and removed in any order."""
    chance = Random(seed)
    first = chance.choice((0, 1, 5))
    known, ranges = {first}, str(first)
    for run in range(first, 40):
        if chance.random() < 0.6:
            known, ranges = {*known, run}, with_run(ranges, run)
    while known:
        for run in range(42):
            assert has_run(ranges, run) is (run in known)
            assert next_run(ranges, run) == min((k for k in known if k > run), default=None)
        gone = chance.choice(sorted(known))
        known, ranges = known - {gone}, without_run(ranges, gone)
    assert ranges == ""
