"""Parameters that several addresses of the API have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Annotated, Literal, NamedTuple, TypeVar

from fastapi import Depends, Query

from dateline.archive import Archive
from dateline.search.query.dates import period
from dateline.values.search.results import ALL, All
from dateline.web.asked import PageNumber

_T = TypeVar("_T")

_DAY = "A day, month or year: 2025-07-18, 2025-07, 2025."
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
Fragments = Annotated[int, Query(ge=0, le=20, description="How many of each hit, at most.")]
Match = Literal["all", "any"]
From = Annotated[str | None, Query(alias="from", description=_DAY)]
To = Annotated[str | None, Query(alias="to", description=_DAY)]


class _Days(NamedTuple):
    first: date | None
    last: date | None


async def _days(start: From = None, end: To = None) -> _Days:
    return _Days(*period(start or None, end or None, ("from", "to")))


Days = Annotated[_Days, Depends(_days)]
"""The first and the last day that count."""


class Part(NamedTuple):
    """A part of a list: its page of this number, from 1, with up to `limit` items."""

    number: int
    limit: int

    def of(self, found: Iterable[_T]) -> tuple[tuple[_T, ...], bool]:
        """The items of that page, and whether there are more."""
        left = islice(found, (self.number - 1) * self.limit, None)
        return tuple(islice(left, self.limit)), next(left, None) is not None


async def part(limit: Limit = 20, number: PageNumber = 1) -> Part:
    return Part(number, limit)


OnePage = Annotated[Part, Depends(part)]


def ids(archive: Archive, q: str | None) -> frozenset[str] | All:
    """The articles that the query matches; all without one."""
    return archive.ids(q) if q else ALL
