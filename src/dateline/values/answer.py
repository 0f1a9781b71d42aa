"""What the archive answers: hits with their snippets, pages of them, sources."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.values.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A fragment of a field around what matched. `highlights` are half-open code-point ranges
    of `text`, in order, never overlapping, and each covers only words that matched."""

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that matched, with all that a list of results shows of it."""

    id: str
    score: float
    title: str | None
    source: str
    published: Moment | None
    url: str | None
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The best `hits` for `query`; `total` is how many articles match it in all. `behind` is
    how many changes the index still lacks because another process was writing them."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    behind: int = 0
