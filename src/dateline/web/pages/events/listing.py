"""Events: a table with filters, their review by hand, and happenings: reports of one event
together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.events.choice import Background
from dateline.events.clusters import clusters
from dateline.events.timeline import By, Every, Stretch, Timeline, timeline
from dateline.plover import TYPES
from dateline.values.events import CodedEvent, EventCluster
from dateline.web.asked import PageNumber
from dateline.web.drawing import page
from dateline.web.pages.events.asked import Asked, EventsAsked
from dateline.web.reading import OpenArchive

router = APIRouter()

LIMIT = 50  # on a page


@dataclass(frozen=True, slots=True)
class EventsView:
    """A page of events, by its number from 1, and whether there are more."""

    asked: EventsAsked
    number: int
    events: tuple[CodedEvent, ...]
    more: bool


def events_view(archive: Archive, wanted: EventsAsked, number: int = 1) -> EventsView:
    found = wanted.events(archive)
    first = (number - 1) * LIMIT
    shown = tuple(islice(found, first, first + LIMIT))
    return EventsView(wanted, number, shown, next(found, None) is not None)


@router.get("/events")
def events_page(
    request: Request,
    archive: OpenArchive,
    wanted: Asked,
    number: PageNumber = 1,
) -> Response:
    view = events_view(archive, wanted, number)
    return page(request, "events.html", view=view, types=TYPES)


@dataclass(frozen=True, slots=True)
class HappeningsView:
    """Happenings that more than one text reports first, newest first."""

    asked: EventsAsked
    happenings: tuple[EventCluster, ...]
    total: int


def happenings_view(archive: Archive, wanted: EventsAsked) -> HappeningsView:
    every = clusters(wanted.right(archive, Background.INCLUDE))
    several = [one for one in every if one.articles > 1]
    several.sort(key=lambda one: one.date.value if one.date else "", reverse=True)
    return HappeningsView(wanted, tuple(several[:LIMIT]), len(several))


@router.get("/happenings")
def happenings_page(request: Request, archive: OpenArchive, wanted: Asked) -> Response:
    view = happenings_view(archive, wanted)
    return page(request, "happenings.html", view=view, types=TYPES)


@dataclass(frozen=True, slots=True)
class TimelineView:
    """How many events each stretch of time has, by the day of the event or of its article."""

    asked: EventsAsked
    timeline: Timeline
    most: int

    def address(self, stretch: Stretch) -> str:
        """Of the events of this stretch of time, one by one."""
        wanted = self.asked._replace(background=self.asked.background or Background.EXCLUDE)
        first, last = stretch.start.isoformat(), stretch.end.isoformat()
        if self.timeline.by is By.EVENT:
            wanted = wanted._replace(start=first, end=last)
        else:
            days = f"date:{first}..{last}"
            wanted = wanted._replace(q=f"({wanted.q}) {days}" if wanted.q else days)
        return f"/events?{wanted.parameters}"


@router.get("/timeline")
def timeline_page(
    request: Request,
    archive: OpenArchive,
    wanted: Asked,
    by: By = By.EVENT,
    every: Every = Every.MONTH,
) -> Response:
    found = timeline(wanted.right(archive, Background.EXCLUDE), by=by, every=every)
    most = max((stretch.events for stretch in found.stretches), default=0)
    view = TimelineView(wanted, found, most)
    return page(request, "timeline.html", view=view, types=TYPES, every=Every, by=By)
