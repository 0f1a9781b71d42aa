"""The search page: the query and what it means, hits, facets, hits over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.errors import NoArchive, QueryError
from dateline.values.search.results import Page, PartCount
from dateline.web.asked import Asked, asked
from dateline.web.drawing import page
from dateline.web.pages.searching.facets import Facet, Narrowing, first_facets
from dateline.web.pictures.histogram import Histogram, facets_of_time, histogram
from dateline.web.reading import OpenArchive

router = APIRouter()

LIMIT = 20  # hits a page


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query: the text before the fault, from there on, and what to do."""

    before: str
    rest: str
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class SearchView:
    """All that the search page shows. `found` is None if the query has a `fault`."""

    asked: Asked
    meaning: str
    found: Page | None = None
    facets: tuple[Facet, ...] = ()
    histogram: Histogram | None = None
    parts: tuple[PartCount, ...] = ()
    fault: Fault | None = None
    next: Asked | None = None


def search_view(archive: Archive, wanted: Asked) -> SearchView:
    """The page for a search. Raises NoArchive if nothing has been ingested."""
    try:
        if wanted.q.strip():
            archive.in_words(wanted.q, match=wanted.match)  # its faults are at their own place
        meaning = archive.in_words(wanted.query, match=wanted.match)
        found = archive.search(
            wanted.query,
            match=wanted.match,
            limit=LIMIT,
            sort=wanted.order,
            after=wanted.after,
            facets=(*Narrowing, *facets_of_time(wanted)),
            fragments=2,
            collapse=wanted.collapse,
        )
    except QueryError as error:
        at = error.position if error.query == wanted.q else len(wanted.q)
        fault = Fault(wanted.q[:at], wanted.q[at:], error.message, error.hint)
        return SearchView(wanted, "", fault=fault)
    return SearchView(
        asked=wanted,
        meaning=meaning,
        found=found,
        facets=tuple(first_facets(found, wanted)),
        histogram=histogram(archive, found, wanted),
        parts=() if found.total else archive.part_counts(wanted.query),
        next=wanted._replace(after=found.next) if found.next else None,
    )


@router.get("/", name="home")
@router.get("/search")
def search_page(
    request: Request, archive: OpenArchive, wanted: Annotated[Asked, Depends(asked)]
) -> Response:
    try:
        view = search_view(archive, wanted)
    except NoArchive:
        return page(request, "empty.html")
    return page(request, "search.html", view=view)
