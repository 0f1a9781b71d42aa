"""Every shape that is printed as a document or as a line of JSON lines: its name, and its JSON
Schema (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import cleandoc
from types import MappingProxyType
from typing import Any

from dateline.schemas.annotations import ListedQuoteShape, QuotesShape
from dateline.schemas.archive.ingest import (
    FailureShape,
    FailuresShape,
    IngestedFileShape,
    IngestReportShape,
    OutcomeShape,
)
from dateline.schemas.archive.integrity import BackupShape, RestorationShape, VerificationShape
from dateline.schemas.archive.jobs import JobShape
from dateline.schemas.archive.listing import (
    IndexCheckShape,
    IndexInfoShape,
    InfoShape,
    SavedSearchesShape,
    SavedSearchShape,
    SourceShape,
    SourcesShape,
    TimelineShape,
)
from dateline.schemas.archive.receipts import ReceiptShape, ReplayedArticleShape, ReplayShape
from dateline.schemas.archive.removal import (
    DeletionShape,
    DeletionsShape,
    RemovalShape,
    RemovedArticleShape,
)
from dateline.schemas.archive.runs import RunShape, RunsShape
from dateline.schemas.article import (
    ArticleDatesShape,
    ArticleShape,
    ArticlesShape,
    DateCandidateShape,
)
from dateline.schemas.changes import (
    ArticleCopiesShape,
    ArticleCopyShape,
    ArticleVersionShape,
    ArticleVersionsShape,
    DifferenceShape,
    FieldChangeShape,
    ReannotatedArticleShape,
    ReannotateReportShape,
    ReprocessReportShape,
    RereadArticleShape,
)
from dateline.schemas.curation import (
    DecisionShape,
    DecisionsShape,
    ImportShape,
    TaggedShape,
    TagShape,
    TagsShape,
)
from dateline.schemas.entities import (
    EntitiesShape,
    EntityDecisionShape,
    EntityDecisionsShape,
    EntityShape,
    EntityTieShape,
    EntityTiesShape,
)
from dateline.schemas.events import (
    AuditShape,
    EventClusterShape,
    EventClustersShape,
    EventExplanationShape,
    EventShape,
    EventsShape,
)
from dateline.schemas.places import PlacesShape
from dateline.schemas.search import (
    CountShape,
    CountsShape,
    HitShape,
    SearchPageShape,
    SimilarShape,
)
from dateline.schemas.shape import SCHEMA_VERSION, Shape
from dateline.schemas.users import UserShape, UsersShape
from dateline.schemas.why import WhyShape

SHAPES: Mapping[str, type[Shape]] = MappingProxyType(
    {
        "article": ArticleShape,
        "articles": ArticlesShape,
        "article-copies": ArticleCopiesShape,
        "article-copy": ArticleCopyShape,
        "article-date": DateCandidateShape,
        "article-dates": ArticleDatesShape,
        "article-version": ArticleVersionShape,
        "article-versions": ArticleVersionsShape,
        "backup": BackupShape,
        "count": CountShape,
        "counts": CountsShape,
        "decision": DecisionShape,
        "decisions": DecisionsShape,
        "decisions-import": ImportShape,
        "deletion": DeletionShape,
        "deletions": DeletionsShape,
        "difference": DifferenceShape,
        "entities": EntitiesShape,
        "entity": EntityShape,
        "entity-decision": EntityDecisionShape,
        "entity-decisions": EntityDecisionsShape,
        "entity-tie": EntityTieShape,
        "entity-ties": EntityTiesShape,
        "event": EventShape,
        "event-audit": AuditShape,
        "event-explanation": EventExplanationShape,
        "events": EventsShape,
        "failure": FailureShape,
        "failures": FailuresShape,
        "field-change": FieldChangeShape,
        "happening": EventClusterShape,
        "happenings": EventClustersShape,
        "hit": HitShape,
        "index-check": IndexCheckShape,
        "index-info": IndexInfoShape,
        "info": InfoShape,
        "ingest-report": IngestReportShape,
        "ingested-file": IngestedFileShape,
        "job": JobShape,
        "outcome": OutcomeShape,
        "places": PlacesShape,
        "quote": ListedQuoteShape,
        "quotes": QuotesShape,
        "reannotate-report": ReannotateReportShape,
        "reannotated-article": ReannotatedArticleShape,
        "removal": RemovalShape,
        "removed-article": RemovedArticleShape,
        "receipt": ReceiptShape,
        "replay": ReplayShape,
        "replayed-article": ReplayedArticleShape,
        "reprocess-report": ReprocessReportShape,
        "reread-article": RereadArticleShape,
        "restoration": RestorationShape,
        "run": RunShape,
        "runs": RunsShape,
        "saved-search": SavedSearchShape,
        "saved-searches": SavedSearchesShape,
        "search": SearchPageShape,
        "similar": SimilarShape,
        "source": SourceShape,
        "sources": SourcesShape,
        "tag": TagShape,
        "tagged": TaggedShape,
        "tags": TagsShape,
        "timeline": TimelineShape,
        "user": UserShape,
        "users": UsersShape,
        "verification": VerificationShape,
        "why": WhyShape,
    }
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VERSION = {
    "const": SCHEMA_VERSION,
    "description": "The version of all schemas. It goes up when a key is removed or renamed, or "
    "when its type or meaning changes; not when a key is added.",
    "title": "Schema version",
    "type": "integer",
}


def json_schema(name: str) -> dict[str, Any]:
    """The schema of what is printed under this name in SHAPES. Raises KeyError for others."""
    from pydantic import TypeAdapter  # 0.1 s, which no other command pays

    schema: dict[str, Any] = TypeAdapter(SHAPES[name]).json_schema(mode="serialization")
    properties = {"schema_version": _VERSION, **schema.pop("properties")}
    required = ["schema_version", *schema.pop("required", ())]
    whole = {"$schema": _DIALECT, **schema, "properties": properties, "required": required}
    _join_lines(whole)
    return whole


def summary(name: str) -> str:
    """What a shape is and which command prints it, in one line."""
    return _joined(SHAPES[name].__doc__ or "")


def _join_lines(schema: Any) -> None:
    """Descriptions come from docstrings: each of their paragraphs becomes one line."""
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            schema["description"] = _joined(schema["description"])
        for value in schema.values():
            _join_lines(value)
    elif isinstance(schema, list):
        for value in schema:
            _join_lines(value)


def _joined(text: str) -> str:
    paragraphs = cleandoc(text).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
