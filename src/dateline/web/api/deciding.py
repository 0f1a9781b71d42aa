"""The API that decides: tags, notes, corrections, reviews, saved searches, deletions. Each decision
is in the log under the name of whoever asks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.schemas.archive.listing import saved_searches_shape
from dateline.schemas.archive.removal import removal_shape
from dateline.schemas.curation import TaggedShape, decisions_shape
from dateline.schemas.events import event_shape
from dateline.schemas.search import page_shape
from dateline.values.events import Review
from dateline.web.access.visitors import Editor
from dateline.web.api.answers import answer, decided, shaped
from dateline.web.api.parameters import Fragments, Limit, Match
from dateline.web.asked import Sort
from dateline.web.reading import archives

router = APIRouter(prefix="/api", tags=["decide"])

Text = Annotated[str, Body(embed=True)]
Reason = Annotated[str | None, Body(embed=True)]
Names = Annotated[list[str] | None, Body(embed=True)]


@router.post("/tags", **shaped("tagged"))
def tag(
    request: Request,
    who: Editor,
    articles: Annotated[list[str] | None, Body(description="Ids.")] = None,
    q: Annotated[str | None, Body(description="Or a query.")] = None,
    match: Annotated[Match, Body()] = "all",
    add: Names = None,
    remove: Names = None,
) -> Response:
    """These articles, or those that a query matches, have the tags `add` and none of `remove`."""
    with archives(request).deciding(who.name) as archive:
        ids = archive.ids(q, match=match) if q else frozenset(articles or ())
        changed = archive.curation.tag(ids, add=add or (), remove=remove or ())
    return answer(request, TaggedShape(articles=len(ids), changed=changed))


@router.post("/articles/{id}/notes", **shaped("decisions"))
def note(request: Request, who: Editor, id: str, text: Text) -> Response:
    """The article has this note. The answer is all that was decided of the article."""
    with archives(request).deciding(who.name) as archive:
        archive.curation.note(id, text)
        return _decided(request, archive, id)


@router.delete("/articles/{id}/notes/{at}", **shaped("decisions"))
def unnote(request: Request, who: Editor, id: str, at: str) -> Response:
    """The note of that time is taken back."""
    with archives(request).deciding(who.name) as archive:
        archive.curation.unnote(id, at)
        return _decided(request, archive, id)


@router.patch("/articles/{id}", **shaped("decisions"))
def edit(
    request: Request,
    who: Editor,
    id: str,
    fields: Annotated[dict[str, Any], Body(description="The right values; null for none.")],
    reason: Reason = None,
) -> Response:
    """The fields have these values, whatever was read."""
    with archives(request).deciding(who.name) as archive:
        archive.curation.edit(id, fields, reason=reason)
        return _decided(request, archive, id)


@router.post("/articles/{id}/revert", **shaped("decisions"))
def revert(
    request: Request,
    who: Editor,
    id: str,
    fields: Annotated[list[str], Body(embed=True)],
    reason: Reason = None,
) -> Response:
    """The fields are as they were read."""
    with archives(request).deciding(who.name) as archive:
        archive.curation.revert(id, fields, reason=reason)
        return _decided(request, archive, id)


@router.post("/articles/{id}/delete", **shaped("removal"))
def delete(request: Request, who: Editor, id: str, reason: Text) -> Response:
    """The article is gone, and its file is refused from now on."""
    with archives(request).deciding(who.name) as archive:
        return answer(request, removal_shape(archive.deletions.delete([id], reason=reason)))


@router.put("/events/{id}/review", **shaped("event"))
def review(
    request: Request,
    who: Editor,
    id: str,
    right: Annotated[bool, Body(embed=True)],
    note: Annotated[str, Body(embed=True)] = "",
    sampled: Annotated[bool, Body(embed=True, description="Drawn at random.")] = False,
) -> Response:
    """The event is right, or wrong."""
    with archives(request).deciding(who.name) as archive:
        archive.events.judge(id, Review(right=right, sampled=sampled, note=note))
        return answer(request, event_shape(archive.events.get(id)))


@router.post("/decisions/withdraw", **shaped("decisions"))
def withdraw(
    request: Request,
    who: Editor,
    times: Annotated[list[str], Body(description="Of the decisions: their `at`.")],
    reason: Reason = None,
) -> Response:
    """These decisions are taken back, all or none. The answer is the decisions that do so."""
    return decided(request, who, lambda archive: archive.curation.withdraw(times, reason=reason))


@router.put("/saved/{name}", **shaped("saved-searches"))
def save(
    request: Request,
    who: Editor,
    name: str,
    query: Text,
    match: Annotated[Match, Body(embed=True)] = "all",
) -> Response:
    """The query is saved under this name. The answer is all saved searches."""
    with archives(request).deciding(who.name) as archive:
        archive.saved.add(name, query, match=match)
        return answer(request, saved_searches_shape(archive.saved.all()))


@router.post("/saved/{name}/new", **shaped("search"))
def new(
    request: Request,
    who: Editor,
    name: str,
    limit: Limit = 20,
    sort: Sort = "relevance",
    fragments: Fragments = 3,
) -> Response:
    """What the saved search finds and has not given yet: these hits count as given now. `total` is
    how many are new."""
    with (
        archives(request).deciding(who.name) as archive,
        archive.saved.new(name, limit=limit, sort=sort, fragments=fragments) as pages,
    ):
        first = next(pages)
        hits = (*first.hits, *(hit for page in pages for hit in page.hits))
        return answer(request, page_shape(first._replace(hits=hits), {}, ()))


@router.delete("/saved/{name}", **shaped("saved-searches"))
def unsave(request: Request, who: Editor, name: str) -> Response:
    """No saved search has this name."""
    with archives(request).deciding(who.name) as archive:
        archive.saved.remove(name)
        return answer(request, saved_searches_shape(archive.saved.all()))


def _decided(request: Request, archive: Archive, id: str) -> Response:
    return answer(request, decisions_shape(archive.curation.decisions(archive.article(id).id)))
