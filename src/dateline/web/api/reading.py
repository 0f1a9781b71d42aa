"""The API that reads: searches, articles, and lists over them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dateline.archive.records import record
from dateline.comparing import changes
from dateline.events.choice import Background, chosen
from dateline.events.clusters import clusters
from dateline.events.timeline import By, Every, timeline
from dateline.schemas.annotations import quotes_shape
from dateline.schemas.archive.listing import (
    saved_searches_shape,
    timeline_shape,
)
from dateline.schemas.article import dates_shape
from dateline.schemas.changes import copies_shape, difference_shape, versions_shape
from dateline.schemas.curation import decisions_shape, tags_shape
from dateline.schemas.events import (
    EventsShape,
    audit_shape,
    clusters_shape,
    event_shape,
    event_shapes,
)
from dateline.schemas.places import places_shape
from dateline.schemas.search import CountShape, facet_limits, page_shape, similar_shape
from dateline.schemas.why import why_shape
from dateline.values.events import EventFilter
from dateline.web.api.answers import answer, shaped
from dateline.web.api.parameters import Days, Fragments, Limit, Match, OnePage, ids
from dateline.web.asked import Asked, asked
from dateline.web.reading import OpenArchive

router = APIRouter(prefix="/api", tags=["read"])

_FACETS = "Facets to count: source, source=50 for 50 of its values, month=all for all."


@router.get("/search", **shaped("search"))
def search(
    request: Request,
    archive: OpenArchive,
    wanted: Annotated[Asked, Depends(asked)],
    limit: Annotated[int, Query(ge=0, le=1000, description="How many at most.")] = 20,
    facet: Annotated[list[str] | None, Query(description=_FACETS)] = None,
    fragments: Fragments = 3,
) -> Response:
    """A page of hits. `next` is the cursor that `after` takes for the page that follows."""
    facets = facet_limits(facet or ())
    found = archive.search(
        wanted.query,
        match=wanted.match,
        limit=limit,
        sort=wanted.order,
        after=wanted.after,
        facets=facets,
        fragments=fragments,
        collapse=wanted.collapse,
    )
    parts = () if found.total else archive.part_counts(wanted.query)
    return answer(request, page_shape(found, facets, parts))


@router.get("/count", **shaped("count"))
def count(request: Request, archive: OpenArchive, q: str, match: Match = "all") -> Response:
    """How many articles match."""
    return answer(request, CountShape(query=q, articles=archive.count(q, match=match)))


@router.get("/articles/{id}", **shaped("article"))
def article(
    request: Request, archive: OpenArchive, id: str, version: int | None = None
) -> Response:
    """One article with its annotations and evidence; or one version of it."""
    wanted = archive.article(id) if version is None else archive.version(id, version)
    return answer(request, record(archive, wanted))


@router.get("/articles/{id}/dates", **shaped("article-dates"))
def dates(request: Request, archive: OpenArchive, id: str) -> Response:
    """Every date that was found for an article."""
    return answer(request, dates_shape(archive.article(id)))


@router.get("/articles/{id}/versions", **shaped("article-versions"))
def versions(request: Request, archive: OpenArchive, id: str) -> Response:
    """The versions of an article, oldest first."""
    return answer(request, versions_shape(archive.versions(id)))


@router.get("/articles/{id}/difference", **shaped("difference"))
def difference(request: Request, archive: OpenArchive, id: str, old: int, new: int) -> Response:
    """What differs between two versions of an article."""
    before, after = archive.version(id, old), archive.version(id, new)
    return answer(request, difference_shape(before, after, changes(before, after)))


@router.get("/articles/{id}/copies", **shaped("article-copies"))
def copies(request: Request, archive: OpenArchive, id: str) -> Response:
    """The near copies of an article."""
    return answer(request, copies_shape(archive.article(id), archive.copies(id)))


@router.get("/articles/{id}/similar", **shaped("similar"))
def similar(request: Request, archive: OpenArchive, id: str, limit: Limit = 10) -> Response:
    """Articles about the same topic."""
    return answer(request, similar_shape(archive.similar(archive.article(id).id, limit=limit)))


@router.get("/articles/{id}/why", **shaped("why"))
def why(request: Request, archive: OpenArchive, id: str, q: str, match: Match = "all") -> Response:
    """Why a query matches an article, or why not."""
    return answer(request, why_shape(archive.why(q, id, match=match)))


def _events(
    archive: OpenArchive,
    days: Days,
    q: str | None = None,
    type: str | None = None,
    mode: str | None = None,
    actor: str | None = None,
    target: str | None = None,
    country: str | None = None,
    place: str | None = None,
    background: Background = Background.INCLUDE,
) -> Any:
    wanted = EventFilter(
        type=type,
        mode=mode,
        actor=actor,
        target=target,
        country=country,
        place=place,
        start=days.first,
        end=days.last,
    )
    return chosen(archive.events.list(wanted=wanted, query=q or None), background)


Events = Annotated[Any, Depends(_events)]


@router.get("/events", **shaped("events"))
def events(request: Request, found: Events, wanted: OnePage) -> Response:
    """The coded events of the articles that match, newest first."""
    shown, more = wanted.of(found)
    return answer(request, EventsShape(events=event_shapes(shown), more=more))


def _drawn(
    archive: OpenArchive, sample: Limit = 100, type: str | None = None, seed: int = 1
) -> Any:
    """Events drawn at random, and the seed."""
    return archive.events.sample(sample, seed=seed, wanted=EventFilter(type=type)), seed


Drawn = Annotated[Any, Depends(_drawn)]


@router.get("/events/audit", **shaped("event-audit"))
def audit(request: Request, drawn: Drawn) -> Response:
    """What the reviews of a random sample say of all events: the share that is right."""
    return answer(request, audit_shape(*drawn))


@router.get("/events/sample", **shaped("events"))
def sampled(request: Request, drawn: Drawn) -> Response:
    """The random sample itself, to be reviewed: the same events for the same seed."""
    found, _ = drawn
    return answer(request, EventsShape(events=event_shapes(found.events), more=False))


@router.get("/events/{id}", **shaped("event"))
def event(request: Request, archive: OpenArchive, id: str) -> Response:
    """One coded event."""
    return answer(request, event_shape(archive.events.get(id)))


@router.get("/happenings", **shaped("happenings"))
def happenings(request: Request, found: Events, limit: Limit = 20) -> Response:
    """Reports that are taken to be of one event, together."""
    every = clusters(found)
    return answer(request, clusters_shape(len(every), every[:limit]))


@router.get("/timeline", **shaped("timeline"))
def over_time(
    request: Request, found: Events, by: By = By.EVENT, every: Every = Every.MONTH
) -> Response:
    """How many events each day, week, month or year has."""
    news = chosen(found, Background.EXCLUDE)
    return answer(request, timeline_shape(timeline(news, by=by, every=every)))


@router.get("/quotes", **shaped("quotes"))
def quotes(
    request: Request,
    archive: OpenArchive,
    wanted: OnePage,
    q: str | None = None,
    speaker: str | None = None,
    saying: str | None = None,
) -> Response:
    """The quotes of the articles that match, newest article first; `saying` is a query that the
    words of the quote itself match."""
    found = archive.quotes(ids(archive, q), speaker=speaker, saying=saying)
    shown, more = wanted.of(found)
    return answer(request, quotes_shape(shown, more=more))


@router.get("/places", **shaped("places"))
def places(
    request: Request,
    archive: OpenArchive,
    q: str | None = None,
    country: str | None = None,
    limit: Limit = 100,
) -> Response:
    """The places that the articles name, the most named first."""
    return answer(
        request, places_shape(archive.places(ids(archive, q), country=country, limit=limit))
    )


@router.get("/tags", **shaped("tags"))
def tags(request: Request, archive: OpenArchive) -> Response:
    """Every tag with the number of its articles."""
    return answer(request, tags_shape(archive.curation.tags()))


@router.get("/decisions", **shaped("decisions"))
def decisions(request: Request, archive: OpenArchive, article: str | None = None) -> Response:
    """What people decided, oldest first."""
    return answer(request, decisions_shape(archive.curation.decisions(article)))


@router.get("/saved", **shaped("saved-searches"))
def saved(request: Request, archive: OpenArchive) -> Response:
    """The saved searches."""
    return answer(request, saved_searches_shape(archive.saved.all()))
