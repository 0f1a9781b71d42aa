"""The tools `events` and `timeline`: what happened, and how much of it when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from pydantic import Field

from dateline.archive import Archive
from dateline.events.choice import Background, chosen
from dateline.events.timeline import By, Every, timeline
from dateline.mcp.tool import Answer, Arguments, Tool
from dateline.schemas.archive.listing import timeline_shape
from dateline.schemas.events import EventsShape, event_shapes
from dateline.schemas.shape import as_json
from dateline.search.query.dates import period
from dateline.values.events import CodedEvent, EventFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice(Arguments):
    query: str | None = None
    """Only events of the articles that this query matches. Default: all articles."""
    type: str | None = None
    """Only this PLOVER type, for instance AGREE, CONSULT, ASSAULT, PROTEST, SANCTION."""
    mode: str | None = None
    """Only this PLOVER mode."""
    actor: str | None = None
    """Only events with this actor: a country (PAK, pakistan), a sector (MIL), or both (PAK-MIL)."""
    target: str | None = None
    """Only events with this target."""
    country: str | None = None
    """Only events that took place in this country: a code (PAK) or a name."""
    place: str | None = None
    """Only events at the place of this name."""
    from_: str | None = None
    """Only events from this day, month or year on (2025-07-18, 2025-07, 2025)."""
    to: str | None = None
    """Only events up to this day, month or year."""

    def events(self, archive: Archive, background: Background) -> Iterator[CodedEvent]:
        """The events that are asked for, newest first, those without a date last."""
        first, last = period(self.from_, self.to, ("from", "to"))
        wanted = EventFilter(
            type=self.type,
            mode=self.mode,
            actor=self.actor,
            target=self.target,
            country=self.country,
            place=self.place,
            start=first,
            end=last,
        )
        return chosen(archive.events.list(wanted=wanted, query=self.query), background)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsArguments(_Choice):
    background: Background = Background.INCLUDE
    """Background events are past events, not news of the day."""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """How many events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineArguments(_Choice):
    background: Background = Background.EXCLUDE
    """Background events are past events, not news of the day."""
    by: By = By.EVENT
    """By the day of the event, or the day when its article was published."""
    every: Every = Every.MONTH
    """How long each stretch of time is; weeks begin on Monday."""


def _events(archive: Archive, asked: EventsArguments) -> Answer:
    events = asked.events(archive, asked.background)
    listed = event_shapes(islice(events, asked.limit))
    return Answer(document=as_json(EventsShape(events=listed, more=next(events, None) is not None)))


def _timeline(archive: Archive, asked: TimelineArguments) -> Answer:
    found = timeline(asked.events(archive, asked.background), by=asked.by, every=asked.every)
    return Answer(document=as_json(timeline_shape(found)))


EVENTS = Tool(
    name="events",
    title="List events",
    description="""List what happened: who did what to whom, when and where, as articles report it \
(PLOVER types), newest first, each with its sentence and its article. Rules found the events, and \
some are wrong: check the sentence.""",
    arguments=EventsArguments,
    shape="events",
    run=_events,
)
TIMELINE = Tool(
    name="timeline",
    title="Count events over time",
    description="Count the reports of events by day, week, month or year.",
    arguments=TimelineArguments,
    shape="timeline",
    run=_timeline,
)
