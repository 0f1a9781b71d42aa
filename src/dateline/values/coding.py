"""What a search can ask of an article's annotations."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.values.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKey:
    """What a search can ask of one event. Codes are PLOVER's: of an actor its country or kind
    ("PAK", "IGO"), its sector ("MIL"), and both in one ("PAK-MIL"). Where nobody is acted upon
    and several act together ("X and Y agreed"), each is a target too. `part`, `start` and `end`
    are where its sentence stands, as in Span."""

    id: str
    type: str
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    date: Moment | None = None
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteKey:
    """What a search can ask of one quote: where the words stand, as in Span, and who said
    them, by all their names, the foremost first; none where that is not told."""

    part: str
    start: int
    end: int
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a search can ask of the annotations of one article.

    Names are in full, with the other names of the same person, organization or place;
    `countries` are ISO 3166-1 alpha-3. What a person has judged wrong or hidden is left out.
    """

    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    events: tuple[EventKey, ...] = ()
    quotes: tuple[QuoteKey, ...] = ()
