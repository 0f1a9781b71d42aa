"""What the archive says of itself: its sources, its totals, and what it could not ingest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from dateline.values.annotations import Resolution
from dateline.values.article import Original
from dateline.values.context import UserHints
from dateline.values.moment import Moment
from dateline.values.outcome import Disposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something at `path` that did not become an article, and why.

    `disposition` is FAILED (it could not be read) or REJECTED (it was read and is not an article).
    `original` is the file's bytes, or None if not even those could be read; `ordinal` and
    `where` tell the record in it, and are None if it is the whole file. `tool` names the component
    that failed ("html 1"). Raises ValueError for any other disposition.
    """

    path: str
    disposition: Disposition
    stage: str
    reason: str
    tool: str
    original: Original | None = None
    ordinal: int | None = None
    where: str | None = None

    def __post_init__(self) -> None:
        if self.disposition not in (Disposition.FAILED, Disposition.REJECTED):
            raise ValueError(f"a failure cannot be {self.disposition.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFailure(Failure):
    """A failure as the archive remembers it: `dateline` is the version that recorded it, `at`
    when, UTC, ISO 8601, and `hints` what a person said of its file. `article` is the id of the
    article that the record became all the same, where only annotating it failed."""

    dateline: str
    at: str
    hints: UserHints
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureFilter:
    """Which failures to list: those whose reason contains `reason`, in any case, of this `stage`
    and with this `disposition`; None does not restrict them."""

    reason: str | None = None
    stage: str | None = None
    disposition: Disposition | None = None

    def fits(self, failure: Failure) -> bool:
        return (
            (self.reason is None or self.reason.casefold() in failure.reason.casefold())
            and self.stage in (None, failure.stage)
            and self.disposition in (None, failure.disposition)
        )


class SourceOrder(StrEnum):
    """How a list of sources is sorted: LAST and FIRST by date (newest last date first, oldest
    first date first, no date at the end), NAME by label, ARTICLES by count, most first."""

    LAST = "last"
    FIRST = "first"
    NAME = "name"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """A source, how many articles of it the archive holds, and the dates that they span.

    A source is known by its name, or by its domain if the articles state no name; `domain` is the
    most frequent one of its articles. Both are None for articles of unknown source. `first` and
    `last` are as precise as they were printed, and None if no article has a date.
    """

    name: str | None
    domain: str | None
    first: Moment | None
    last: Moment | None
    articles: int

    @property
    def label(self) -> str:
        """The name, else the domain, else "unknown"."""
        return self.name or self.domain or "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """One line of a list of articles."""

    id: str
    title: str | None
    published: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine(ArticleLine):
    """An article of a story. `similarity` is the share of runs of three words that it has in
    common with the article asked about, from 0 to 1, the words of both taken together; `same`
    says whether their words are the same, one by one."""

    source: str
    similarity: float
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the archive holds. `articles` includes `copies` and `partial`
    ones, whose text is incomplete; `versions` counts the first
    version of each article too; `size_bytes` is of the originals as they came, not
    compressed; `pending` is how many changes the index still lacks."""

    articles: int
    copies: int
    partial: int
    versions: int
    originals: int
    size_bytes: int
    failed: int
    rejected: int
    pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """What the index is: `schema`, `analysis` and `language` are what it was made with, empty
    if there is no index; `stale` tells whether it may lack changes, `pending` how many;
    `rebuild_reason` says why the next search rebuilds it; it is empty if it does not."""

    engine: str
    library: str
    schema: str
    analysis: str
    language: str
    documents: int
    size_bytes: int
    stale: bool
    pending: int
    rebuild_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCheck:
    """The ids in the database compared with those in the index: `missing` are only in the database
    and not `pending`, `surplus` only in the index. `damaged` are files of the index that are not as
    they were written. With such files, or a `rebuild_reason` (see IndexInfo), nothing is compared,
    and all articles are pending."""

    articles: int
    indexed: int
    pending: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    damaged: tuple[str, ...]
    rebuild_reason: str

    @property
    def agrees(self) -> bool:
        return not self.missing and not self.surplus and not self.damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A query as typed: what it means, "yesterday" for example, is decided when it is run.
    `added` is when it was saved, UTC, ISO 8601."""

    name: str
    query: str
    match: Literal["all", "any"] = "all"
    plain: bool = False
    added: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place over all articles: see PlaceMention. `articles` counts those that name it."""

    name: str
    latitude: float
    longitude: float
    resolution: Resolution
    code: str | None = None
    geonameid: int | None = None
    articles: int
    mentions: int
