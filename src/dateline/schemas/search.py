"""Answers to searches: pages of hits, counts, similar articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.schemas.moments import moment_value
from dateline.schemas.shape import Shape
from dateline.values.search.results import Hit, Page, PartCount, Snippet
from dateline.values.search.similar import Similar, SimilarHit

_VALUES = 10  # how many values of a facet are shown if nothing else is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetShape(Shape):
    """A fragment of an article around what matched."""

    field: str
    """The field that it is from."""
    text: str
    """The fragment."""
    highlights: tuple[tuple[int, int], ...]
    """Where the matching words are in the fragment: start and end, in code points."""
    about: str | None
    """Which event or quote it reports, if the query asks for one; else null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitShape(Shape):
    """An article that matches: a line of `dateline search --jsonl` and `similar --jsonl`."""

    id: str
    """The id of the article."""
    title: str | None
    """Its title."""
    source: str
    """Its publisher: a name, else a domain, else "unknown"."""
    published: str | None
    """When it was published: a prefix of ISO 8601, or null if that is not known."""
    url: str | None
    """Its address."""
    score: float
    """How well it matches; comparable within one search only."""
    snippets: tuple[SnippetShape, ...]
    """Fragments around what matched."""
    authors: tuple[str, ...]
    """Its authors."""
    section: str | None
    """The section that it was published in."""
    language: str | None
    """Its language, ISO 639-1."""
    shared: tuple[str, ...] | None = None
    """The distinctive words that it shares, most distinctive first (`dateline similar` only)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValueShape(Shape):
    """A value of a facet."""

    value: str
    """The value."""
    articles: int
    """How many matching articles have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarWordShape(Shape):
    """A word of the archive with a similar spelling."""

    word: str
    """The word."""
    articles: int
    """How many articles have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPartShape(Shape):
    """A part of a query by itself."""

    text: str
    """The part, as a query."""
    articles: int
    """How many articles match it."""
    like: tuple[SimilarWordShape, ...]
    """For a word that no article has, words with a similar spelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPageShape(Shape):
    """A page of results: `dateline search --json`."""

    query: str
    """The query."""
    total: int
    """How many articles match."""
    hits: tuple[HitShape, ...]
    """The articles of this page, in the order that was asked for."""
    next: str | None
    """The cursor that --after takes for the next page, or null on the last page."""
    facets: Mapping[str, tuple[FacetValueShape, ...]] | None = None
    """For each facet that was asked for, its values, most frequent first; years and months are in
    order of time."""
    notes: tuple[str, ...] | None = None
    """Sentences about what was not done in full."""
    parts: tuple[QueryPartShape, ...] | None = None
    """If nothing matches, what each part of the query matches by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountShape(Shape):
    """How many articles match a query: `dateline count --json`, `dateline search --count --json`,
    and a line of `dateline count --batch FILE --jsonl`."""

    line: int | None = None
    """The number of the line in the file, from 1 (--batch only)."""
    query: str
    """The query."""
    articles: int | None
    """How many articles match, or null if the query has an error."""
    error: str | None = None
    """What is wrong with the query (--batch only)."""
    position: int | None = None
    """Where in the query it is wrong: an offset in code points (--batch only)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsShape(Shape):
    """The counts of many queries: `dateline count --batch FILE --json`."""

    counts: tuple[CountShape, ...]
    """A count for each query, in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarShape(Shape):
    """Articles about the same topic as another: `dateline similar --json`."""

    words: tuple[str, ...]
    """The distinctive words of the article asked about, most distinctive first."""
    hits: tuple[HitShape, ...]
    """The articles that share most of them, best first."""


def facet_limits(wanted: Iterable[str]) -> dict[str, int | None]:
    """How many values of each facet to show (None: all), from NAME, NAME=N or NAME=all. Raises
    UsageError for anything else."""
    return dict(map(_facet_limit, wanted))


def _facet_limit(text: str) -> tuple[str, int | None]:
    name, equals, number = text.partition("=")
    if number == "all":
        return name, None
    if not equals:
        return name, _VALUES
    if not number.isdecimal() or int(number) < 1:
        raise UsageError(f"“{text}” is not NAME=N, for instance source=10 or year=all")
    return name, int(number)


def page_shape(
    page: Page, facet_limits: Mapping[str, int | None], parts: Iterable[PartCount]
) -> SearchPageShape:
    """A page with the first so many values of each facet. `parts` count if nothing matched."""
    return SearchPageShape(
        query=page.query,
        total=page.total,
        hits=tuple(map(hit_shape, page.hits)),
        next=page.next,
        facets={
            facet: tuple(
                FacetValueShape(value=value, articles=number)
                for value, number in page.facet_values(facet, limit)
            )
            for facet, limit in facet_limits.items()
        }
        or None,
        notes=page.notes or None,
        parts=None if page.total else tuple(map(_part_shape, parts)),
    )


def hit_shape(hit: Hit, shared: tuple[str, ...] | None = None) -> HitShape:
    return HitShape(
        id=hit.id,
        title=hit.title,
        source=hit.source,
        published=moment_value(hit.published),
        url=hit.url,
        score=round(hit.score, 4),
        snippets=tuple(map(_snippet_shape, hit.snippets)),
        authors=hit.authors,
        section=hit.section,
        language=hit.language,
        shared=shared,
    )


def similar_shape(similar: Similar) -> SimilarShape:
    return SimilarShape(words=similar.words, hits=tuple(map(similar_hit_shape, similar.hits)))


def similar_hit_shape(similar: SimilarHit) -> HitShape:
    return hit_shape(similar.hit, similar.shared)


def _part_shape(part: PartCount) -> QueryPartShape:
    like = (SimilarWordShape(word=word, articles=number) for word, number in part.like)
    return QueryPartShape(text=part.text, articles=part.articles, like=tuple(like))


def _snippet_shape(snippet: Snippet) -> SnippetShape:
    return SnippetShape(
        field=snippet.field,
        text=snippet.text,
        highlights=snippet.highlights,
        about=snippet.about or None,
    )
