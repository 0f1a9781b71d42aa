"""Samples can be drawn again, and their intervals are Wilson's."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from dateline.events.sampling import sample, wilson

IDS = [f"{number:016x}" for number in range(500)]


@pytest.mark.parametrize(
    ("right", "number", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0)],
)
def test_intervals_are_those_of_the_literature(
    right: int, number: int, low: float, high: float
) -> None:
    """The values that statistics packages print (81 of 263 is Newcombe's example of 1998)."""
    found = wilson(right, number)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.share == float(Fraction(right, number))


def test_the_ends_solve_wilsons_equation() -> None:
    """At each end the share is 1.96 standard errors of that end away."""
    found = wilson(40, 50)

    for end in (found.low, found.high):
        assert abs(found.share - end) == pytest.approx(1.959964 * (end * (1 - end) / 50) ** 0.5)


@pytest.mark.parametrize(("right", "number"), [(0, 0), (3, 2), (-1, 2)])
def test_a_share_above_one_or_of_nothing_is_an_error(right: int, number: int) -> None:
    """More right than drawn, or an empty sample, is a ValueError."""
    with pytest.raises(ValueError, match="not a share"):
        wilson(right, number)


def test_a_seed_draws_the_same_again() -> None:
    """Neither the order of the ids nor others that came since changes a sample."""
    drawn = sample(IDS, 20, seed=3)

    assert sample(random.Random(1).sample(IDS, 500), 20, seed=3) == drawn
    assert sample(IDS, 40, seed=3)[:20] == drawn
    assert [id for id in sample([*IDS, *"xyz"], 503, seed=3) if id in drawn] == drawn
    assert sample(IDS, 20, seed=4) != drawn
    assert len(set(sample(IDS, 900, seed=3))) == 500


def test_every_id_is_drawn_about_as_often() -> None:
    """Over many seeds, no part of the ids is favored."""
    drawn = [id for seed in range(400) for id in sample(IDS, 10, seed)]
    first_half = sum(id < IDS[250] for id in drawn)

    assert abs(first_half - 2000) < 150
