"""The answers to a search in other forms, at the same address: JSON, CSV, RSS."""

from __future__ import annotations

from io import BytesIO
from tempfile import TemporaryFile
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dateline.exports.csv_cells import csv_lines
from dateline.exports.tables.hits import COLUMNS, row
from dateline.web.api.reading import search
from dateline.web.asked import Asked, asked
from dateline.web.download import download
from dateline.web.reading import OpenArchive, archives

router = APIRouter()

_IN_FEED = 50  # articles, the newest

router.add_api_route("/search.json", search)


@router.get("/search.csv")
def csv(request: Request, wanted: Annotated[Asked, Depends(asked)]) -> Response:
    """All hits, in the columns of `dateline search --csv`."""
    with archives(request).apart() as archive:
        pages = archive.pages(
            wanted.query, match=wanted.match, sort=wanted.order, collapse=wanted.collapse
        )
        rows = (row(hit) for page in pages for hit in page.hits)
        written = TemporaryFile()  # noqa: SIM115  # `download` closes it
        written.writelines(line.encode() for line in csv_lines(COLUMNS, rows))
    return download(written, "articles.csv", "text/csv; charset=utf-8")


@router.get("/search.rss")
def rss(archive: OpenArchive, wanted: Annotated[Asked, Depends(asked)]) -> Response:
    """A feed of the newest articles that match."""
    found = archive.search(
        wanted.query, match=wanted.match, limit=_IN_FEED, sort="newest", fragments=0
    )
    written = BytesIO()
    archive.export("rss", written, ids=[hit.id for hit in found.hits])
    return Response(written.getvalue(), media_type="application/rss+xml")
