"""Quotes with their speakers, newest article first."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.values.search.results import ALL
from dateline.web.asked import PageNumber
from dateline.web.drawing import page
from dateline.web.reading import OpenArchive

router = APIRouter()

LIMIT = 50


class QuotesAsked(NamedTuple):
    """Which quotes: of a speaker, with words that match a query, in articles that match another."""

    speaker: str
    saying: str
    q: str

    @property
    def parameters(self) -> str:
        """The part of the address after "?", without the page."""
        return urlencode({name: value for name, value in self._asdict().items() if value})


@router.get("/quotes")
def quotes_page(
    request: Request,
    archive: OpenArchive,
    q: str = "",
    speaker: str = "",
    saying: str = "",
    number: PageNumber = 1,
) -> Response:
    found = archive.quotes(
        archive.ids(q) if q else ALL, speaker=speaker or None, saying=saying or None
    )
    first = (number - 1) * LIMIT
    quotes = tuple(islice(found, first, first + LIMIT))
    more = next(found, None) is not None
    asked = QuotesAsked(speaker, saying, q)
    return page(request, "quotes.html", quotes=quotes, asked=asked, number=number, more=more)
