"""A reproducible random sample, and what it says about all."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from math import sqrt
from typing import NamedTuple

_Z95 = 1.959964  # the 97.5 per cent point of the normal distribution


class Interval(NamedTuple):
    """A share, and the limits of its 95 per cent confidence interval."""

    share: float
    low: float
    high: float


def wilson(right: int, number: int) -> Interval:
    """The share of right ones in a random sample of this `number`, with Wilson's score interval
    (E. B. Wilson, 1927), which also holds for small samples and for shares near 0 and 1. Raises
    ValueError if the sample is empty or has fewer than the right ones."""
    if not 0 <= right <= number or number == 0:
        raise ValueError(f"{right} of {number} is not a share")
    share, square = right / number, _Z95**2
    center = share + square / (2 * number)
    spread = _Z95 * sqrt(share * (1 - share) / number + square / (4 * number**2))
    scale = 1 + square / number
    return Interval(share, max(0.0, (center - spread) / scale), min(1.0, (center + spread) / scale))


def sample(ids: Collection[str], number: int, seed: int) -> list[str]:
    """`number` of the ids, or all if there are fewer, in the random order that the seed gives.

    The order is that of SHA-256 over seed and id. So the same seed draws the same sample in every
    version of Python, whatever the order of the ids; a larger sample begins with the smaller
    one; and ids that are added or removed do not change the order of the others.
    """
    return sorted(ids, key=lambda id: sha256(f"{seed} {id}".encode()).digest())[:number]
