"""A random sample that can be drawn again, and what it tells of the whole."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from math import sqrt
from typing import NamedTuple

_Z95 = 1.959964  # the 97.5 per cent point of the normal distribution


class Interval(NamedTuple):
    """A share, and between which shares the true one lies at 95 per cent confidence."""

    share: float
    low: float
    high: float


def wilson(right: int, number: int) -> Interval:
    """The share of those that are right among a number drawn at random, with Wilson's score
    interval (E. B. Wilson, 1927), which is sound for few and for shares near 0 and 1 as well.
    Raises ValueError where nothing was drawn or more is right than was drawn."""
    if not 0 <= right <= number or number == 0:
        raise ValueError(f"{right} of {number} is no share")
    share, square = right / number, _Z95**2
    middle = share + square / (2 * number)
    spread = _Z95 * sqrt(share * (1 - share) / number + square / (4 * number**2))
    whole = 1 + square / number
    return Interval(share, max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole))


def sample(ids: Collection[str], number: int, seed: int) -> list[str]:
    """`number` of the ids (all, if there are no more), drawn at random by the seed, in the order
    in which they were drawn.

    The ids are put in the order of SHA-256 of seed and id. So the same seed draws the same
    whatever their order and in every version of Python, a larger sample begins with a smaller
    one, and ids that come or go change no other's place.
    """
    return sorted(ids, key=lambda id: sha256(f"{seed} {id}".encode()).digest())[:number]
