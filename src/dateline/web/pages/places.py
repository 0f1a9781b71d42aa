"""Places that articles name, or where events took place, on a map and in a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.events.choice import Background
from dateline.events.places import by_place
from dateline.plover import TYPES
from dateline.values.annotations import PlaceMention
from dateline.values.listing import PlaceLine
from dateline.values.search.results import ALL
from dateline.web.drawing import page
from dateline.web.pages.events.asked import Asked, EventsAsked
from dateline.web.pictures.world import Map, mapped
from dateline.web.reading import OpenArchive

router = APIRouter()

LIMIT = 200


class Of(StrEnum):
    """What the map counts at each place: articles that name it, or events there."""

    ARTICLES = "articles"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The places with most articles or events, on a map."""

    asked: EventsAsked
    of: Of
    map: Map


def places_view(archive: Archive, wanted: EventsAsked, of: Of) -> PlacesView:
    if of is Of.EVENTS:
        found = by_place(wanted.right(archive, Background.EXCLUDE))
        counted = [(place, number, _events_at(place, wanted)) for place, number in found[:LIMIT]]
        return PlacesView(wanted, of, mapped(counted))
    places = archive.places(archive.ids(wanted.q) if wanted.q else ALL, limit=LIMIT)
    named = ((place, place.articles, articles_naming(place, wanted.q)) for place in places)
    return PlacesView(wanted, of, mapped(named))


def _events_at(place: PlaceMention, wanted: EventsAsked) -> str:
    """The page of these events at the place."""
    there = wanted._replace(
        place=place.name,
        country=place.code or wanted.country,
        background=wanted.background or Background.EXCLUDE,
    )
    return f"/events?{there.parameters}"


def articles_naming(place: PlaceLine, q: str = "") -> str:
    """The page of the articles that name the place, among those that `q` matches."""
    words = place.name.replace('"', " ")
    query = f'({q}) place:"{words}"' if q else f'place:"{words}"'
    return f"/search?q={quote(query)}"


@router.get("/map")
def map_page(
    request: Request, archive: OpenArchive, wanted: Asked, of: Of = Of.ARTICLES
) -> Response:
    view = places_view(archive, wanted, of)
    return page(request, "map.html", view=view, of=Of, types=TYPES)
