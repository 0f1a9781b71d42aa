"""What is done with all that a search found, or with those articles of it that were selected: tags
for them, and files in the forms of the registry of exports."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.exports.registry import FORMS
from dateline.values.search.results import All
from dateline.web.access.form_tokens import check_csrf
from dateline.web.access.visitors import Editor
from dateline.web.api.files import export
from dateline.web.asked import Chosen, chosen
from dateline.web.drawing import page
from dateline.web.reading import OpenArchive, decided, deciding

router = APIRouter()


@router.post("/found/tag", dependencies=[Depends(check_csrf)])
def tag(
    request: Request,
    who: Editor,
    query: Annotated[str, Form()],
    add: Annotated[str, Form()],
    back: Annotated[str, Form()],
    match: Annotated[Literal["all", "any"], Form()] = "all",
) -> Response:
    with deciding(request, who) as archive:
        archive.curation.tag(archive.ids(query, match=match), add=_names(add))
    return decided(request, f"/search?{back}")


@router.post("/selected/tag", dependencies=[Depends(check_csrf)])
def tag_selected(
    request: Request,
    who: Editor,
    add: Annotated[str, Form()],
    back: Annotated[str, Form()],
    id: Annotated[list[str], Form()] = [],  # noqa: B006  # FastAPI copies it
) -> Response:
    with deciding(request, who) as archive:
        archive.curation.tag(_some(id), add=_names(add))
    return decided(request, f"/search?{back}")


@router.post("/selected/export", dependencies=[Depends(check_csrf)])
def export_selected(
    back: Annotated[str, Form()],
    id: Annotated[list[str], Form()] = [],  # noqa: B006  # FastAPI copies it
) -> Response:
    """The way to the forms of export of these articles."""
    ids = urlencode([("id", each) for each in _some(id)])
    return RedirectResponse(f"/export?{back}&{ids}", 303)


def _some(ids: list[str]) -> list[str]:
    if not ids:
        raise UsageError("nothing is selected", hint="Select articles of the list first.")
    return ids


def _names(tags: str) -> list[str]:
    return [name.strip() for name in tags.split(",") if name.strip()]


@router.get("/export")
def export_page(
    request: Request, archive: OpenArchive, wanted: Annotated[Chosen, Depends(chosen)]
) -> Response:
    query, match = wanted.asked.query, wanted.asked.match
    if isinstance(wanted.ids, All):
        total = archive.count(query, match=match)
    else:
        total = len(archive.ids(query, match=match) & wanted.ids)
    return page(request, "export.html", wanted=wanted, total=total, forms=FORMS.values())


router.add_api_route("/export/{form}", export)
