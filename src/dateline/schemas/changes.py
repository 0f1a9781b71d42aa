"""Copies and versions of an article, and what differs: between versions, after reprocessing, after
annotating again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.comparing import FieldChange, PieceKind
from dateline.schemas.events import EventShape, event_shapes
from dateline.schemas.moments import moment_value
from dateline.schemas.shape import Shape
from dateline.values.article import ArchivedArticle
from dateline.values.events import Reannotation
from dateline.values.listing import StoryLine

if TYPE_CHECKING:
    from dateline.ingest.reprocess import Rereading


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCopyShape(Shape):
    """A copy of an article, or nearly one: a line of `dateline show ID --copies --jsonl`."""

    id: str
    """The id of the copy."""
    similarity: float
    """The share of runs of three words that both texts have, from 0 to 1."""
    same: bool
    """Whether both texts have the same words."""
    published: str | None
    """When the copy was published: a prefix of ISO 8601, or null if that is not known."""
    source: str
    """The publisher of the copy."""
    title: str | None
    """The title of the copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCopiesShape(Shape):
    """The near copies of an article: `dateline show ID --copies --json`."""

    id: str
    """The id of the article."""
    story: str
    """The id of the first article of the story."""
    copies: tuple[ArticleCopyShape, ...]
    """The other articles of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersionShape(Shape):
    """A version of an article: a line of `dateline show ID --versions --jsonl`."""

    version: int
    """The number of the version, from 1."""
    added: str
    """When it was ingested: UTC, ISO 8601."""
    published: str | None
    """When it was published: a prefix of ISO 8601, or null if that is not known."""
    title: str | None
    """Its title."""
    replacement: bool
    """Whether a person put it, a mended file, in the place of the one before."""
    found_at: str | None
    """The first path that it was found at, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersionsShape(Shape):
    """The versions of an article: `dateline show ID --versions --json`."""

    id: str
    """The id of the article."""
    versions: tuple[ArticleVersionShape, ...]
    """The versions, oldest first; the last one is the current one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedWordsShape(Shape):
    """Words that both values have, or only one of them."""

    kind: PieceKind
    """Whether the words are the same, removed or added."""
    text: str
    """The words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChangeShape(Shape):
    """A field that differs: a line of `dateline show ID --diff 1 2 --jsonl`."""

    field: str
    """The field."""
    before: str | None
    """The value before, as text, or null if there was none."""
    after: str | None
    """The value after, as text, or null if there is none."""
    words: tuple[ChangedWordsShape, ...]
    """The words of both values, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceShape(Shape):
    """What differs between two versions: `dateline show ID --diff 1 2 --json`."""

    id: str
    """The id of the article."""
    from_: int
    """The number of the first version."""
    to: int
    """The number of the second version."""
    changes: tuple[FieldChangeShape, ...]
    """The fields that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadArticleShape(Shape):
    """An article that was read again: a line of `dateline reprocess --jsonl`."""

    id: str
    """The id of the article."""
    version: int
    """The version that was read again."""
    title: str | None
    """Its title."""
    changes: tuple[FieldChangeShape, ...]
    """The fields that differ."""
    failure: str | None
    """Why it could not be read again, or null if it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprocessReportShape(Shape):
    """What reading originals again changes: `dateline reprocess --json`."""

    applied: bool
    """Whether the archive was changed (--apply)."""
    read: int
    """How many versions were read again."""
    changed: int
    """How many of these have a field that differs."""
    explained: int
    """How many have other evidence for the same values."""
    failed: int
    """How many could not be read again."""
    fields: Mapping[str, int]
    """How often each field differs, most often first."""
    articles: tuple[RereadArticleShape, ...]
    """The articles that changed or could not be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReannotatedArticleShape(Shape):
    """An article that was annotated again: a line of `dateline reannotate --jsonl`."""

    id: str
    """The id of the article."""
    title: str | None
    """Its title."""
    gone: tuple[EventShape, ...]
    """The events that are no longer found."""
    new: tuple[EventShape, ...]
    """The events that are found now."""
    failure: str | None
    """Why it could not be annotated, or null if it was annotated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReannotateReportShape(Shape):
    """What annotating articles again changes: `dateline reannotate --json`."""

    applied: bool
    """Whether the archive was changed (--apply)."""
    annotated: int
    """How many articles were annotated again."""
    changed: int
    """How many of these have other annotations than before."""
    failed: int
    """How many could not be annotated."""
    gone: Mapping[str, int]
    """How many events are no longer found, by type."""
    new: Mapping[str, int]
    """How many events are found now and were not before, by type."""
    articles: tuple[ReannotatedArticleShape, ...]
    """The articles that changed or could not be annotated."""


def copy_shape(copy: StoryLine) -> ArticleCopyShape:
    return ArticleCopyShape(
        id=copy.id,
        similarity=round(copy.similarity, 3),
        same=copy.same,
        published=moment_value(copy.published),
        source=copy.source,
        title=copy.title,
    )


def copies_shape(article: ArchivedArticle, copies: Iterable[StoryLine]) -> ArticleCopiesShape:
    return ArticleCopiesShape(
        id=article.id, story=article.story, copies=tuple(map(copy_shape, copies))
    )


def version_shape(version: ArchivedArticle) -> ArticleVersionShape:
    return ArticleVersionShape(
        version=version.version,
        added=version.added,
        published=moment_value(version.published),
        title=version.title,
        replacement=version.replacement,
        found_at=next(iter(version.original.locations), None),
    )


def versions_shape(versions: Sequence[ArchivedArticle]) -> ArticleVersionsShape:
    return ArticleVersionsShape(id=versions[0].id, versions=tuple(map(version_shape, versions)))


def change_shape(change: FieldChange) -> FieldChangeShape:
    return FieldChangeShape(
        field=change.field,
        before=change.before,
        after=change.after,
        words=tuple(ChangedWordsShape(kind=piece.kind, text=piece.text) for piece in change.pieces),
    )


def difference_shape(
    old: ArchivedArticle, new: ArchivedArticle, changes: Sequence[FieldChange]
) -> DifferenceShape:
    return DifferenceShape(
        id=old.id, from_=old.version, to=new.version, changes=tuple(map(change_shape, changes))
    )


def reread_shape(rereading: Rereading) -> RereadArticleShape:
    return RereadArticleShape(
        id=rereading.article,
        version=rereading.version,
        title=rereading.title,
        changes=tuple(map(change_shape, rereading.changes)),
        failure=rereading.failure,
    )


def reannotated_shape(reannotation: Reannotation) -> ReannotatedArticleShape:
    return ReannotatedArticleShape(
        id=reannotation.heading.id,
        title=reannotation.heading.title,
        gone=event_shapes(reannotation.gone),
        new=event_shapes(reannotation.new),
        failure=reannotation.failure,
    )
