"""Sources by date: who published what is here, from when to when, with a calendar of coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.search.query.dates import period
from dateline.values.listing import SourceSummary
from dateline.web.access.form_tokens import check_csrf
from dateline.web.access.visitors import Editor
from dateline.web.drawing import page
from dateline.web.reading import OpenArchive, decided, deciding

router = APIRouter()

Order = Literal["name", "first", "last", "articles"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a source: how many articles each of its twelve months has."""

    year: int
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """When the articles of one source were published: the years with any, oldest first. `most` is
    the largest number of a month."""

    source: str
    years: tuple[Year, ...]
    most: int


def coverage(archive: Archive, source: str) -> Coverage:
    """The calendar of a source, by its name or domain."""
    words = source.replace('"', " ")
    found = archive.search(f'source:"{words}"', limit=0, fragments=0, facets=["month"])
    months: Mapping[str, int] = found.facets["month"]
    counted = {name: n for name, n in months.items() if len(name) == 7}
    years = sorted({name[:4] for name in counted})
    every = range(int(years[0]), int(years[-1]) + 1) if years else ()
    return Coverage(
        source,
        tuple(
            Year(year, tuple(counted.get(f"{year:04}-{month:02}", 0) for month in range(1, 13)))
            for year in every
        ),
        max(counted.values(), default=0),
    )


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The sources in an order, and the calendar of one of them if it was asked for."""

    sources: tuple[SourceSummary, ...]
    sort: Order
    start: date | None
    end: date | None
    coverage: Coverage | None = None


@router.get("/sources")
def sources_page(
    request: Request,
    archive: OpenArchive,
    sort: Order = "last",
    start: Annotated[str, Query(alias="from")] = "",
    end: Annotated[str, Query(alias="to")] = "",
    source: str = "",
) -> Response:
    first, last = period(start or None, end or None, ("from", "to"))
    view = SourcesView(
        archive.sources(start=first, end=last, sort=sort),
        sort,
        first,
        last,
        coverage(archive, source) if source else None,
    )
    return page(request, "sources.html", view=view)


@router.post("/sources/merge", dependencies=[Depends(check_csrf)])
def merge(
    request: Request,
    who: Editor,
    name: Annotated[str, Form()],
    into: Annotated[str, Form()],
) -> Response:
    with deciding(request, who) as archive:
        if any(into.casefold() == other.label.casefold() for other in archive.sources()):
            archive.curation.merge_sources(name, into)
        else:
            archive.curation.rename_source(name, into)
    return decided(request, "/sources")
