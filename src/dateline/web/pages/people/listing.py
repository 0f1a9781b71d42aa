"""The list of people and organizations, and what is decided of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from dateline.values.annotations import MentionKind
from dateline.values.events import Change
from dateline.values.search.results import ALL
from dateline.web.access.form_tokens import check_csrf
from dateline.web.access.visitors import Editor
from dateline.web.drawing import page
from dateline.web.reading import OpenArchive, decided, deciding

router = APIRouter()

LIMIT = 100


@router.get("/people")
def people_page(
    request: Request,
    archive: OpenArchive,
    name: str = "",
    kind: Literal["", "person", "organization"] = "",
    q: str = "",
) -> Response:
    wanted = MentionKind(kind) if kind else None
    ids = archive.ids(q) if q else ALL
    found = archive.entities.list(wanted, ids, name=name or None, limit=LIMIT)
    return page(request, "people.html", entities=tuple(found), name=name, kind=kind, q=q)


@router.post("/people/{kind}/decide", dependencies=[Depends(check_csrf)])
def decide(
    request: Request,
    who: Editor,
    kind: MentionKind,
    name: Annotated[str, Form()],
    change: Annotated[Change, Form()],
    other: Annotated[str, Form()] = "",
) -> Response:
    alone = change in (Change.HIDE, Change.RESTORE)
    with deciding(request, who) as archive:
        archive.entities.decide(change, kind, name, None if alone else other)
    return decided(request, "/people")
