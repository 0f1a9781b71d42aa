"""Which coded events are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.values.annotations import Actor, Report
from dateline.values.coded import CodedEvent


class Background(StrEnum):
    """Whether events that are told as past history are meant as well, or not, or alone."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    ONLY = "only"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """The events of any of these types and modes, with these sides, in these days; what is
    empty or None is left open.

    A side is a code ("PAK"), a sector ("MIL"), both ("PAK-MIL"), or words of a name, whatever
    their case. Where several act together and nobody is acted upon, each is a target too.
    `countries` are codes of the event's place or of a side. A date that may lie in the days from
    `start` to `end`, both included, is in them; an event without one is not.
    """

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    background: Background = Background.INCLUDE

    def fits(self, event: CodedEvent) -> bool:
        report = event.report
        return (
            (not self.types or report.event_type in self.types)
            and (not self.modes or any(mode in self.modes for mode in report.modes))
            and (not self.actors or _any_is(report.actors, self.actors))
            and (not self.targets or _any_is(targets(report), self.targets))
            and (not self.countries or any(code in self.countries for code in _countries(report)))
            and self._in_days(report)
            and self.background
            in (Background.INCLUDE, Background.ONLY if report.background else Background.EXCLUDE)
        )

    def _in_days(self, report: Report) -> bool:
        if self.start is None and self.end is None:
            return True
        told = report.date
        return (
            told is not None
            and (self.start is None or told.last_day >= self.start)
            and (self.end is None or told.first_day <= self.end)
        )


def targets(report: Report) -> tuple[Actor, ...]:
    """Those acted upon; where several act together and nobody is, those who act."""
    return report.recipients or (report.actors if len(report.actors) > 1 else ())


def label(actor: Actor) -> str:
    """The code with the sector, "PAK-MIL"; "" where there is neither."""
    return "-".join(filter(None, (actor.code, actor.sector)))


def _any_is(sides: Iterable[Actor], wanted: tuple[str, ...]) -> bool:
    return any(_is(actor, one) for actor in sides for one in wanted)


def _is(actor: Actor, wanted: str) -> bool:
    if wanted.upper() in (actor.code, actor.sector, label(actor)):
        return True
    return f" {wanted.casefold()} " in f" {actor.name.casefold()} "


def _countries(report: Report) -> Iterator[str | None]:
    yield report.place.code if report.place else None
    for actor in (*report.actors, *report.recipients):
        yield actor.code
