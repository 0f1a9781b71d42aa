"""What a search page is asked for, and the addresses of its neighbors: every state of the page is
an address.

What makes a value of parameters is `async`: FastAPI would take it to a thread otherwise, and back.
"""

from __future__ import annotations

import shlex
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple
from urllib.parse import quote_plus

from fastapi import Depends, Query

from dateline.values.search.results import ALL, All

_quoted = lru_cache(maxsize=4096)(quote_plus)  # a page has a hundred addresses of the same parts

Sort = Literal["relevance", "newest", "oldest"]
Every = Literal["day", "week", "month", "year"]
Bars = Literal["articles", "share", "stories"]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000, description="From 1.")]


class Asked(NamedTuple):
    """A search: what was typed, the filters that were chosen (each a query), order and page; what
    the bars over time show, and of how long a stretch each is ("": as it suits the hits)."""

    q: str = ""
    filters: tuple[str, ...] = ()
    sort: Sort = "relevance"
    match: Literal["all", "any"] = "all"
    collapse: bool = False
    after: str | None = None
    every: Every | Literal[""] = ""
    bars: Bars = "articles"

    @property
    def query(self) -> str:
        """The whole query: what was typed and every filter must hold. `*` if nothing was asked."""
        if not self.filters:
            return self.q.strip() or "*"
        typed = (f"({self.q.strip()})",) if self.q.strip() else ()
        return " ".join((*typed, *self.filters))

    @property
    def order(self) -> Sort:
        """The order of the hits: newest first if no word was asked for that could be relevant."""
        return "newest" if self.query == "*" and self.sort == "relevance" else self.sort

    @property
    def address(self) -> str:
        """The address of this page, without the server."""
        return f"/search?{self.parameters}"

    @property
    def parameters(self) -> str:
        """The part of the address after "?", without what is as usual."""
        return _parameters(self)

    def narrowed(self, text: str) -> Asked:
        """The first page of what also fits this filter."""
        return self._replace(filters=(*self.filters, text), after=None)

    def widened(self, text: str) -> Asked:
        """The first page without this filter."""
        return self._replace(filters=tuple(x for x in self.filters if x != text), after=None)


def _parameters(asked: Asked) -> str:
    filters = "".join([f"&in={_quoted(text)}" for text in asked.filters])
    return f"q={_quoted(asked.q)}{filters}{_of_view(asked._replace(q='', filters=()))}"


@lru_cache(maxsize=512)  # the addresses of a page differ in their filters
def _of_view(asked: Asked) -> str:
    """The parameters that are neither what was typed nor a filter."""
    parts = []
    if asked.sort != "relevance":
        parts.append(f"&sort={asked.sort}")
    if asked.match != "all":
        parts.append(f"&match={asked.match}")
    if asked.collapse:
        parts.append("&collapse=1")
    if asked.every:
        parts.append(f"&every={asked.every}")
    if asked.bars != "articles":
        parts.append(f"&bars={asked.bars}")
    if asked.after:
        parts.append(f"&after={_quoted(asked.after)}")
    return "".join(parts)


async def asked(
    q: str = "",
    within: Annotated[list[str], Query(alias="in")] = [],  # noqa: B006  # FastAPI copies it
    sort: Sort = "relevance",
    match: Literal["all", "any"] = "all",
    collapse: bool = False,
    after: str | None = None,
    every: Every | Literal[""] = "",
    bars: Bars = "articles",
) -> Asked:
    """The search that an address asks for."""
    return Asked(q, tuple(within), sort, match, collapse, after or None, every, bars)


class Chosen(NamedTuple):
    """What is exported: all that a search found, or those of it with these ids."""

    asked: Asked
    ids: frozenset[str] | All = ALL

    @property
    def parameters(self) -> str:
        """The part of the address after "?"."""
        ids = () if isinstance(self.ids, All) else sorted(self.ids)
        return "&".join((self.asked.parameters, *(f"id={_quoted(id)}" for id in ids)))

    @property
    def selected(self) -> bool:
        return not isinstance(self.ids, All)

    @property
    def command(self) -> str:
        """What does the same in a terminal, for all that was found."""
        query = () if self.asked.query == "*" else (self.asked.query,)
        options = () if self.asked.match == "all" else ("--any",)
        return shlex.join(("dateline", "export", *query, *options, "--to", "FORM"))


async def chosen(
    wanted: Annotated[Asked, Depends(asked)],
    id: Annotated[list[str], Query(description="Only these of them.")] = [],  # noqa: B006
) -> Chosen:
    """What an address asks to export."""
    return Chosen(wanted._replace(after=None), frozenset(id) or ALL)
