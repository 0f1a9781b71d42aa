"""What people decide of an article, and the way back to its page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.values.curation.decisions import Action, Decision
from dateline.values.events import Review
from dateline.web.access.form_tokens import check_csrf
from dateline.web.access.visitors import Admin, Editor, Visitor
from dateline.web.notice import in_words
from dateline.web.reading import decided, deciding, ours, say

router = APIRouter(dependencies=[Depends(check_csrf)])


def _back(request: Request, id: str, section: str) -> Response:
    return decided(request, f"/articles/{id}#{section}")


@router.post("/articles/{id}/tags")
def tag(
    request: Request,
    who: Editor,
    id: str,
    add: Annotated[str, Form()] = "",
    remove: Annotated[str, Form()] = "",
) -> Response:
    with deciding(request, who) as archive:
        wanted = [name.strip() for name in add.split(",") if name.strip()]
        archive.curation.tag([id], add=wanted, remove=[remove] if remove else [])
    return _back(request, id, "decisions")


@router.post("/articles/{id}/notes")
def note(request: Request, who: Editor, id: str, text: Annotated[str, Form()]) -> Response:
    with deciding(request, who) as archive:
        archive.curation.note(id, text)
    return _back(request, id, "decisions")


@router.post("/articles/{id}/unnote")
def unnote(request: Request, who: Editor, id: str, at: Annotated[str, Form()]) -> Response:
    with deciding(request, who) as archive:
        archive.curation.unnote(id, at)
    return _back(request, id, "decisions")


@router.post("/articles/{id}/edit")
def edit(
    request: Request,
    who: Editor,
    id: str,
    field: Annotated[str, Form()],
    value: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    several = field in ("authors", "keywords")
    given = [part.strip() for part in value.split(";") if part.strip()] if several else value
    with deciding(request, who) as archive:
        archive.curation.edit(id, {field: given}, reason=reason or None)
    return _back(request, id, "corrections")


@router.post("/articles/{id}/revert")
def revert(request: Request, who: Editor, id: str, field: Annotated[str, Form()]) -> Response:
    with deciding(request, who) as archive:
        archive.curation.revert(id, [field])
    return _back(request, id, "corrections")


@router.post("/articles/{id}/delete")
def delete(request: Request, who: Editor, id: str, reason: Annotated[str, Form()]) -> Response:
    with deciding(request, who) as archive:
        archive.deletions.delete([id], reason=reason)
    return decided(request, "/deletions")


@router.post("/events/{event}/review")
def review(
    request: Request,
    who: Editor,
    event: str,
    right: Annotated[bool, Form()],
    sampled: Annotated[bool, Form()] = False,
    back: Annotated[str, Form()] = "",
) -> Response:
    with deciding(request, who) as archive:
        archive.events.judge(event, Review(right=right, sampled=sampled))
        article = archive.events.get(event).heading.id
    return decided(request, ours(back, f"/articles/{article}#events"))


@router.post("/runs/{number}/undo")
def undo(request: Request, who: Admin, number: int) -> Response:
    with deciding(request, who) as archive:
        archive.runs.undo(number)
    return decided(request, "/archive#runs")


@router.post("/undo")
def withdraw(
    request: Request,
    who: Editor,
    first: Annotated[str, Form()],
    last: Annotated[str, Form()],
    back: Annotated[str, Form()] = "",
) -> Response:
    """The decisions that this visitor made together, from the first to the last, are taken back."""
    with deciding(request, who) as archive:
        made = _made(archive, who, first, last)
        origin, again = made, False
        while origin and origin[0].action is Action.WITHDRAW:
            times = [each.data["decision"] for each in origin]
            origin, again = _made(archive, who, times[0], times[-1]), not again
        archive.curation.withdraw([each.at for each in made])
        say(request, f"{'Done again' if again else 'Taken back'}: {in_words(origin)}")
    return decided(request, ours(back, "/"))


def _made(archive: Archive, who: Visitor, first: str, last: str) -> list[Decision]:
    """The decisions of this visitor from the first time to the last."""
    since = archive.curation.decisions(after=first[:-1])  # a shorter text comes before
    return [each for each in since if each.at <= last and each.by == who.name]
