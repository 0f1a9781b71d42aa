"""What the archive answers: pages of hits with their snippets.

Named tuples, not dataclasses: a cold search defines these classes, in a sixth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple

from dateline.values.moment import Moment


class All(Enum):
    """The type of ALL."""

    ALL = "all"


ALL: Final = All.ALL
"""As an argument: no limit, every article, or as many processes as the machine has cores."""


class Snippet(NamedTuple):
    """A fragment of a field around what matched. `highlights` are half-open code-point ranges
    of `text`, in order, never overlapping, and each covers only words that matched. `about` says
    which event or quote of the query it is about ("event AGREE: PAK → LBY")."""

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    about: str = ""


class Hit(NamedTuple):
    """An article that matched, with all that a list of results shows."""

    id: str
    score: float
    title: str | None
    source: str
    published: Moment | None
    url: str | None
    snippets: tuple[Snippet, ...] = ()
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None


# The keys of a hit in JSON, in the order of the columns of a table.
HIT_FIELDS = (
    *("id", "published", "source", "title", "url", "score", "snippets"),
    *("authors", "section", "language"),
)


class PartCount(NamedTuple):
    """How many articles match one part of a query alone; for a word that none has, up to three
    similar words of the archive, each with how many articles have it."""

    text: str
    articles: int
    like: tuple[tuple[str, int], ...] = ()


class Completion(NamedTuple):
    """A query whose last word was completed: the name of a field with its colon, or a value after
    it. `text` is that name or value alone; `about` says what a field is, and `articles` how many
    have a value, where that is known."""

    query: str
    text: str
    about: str = ""
    articles: int | None = None


class Page(NamedTuple):
    """The first `hits` for `query` in the order asked for; `total` is how many articles match.

    `next` is the cursor that the following page is asked for with, None on the last. `facets`
    count all that match: of each facet, how many articles have which value, most first.
    `stale` is how many changes the index still lacks because another process was writing them;
    `notes` are sentences about what is incomplete.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    next: str | None = None
    facets: Mapping[str, Mapping[str, int]] = MappingProxyType({})
    stale: int = 0
    notes: tuple[str, ...] = ()

    def facet_values(self, facet: str, limit: int | None) -> tuple[tuple[str, int], ...]:
        """The first `limit` values of a facet (None: all), each with its number of articles; years,
        months, weeks and days in order of time."""
        values = tuple(self.facets.get(facet, {}).items())[:limit]
        return tuple(sorted(values)) if facet in ("year", "month", "week", "day") else values
