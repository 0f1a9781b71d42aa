"""The API of people, organizations and sources: lists of them, who is named with whom, and what
people decide about their names. The answer to a decision is what was decided, to be taken back by
`POST /api/decisions/withdraw`."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from dateline.schemas.archive.listing import SourcesShape, source_shape
from dateline.schemas.entities import (
    entities_shape,
    entity_decisions_shape,
    entity_shape,
    entity_ties_shape,
)
from dateline.values.annotations import MentionKind
from dateline.values.events import Change
from dateline.web.access.visitors import Editor
from dateline.web.api.answers import answer, decided, shaped
from dateline.web.api.parameters import Days, Limit, ids
from dateline.web.reading import OpenArchive

router = APIRouter(prefix="/api", tags=["names"])

Name = Annotated[str, Body()]
Reason = Annotated[str | None, Body()]


@router.get("/sources", **shaped("sources"))
def sources(
    request: Request,
    archive: OpenArchive,
    days: Days,
    sort: Literal["name", "first", "last", "articles"] = "last",
    articles: Annotated[bool, Query(description="List the articles of each, too.")] = False,
) -> Response:
    """The publishers of the articles from one day to another."""
    start, end = days
    shapes = (
        source_shape(
            source,
            archive.source_articles(source, start=start, end=end) if articles else None,
        )
        for source in archive.sources(start=start, end=end, sort=sort)
    )
    return answer(request, SourcesShape(sources=tuple(shapes)))


@router.post("/sources/rename", **shaped("decisions"))
def rename(
    request: Request, who: Editor, name: Name, into: Name, reason: Reason = None
) -> Response:
    """Articles of the source `name` are listed under the name `into`, which no other source has."""
    return decided(
        request, who, lambda archive: archive.curation.rename_source(name, into, reason=reason)
    )


@router.post("/sources/merge", **shaped("decisions"))
def merge(request: Request, who: Editor, name: Name, into: Name, reason: Reason = None) -> Response:
    """The source `name` is part of the source `into`."""
    return decided(
        request, who, lambda archive: archive.curation.merge_sources(name, into, reason=reason)
    )


@router.post("/sources/alias", **shaped("decisions"))
def alias(
    request: Request, who: Editor, name: Name, other: Name, reason: Reason = None
) -> Response:
    """Articles of a source `other`, here and to come, are listed under `name`."""
    return decided(
        request, who, lambda archive: archive.curation.alias_source(name, other, reason=reason)
    )


@router.post("/sources/restore", **shaped("decisions"))
def restore(
    request: Request,
    who: Editor,
    name: Annotated[str, Body(embed=True)],
    reason: Annotated[str | None, Body(embed=True)] = None,
) -> Response:
    """Articles that were read as of the source `name` are listed under it again."""
    return decided(
        request, who, lambda archive: archive.curation.restore_source(name, reason=reason)
    )


@router.get("/entities", **shaped("entities"))
def entities(
    request: Request,
    archive: OpenArchive,
    q: str | None = None,
    kind: MentionKind | None = None,
    name: str | None = None,
    hidden: bool = False,
    limit: Limit = 100,
) -> Response:
    """People and organizations, those that most articles name first."""
    found = archive.entities.list(kind, ids(archive, q), name=name, hidden=hidden, limit=limit)
    return answer(request, entities_shape(found))


@router.get("/entities/decisions", **shaped("entity-decisions"))
def decisions(request: Request, archive: OpenArchive) -> Response:
    """What people decided about people and organizations and holds, oldest first."""
    return answer(request, entity_decisions_shape(archive.entities.decisions()))


@router.post("/entities/decisions", **shaped("decisions"))
def decide(
    request: Request,
    who: Editor,
    change: Annotated[Change, Body()],
    kind: Annotated[MentionKind, Body()],
    name: Annotated[str, Body(description="The full name.")],
    other: Annotated[str | None, Body(description="To merge, split, alias.")] = None,
) -> Response:
    """The entity `name` is part of the one called `other` (merge), is not the same (split), is also
    known so (alias), is hidden or restored."""
    return decided(request, who, lambda archive: archive.entities.decide(change, kind, name, other))


@router.get("/entities/{kind}/{name:path}/ties", **shaped("entity-ties"))
def ties(
    request: Request, archive: OpenArchive, kind: MentionKind, name: str, limit: Limit = 24
) -> Response:
    """Whom the same articles name as the entity of this full name, and who of these is named with
    whom; `query` finds these articles."""
    return answer(request, entity_ties_shape(archive.entities.network(kind, name, limit=limit)))


@router.get("/entities/{kind}/{name:path}", **shaped("entity"))
def entity(request: Request, archive: OpenArchive, kind: MentionKind, name: str) -> Response:
    """The person or organization of this full name."""
    return answer(request, entity_shape(archive.entities.get(kind, name)))
