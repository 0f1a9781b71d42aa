"""A reproducible random sample, and what it says about all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from typing import NamedTuple

from dateline.plover import TYPES
from dateline.values.events import CodedEvent, Review

_Z95 = 1.959964  # the 97.5 per cent point of the normal distribution


class Interval(NamedTuple):
    """A share, and the limits of its 95 per cent confidence interval."""

    share: float
    low: float
    high: float


class Precision(NamedTuple):
    """How many reviewed events of a type ("all": of any) are right, and what share of all events
    that is."""

    type: str
    judged: int
    right: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class EventSample:
    """Events drawn at random out of as many as `population`, in the order of the draw."""

    population: int
    events: tuple[CodedEvent, ...]

    @property
    def precision(self) -> tuple[Precision, ...]:
        """What the reviews of the sample say of all events, then of each type that was reviewed.
        Empty if none is reviewed."""
        by_type: dict[str, list[Review]] = defaultdict(list)
        for event in self.events:
            if event.review:
                by_type["all"].append(event.review)
                by_type[event.report.event_type].append(event.review)
        return tuple(_precision(name, by_type[name]) for name in ("all", *TYPES) if name in by_type)


def _precision(type: str, reviews: Collection[Review]) -> Precision:
    right = sum(review.right for review in reviews)
    return Precision(type, len(reviews), right, wilson(right, len(reviews)))


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
