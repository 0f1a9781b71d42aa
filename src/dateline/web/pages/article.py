"""The page of one article: its text with what matched and what was read in it, and all that is
known of it beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive
from dateline.comparing import FieldChange, changes
from dateline.errors import QueryError
from dateline.values.annotations import Annotations, MentionKind
from dateline.values.article import ArchivedArticle
from dateline.values.curation.decisions import CORRECTABLE, Correction, Labels
from dateline.values.events import CodedEvent
from dateline.values.listing import PlaceLine, StoryLine
from dateline.values.search.similar import Similar
from dateline.web.api.files import citation, original
from dateline.web.drawing import page
from dateline.web.marking import MarkedText, marked_text
from dateline.web.pages.places import articles_naming
from dateline.web.pictures.world import Map, mapped
from dateline.web.reading import OpenArchive

router = APIRouter()

CITATIONS = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON", "md": "Markdown"}


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that the page of an article shows. `matched` says whether `q` found it."""

    article: ArchivedArticle
    text: MarkedText
    labels: Labels
    found: Annotations
    events: tuple[CodedEvent, ...]
    copies: tuple[StoryLine, ...]
    versions: tuple[ArchivedArticle, ...]
    corrections: tuple[Correction, ...]
    places: tuple[PlaceLine, ...]
    q: str = ""
    matched: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        return self._named(MentionKind.PERSON)

    @property
    def organizations(self) -> tuple[str, ...]:
        return self._named(MentionKind.ORGANIZATION)

    @property
    def map(self) -> Map:
        """The places on a map, by how often they are named."""
        return mapped(
            ((place, place.mentions, articles_naming(place)) for place in self.places), closely=True
        )

    @property
    def correctable(self) -> dict[str, str]:
        """The present value of each field that can be corrected, as one types it."""
        article = self.article
        values = {name: getattr(article, name) for name in CORRECTABLE}
        typed = {
            "source": article.source.name,
            "published": article.published.value if article.published else None,
            "updated": article.updated.value if article.updated else None,
            "authors": "; ".join(article.authors),
            "keywords": "; ".join(article.keywords),
        }
        return {name: (values | typed)[name] or "" for name in CORRECTABLE}

    def _named(self, kind: MentionKind) -> tuple[str, ...]:
        names = (mention.name for mention in self.found.mentions if mention.kind is kind)
        return tuple(dict.fromkeys(names))


def article_view(
    archive: Archive, id: str, q: str = "", match: Literal["all", "any"] = "all"
) -> ArticleView:
    """The page of the article whose id begins with `id`, with what `q` matches in it; with "any"
    one of its words is enough. Raises NoSuchArticle."""
    annotated = archive.annotated(id)
    article = archive.article(id)
    why = None
    if q and q != "*":
        try:
            why = archive.why(q, article.id, match=match)
        except QueryError:
            q = ""  # an address that somebody typed: the article is still there
    return ArticleView(
        article=article,
        text=marked_text(article, annotated.annotations, annotated.events, why),
        labels=archive.curation.labels(article.id),
        found=annotated.annotations,
        events=annotated.events,
        copies=tuple(line for line in archive.copies(article.id) if line.id != article.id),
        versions=archive.versions(article.id),
        corrections=archive.curation.corrections(article.id),
        places=tuple(sorted(archive.places([article.id]), key=lambda place: -place.mentions)),
        q=q,
        matched=why is not None and why.score is not None,
    )


@router.get("/articles/{id}")
def article_page(
    request: Request,
    archive: OpenArchive,
    id: str,
    q: str = "",
    match: Literal["all", "any"] = "all",
) -> Response:
    view = article_view(archive, id, q, match)
    if view.article.id != id:
        return RedirectResponse(f"/articles/{view.article.id}", 307)
    return page(request, "article.html", view=view, citations=CITATIONS)


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """What differs between two versions of an article."""

    old: ArchivedArticle
    new: ArchivedArticle
    changes: tuple[FieldChange, ...]


def difference_view(archive: Archive, id: str, old: int, new: int) -> DifferenceView:
    """The versions of these numbers compared. Raises NoSuchArticle, and UsageError for a number
    that no version has."""
    before, after = archive.version(id, old), archive.version(id, new)
    return DifferenceView(before, after, changes(before, after))


@router.get("/articles/{id}/versions/{old}..{new}")
def difference_page(
    request: Request, archive: OpenArchive, id: str, old: int, new: int
) -> Response:
    return page(request, "difference.html", view=difference_view(archive, id, old, new))


@router.get("/articles/{id}/similar")
def similar_page(request: Request, archive: OpenArchive, id: str) -> Response:
    article = archive.article(id)
    found: Similar = archive.similar(article.id, limit=8)
    part = request.headers.get("hx-request") == "true"
    template = "similar_list.html" if part else "similar.html"
    return page(request, template, article=article, found=found)


router.add_api_route("/articles/{id}/cite/{form}", citation)
router.add_api_route("/articles/{id}/original", original)

_FRAME = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'; form-action 'none'; base-uri 'none'"
)


@router.get("/articles/{id}/page")
def saved_page(request: Request, archive: OpenArchive, id: str) -> Response:
    return page(request, "framed.html", article=archive.article(id))


@router.get("/articles/{id}/frame")
def framed(archive: OpenArchive, id: str) -> Response:
    """A saved page for the frame that shows it: it runs nothing and loads nothing."""
    article = archive.article(id)
    is_page = article.original.media_type in ("text/html", "application/xhtml+xml")
    headers = {"content-security-policy": _FRAME, "x-frame-options": "SAMEORIGIN"}
    media_type = "text/html" if is_page else "text/plain"
    return Response(archive.record(article), media_type=media_type, headers=headers)
