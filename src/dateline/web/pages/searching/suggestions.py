"""What may be typed next in the search field."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from dateline.errors import NoArchive
from dateline.web.drawing import counted
from dateline.web.reading import OpenArchive

router = APIRouter()

_SUGGESTED = 12


@router.get("/suggest")
def suggestions(archive: OpenArchive, q: str = "") -> Response:
    """What the last word of a query may become, for the script of the search field; nothing before
    a letter of it is typed, or if there is no archive."""
    typed = q[-1:].strip() != ""
    try:
        found = list(islice(archive.completions(q), _SUGGESTED)) if typed else []
    except NoArchive:
        found = []
    suggested = [
        {
            "query": each.query,
            "text": f"{each.text}:" if each.query.endswith(":") else each.text,
            "about": each.about if each.articles is None else counted(each.articles, "article"),
        }
        for each in found
    ]
    return JSONResponse(suggested, headers={"cache-control": "private, max-age=60"})
