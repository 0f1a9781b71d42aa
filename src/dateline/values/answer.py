"""What the archive answers: pages of hits with their snippets.

Named tuples, not dataclasses: a cold search makes these classes anew, in a sixth of the time.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.values.moment import Moment


class Snippet(NamedTuple):
    """A fragment of a field around what matched. `highlights` are half-open code-point ranges
    of `text`, in order, never overlapping, and each covers only words that matched."""

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...] = ()


class Hit(NamedTuple):
    """An article that matched, with all that a list of results shows of it."""

    id: str
    score: float
    title: str | None
    source: str
    published: Moment | None
    url: str | None
    snippets: tuple[Snippet, ...] = ()


class Page(NamedTuple):
    """The best `hits` for `query`; `total` is how many articles match it in all. `behind` is
    how many changes the index still lacks because another process was writing them."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    behind: int = 0
