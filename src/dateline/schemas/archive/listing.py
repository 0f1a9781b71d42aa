"""What an archive has: its totals, index, sources and saved searches, and its events over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dateline.schemas.moments import moment_value
from dateline.schemas.shape import Shape
from dateline.values.listing import (
    ArticleLine,
    Counts,
    IndexCheck,
    IndexInfo,
    SavedSearch,
    SourceSummary,
)

if TYPE_CHECKING:
    from dateline.events.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoShape(Shape):
    """What an archive has: `dateline info --json`."""

    archive: str
    """The folder of the archive."""
    dateline: str
    """The version of Dateline that printed this."""
    language: str
    """The language of the archive, ISO 639-1."""
    articles: int
    """How many articles it has, copies included."""
    copies: int
    """How many of these are copies, or nearly."""
    partial: int
    """How many of these have a text that is incomplete, known or likely."""
    versions: int
    """How many versions it has, the first of each article included."""
    originals: int
    """How many files it keeps."""
    size_bytes: int
    """The size of these files as they came, in bytes."""
    failed: int
    """How many files or records could not be read."""
    rejected: int
    """How many files or records are not articles."""
    indexed: int
    """How many articles the index has."""
    pending: int
    """How many changes the index lacks."""
    unannotated: int
    """How many articles are not annotated by the current rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfoShape(Shape):
    """What the index is: `dateline index info --json`."""

    engine: str
    """The search engine."""
    library: str
    """The library of the engine, with its version."""
    schema: str
    """The version of the index's schema; empty if there is no index."""
    analysis: str
    """The version of the text analysis; empty if there is no index."""
    language: str
    """The language of the index; empty if there is no index."""
    documents: int
    """How many articles it has."""
    size_bytes: int
    """Its size in bytes."""
    stale: bool
    """Whether it may lack changes."""
    pending: int
    """How many changes it lacks."""
    rebuild_reason: str
    """Why the next search rebuilds it; empty if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCheckShape(Shape):
    """The index compared with the database: `dateline index check --json`."""

    articles: int
    """How many articles the database has."""
    indexed: int
    """How many of these the index has."""
    pending: int
    """How many changes the index lacks."""
    missing: tuple[str, ...]
    """The ids that only the database has, pending ones left out."""
    surplus: tuple[str, ...]
    """The ids that only the index has."""
    damaged: tuple[str, ...]
    """The files of the index that are not as they were written; if any are, nothing is compared."""
    rebuild_reason: str
    """Why the next search rebuilds the index; then nothing is compared. Empty if it does not."""
    agrees: bool
    """Whether nothing is missing or surplus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArticleShape(Shape):
    """One of the articles of a source."""

    id: str
    """The id of the article."""
    title: str | None
    """Its title."""
    published: str | None
    """When it was published: a prefix of ISO 8601, or null if that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShape(Shape):
    """A publisher and its articles: a line of `dateline sources --jsonl`."""

    name: str | None
    """Its name, or null if that is not known."""
    domain: str | None
    """The most frequent domain of its articles, or null if that is not known."""
    first: str | None
    """When its earliest article was published: a prefix of ISO 8601, or null."""
    last: str | None
    """When its latest article was published, or null."""
    articles: int
    """How many articles it has."""
    listed: tuple[ListedArticleShape, ...] | None = None
    """Its articles, newest first (--articles only)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesShape(Shape):
    """The publishers of the articles: `dateline sources --json`."""

    sources: tuple[SourceShape, ...]
    """The sources, in the order of --sort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchShape(Shape):
    """A day, week, month or year."""

    name: str
    """Its name: 2025-07-18, 2025-W29, 2025-07, 2025."""
    start: str
    """Its first day."""
    events: int
    """How many events it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineShape(Shape):
    """Events over time: `dateline timeline --json`."""

    by: Literal["event", "published"]
    """Whether the day of the event counts, or the day of its article's publication."""
    every: Literal["day", "week", "month", "year"]
    """How long each stretch of time is."""
    undated: int
    """How many events have no date, or none that is precise enough."""
    stretches: tuple[StretchShape, ...]
    """From the first with events to the last. More than 12 empty ones in a row are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchShape(Shape):
    """A saved search: a line of `dateline saved list --jsonl`."""

    name: str
    """Its name."""
    query: str
    """The query as it was typed."""
    match: Literal["all", "any"]
    """Whether all of the words have to match, or any."""
    plain: bool
    """Whether the query is read as words only, without operators."""
    added: str
    """When it was saved: UTC, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchesShape(Shape):
    """The saved searches: `dateline saved list --json`."""

    saved: tuple[SavedSearchShape, ...]
    """The searches, by name."""


def info_shape(
    counts: Counts, *, archive: str, dateline: str, language: str, indexed: int, unannotated: int
) -> InfoShape:
    return InfoShape(
        archive=archive,
        dateline=dateline,
        language=language,
        articles=counts.articles,
        copies=counts.copies,
        partial=counts.partial,
        versions=counts.versions,
        originals=counts.originals,
        size_bytes=counts.size_bytes,
        failed=counts.failed,
        rejected=counts.rejected,
        indexed=indexed,
        pending=counts.pending,
        unannotated=unannotated,
    )


def index_info_shape(info: IndexInfo) -> IndexInfoShape:
    return IndexInfoShape(
        engine=info.engine,
        library=info.library,
        schema=info.schema,
        analysis=info.analysis,
        language=info.language,
        documents=info.documents,
        size_bytes=info.size_bytes,
        stale=info.stale,
        pending=info.pending,
        rebuild_reason=info.rebuild_reason,
    )


def index_check_shape(check: IndexCheck) -> IndexCheckShape:
    return IndexCheckShape(
        articles=check.articles,
        indexed=check.indexed,
        pending=check.pending,
        missing=check.missing,
        surplus=check.surplus,
        damaged=check.damaged,
        rebuild_reason=check.rebuild_reason,
        agrees=check.agrees,
    )


def source_shape(source: SourceSummary, articles: Iterable[ArticleLine] | None) -> SourceShape:
    """A source, with its articles unless they are None."""
    return SourceShape(
        name=source.name,
        domain=source.domain,
        first=moment_value(source.first),
        last=moment_value(source.last),
        articles=source.articles,
        listed=None if articles is None else tuple(map(_listed_article_shape, articles)),
    )


def timeline_shape(timeline: Timeline) -> TimelineShape:
    return TimelineShape(
        by=timeline.by.value,
        every=timeline.every.value,
        undated=timeline.undated,
        stretches=tuple(
            StretchShape(name=stretch.name, start=stretch.start.isoformat(), events=stretch.events)
            for stretch in timeline.stretches
        ),
    )


def saved_search_shape(search: SavedSearch) -> SavedSearchShape:
    return SavedSearchShape(
        name=search.name,
        query=search.query,
        match=search.match,
        plain=search.plain,
        added=search.added,
    )


def saved_searches_shape(searches: Iterable[SavedSearch]) -> SavedSearchesShape:
    return SavedSearchesShape(saved=tuple(map(saved_search_shape, searches)))


def _listed_article_shape(article: ArticleLine) -> ListedArticleShape:
    return ListedArticleShape(
        id=article.id, title=article.title, published=moment_value(article.published)
    )
