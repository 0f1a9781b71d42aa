"""What was taken out of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.schemas.moments import moment_value
from dateline.schemas.shape import Shape
from dateline.values.archive.removal import Deletion, Removal, RemovedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedArticleShape(Shape):
    """An article of which something was removed: a line of `dateline delete --jsonl` and of
    `dateline runs undo --jsonl`."""

    id: str
    """The id of the article."""
    title: str | None
    """The title that it had."""
    source: str
    """Its publisher."""
    published: str | None
    """When it was published: a prefix of ISO 8601, or null if that is not known."""
    versions: tuple[int, ...]
    """The numbers of the versions that were removed."""
    whole: bool
    """Whether these were all of its versions: the article is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFileShape(Shape):
    """A file that something of what was removed was in, and that others were read from."""

    sha256: str
    """The digest of the file."""
    path: str
    """The path that it was first found at."""
    needed_by: int
    """How many articles and failures need it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalShape(Shape):
    """What was removed: `dateline delete --json`, `dateline runs undo --json`."""

    articles: tuple[RemovedArticleShape, ...]
    """The articles that are gone, and those that lost versions."""
    versions: int
    """How many versions were removed in all."""
    originals: int
    """How many files were removed because nothing else needs them."""
    size_bytes: int
    """Their size as they came."""
    shared: tuple[SharedFileShape, ...]
    """The files that others need: they stay, except after a purge."""
    copies: tuple[str, ...]
    """The ids of near copies, which stay."""
    saved: tuple[str, ...]
    """The names of saved searches that a purge removes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionShape(Shape):
    """A deletion of an article: a line of `dateline delete --list --jsonl`."""

    article: str
    """The id that the article had."""
    versions: tuple[int, ...]
    """The versions that were deleted; empty for all."""
    at: str
    """When: UTC, ISO 8601 to the microsecond."""
    by: str
    """Who deleted it."""
    reason: str
    """Why."""
    refused: int
    """How many records and files are refused for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionsShape(Shape):
    """What was deleted: `dateline delete --list --json`."""

    deletions: tuple[DeletionShape, ...]
    """The deletions, oldest first."""


def removed_article_shape(article: RemovedArticle) -> RemovedArticleShape:
    return RemovedArticleShape(
        id=article.id,
        title=article.title,
        source=article.source,
        published=moment_value(article.published),
        versions=article.versions,
        whole=article.whole,
    )


def removal_shape(removal: Removal) -> RemovalShape:
    return RemovalShape(
        articles=tuple(map(removed_article_shape, removal.articles)),
        versions=removal.versions,
        originals=removal.originals,
        size_bytes=removal.size_bytes,
        shared=tuple(
            SharedFileShape(sha256=file.sha256, path=file.path, needed_by=file.needed_by)
            for file in removal.shared
        ),
        copies=removal.copies,
        saved=removal.saved,
    )


def deletion_shape(deletion: Deletion) -> DeletionShape:
    return DeletionShape(
        article=deletion.article,
        versions=deletion.versions,
        at=deletion.at,
        by=deletion.by,
        reason=deletion.reason,
        refused=deletion.refused,
    )


def deletions_shape(deletions: Iterable[Deletion]) -> DeletionsShape:
    return DeletionsShape(deletions=tuple(map(deletion_shape, deletions)))
