"""What is taken out of an archive: what would go, and what was deleted."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.values.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedArticle:
    """An article of which `versions` go: these numbers, oldest first. With `whole` it has no other,
    and goes altogether. Its title, source and date are those of its current version."""

    id: str
    title: str | None
    source: str
    published: Moment | None
    versions: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """An original that something of what goes was read from, first found at `path`, and that
    `needed_by` other articles and failures need. It stays, or goes with a purge."""

    sha256: str
    path: str
    needed_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What goes, or has gone: articles, and `originals` files of `size_bytes` together.

    `shared` are the files that others need: they stay, with what goes still in them, or with a
    purge are among the files that go. `copies` are the ids of near
    copies that stay. `saved` are the names of saved searches that find nothing else: they go with
    a purge.
    """

    articles: tuple[RemovedArticle, ...]
    originals: int
    size_bytes: int
    shared: tuple[SharedFile, ...]
    copies: tuple[str, ...]
    saved: tuple[str, ...] = ()

    @property
    def versions(self) -> int:
        """How many versions go, of all articles together."""
        return sum(len(article.versions) for article in self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """A deletion of an article: who deleted it, when (UTC, ISO 8601) and why. `versions` are the
    numbers of those that were deleted; empty for all. `refused` is how many records and files are
    refused for it; 0 after all of them were ingested again."""

    article: str
    versions: tuple[int, ...]
    at: str
    by: str
    reason: str
    refused: int
