"""A happening: reports in several articles of what is taken to be one event in the world."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.values.annotations import PlaceMention
from dateline.values.events import CodedEvent
from dateline.values.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A point on which independent texts differ: "day", "place", or what a number counts
    ("killed"). `claims` pairs each value with the ids of the articles that say so."""

    point: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCluster:
    """Reports of what is taken to be one event in the world.

    `events` are the reports, earliest published first. `texts` counts the independent texts
    among the articles: copies of one wire text are one. `disagreements` are the points on
    which independent texts differ, each with what they say.
    """

    type: str
    events: tuple[CodedEvent, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: Moment | None
    place: PlaceMention | None
    articles: int
    texts: int
    disagreements: tuple[Disagreement, ...] = ()
