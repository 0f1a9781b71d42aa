"""What a search can ask of an article's annotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dateline.values.moment import Moment

if TYPE_CHECKING:  # a search asks for keys and never for whole reports
    from dateline.values.annotations import Actor, Report


class EventSearchKey(NamedTuple):
    """The search keys of one event. Codes are PLOVER's: of an actor its country or kind
    ("PAK", "IGO"), its sector ("MIL"), and both in one ("PAK-MIL"). If nobody is acted upon
    and several act together ("X and Y agreed"), each is a target too. `part`, `start` and `end`
    are where its sentence is, as in Span."""

    id: str
    type: str
    part: str
    start: int
    end: int
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    date: Moment | None = None


def event_key(id: str, report: Report) -> EventSearchKey:
    """The search keys of a report of an event."""
    return EventSearchKey(
        id=id,
        type=report.event_type,
        modes=report.modes,
        actors=codes_of(report.actors),
        targets=codes_of(targets(report)),
        date=report.date,
        part=report.sentence.part,
        start=report.sentence.start,
        end=report.sentence.end,
    )


def codes_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The codes that a search can ask for: of each actor its code, its sector, and both in one."""
    found: list[str] = []
    for actor in actors:
        found += filter(None, (actor.code, actor.sector))
        if actor.code and actor.sector:
            found.append(f"{actor.code}-{actor.sector}")
    return tuple(dict.fromkeys(found))


def targets(report: Report) -> tuple[Actor, ...]:
    """Those acted upon; if nobody is and several act together, those who act."""
    return report.recipients or (report.actors if len(report.actors) > 1 else ())


class QuoteSearchKey(NamedTuple):
    """The search keys of one quote: where the words are, as in Span, and who said them, by all
    their names, the primary one first; none if that is not reported."""

    part: str
    start: int
    end: int
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchKeys:
    """What a search can ask of the annotations of one article.

    Names are in full, with the other names of the same person, organization or place;
    `countries` are ISO 3166-1 alpha-3. What a person marked as wrong or hid is left out.
    """

    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    events: tuple[EventSearchKey, ...] = ()
    quotes: tuple[QuoteSearchKey, ...] = ()
