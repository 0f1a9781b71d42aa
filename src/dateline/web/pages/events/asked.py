"""Which events a page is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BeforeValidator

from dateline.archive import Archive
from dateline.events.choice import Background, chosen
from dateline.search.query.dates import period
from dateline.values.events import CodedEvent, EventFilter


class EventsAsked(NamedTuple):
    """Events of articles that a query matches, of a type, actor, target, country and place, from
    one day to another. Days are as in a query: 2025, 2025-07, 2025-07-18. Without `background`, it
    is as the page has it."""

    q: str = ""
    type: str = ""
    actor: str = ""
    target: str = ""
    country: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    background: Background | None = None

    @property
    def parameters(self) -> str:
        """The part of the address after "?"."""
        names = {"start": "from", "end": "to"}
        given = {names.get(name, name): value for name, value in self._asdict().items() if value}
        return urlencode(given)

    def events(self, archive: Archive) -> Iterator[CodedEvent]:
        """Those events, newest first, also those that a person marked as wrong. Raises UsageError,
        and QueryError for `q`."""
        start, end = period(self.start or None, self.end or None, ("from", "to"))
        wanted = EventFilter(
            type=self.type or None,
            actor=self.actor or None,
            target=self.target or None,
            country=self.country or None,
            place=self.place or None,
            start=start,
            end=end,
        )
        found = archive.events.list(wanted=wanted, query=self.q or None)
        return chosen(found, self.background or Background.INCLUDE, judged_wrong=True)

    def right(self, archive: Archive, background: Background) -> Iterator[CodedEvent]:
        """The same without those marked as wrong, and with background events as this says unless
        it was asked for otherwise."""
        asked = self._replace(background=self.background or background)
        return chosen(asked.events(archive), Background.INCLUDE)


async def _asked(
    q: str = "",
    type: str = "",
    actor: str = "",
    target: str = "",
    country: str = "",
    place: str = "",
    start: Annotated[str, Query(alias="from")] = "",
    end: Annotated[str, Query(alias="to")] = "",
    background: Annotated[Background | None, BeforeValidator(lambda given: given or None)] = None,
) -> EventsAsked:
    return EventsAsked(q, type, actor, target, country, place, start, end, background)


Asked = Annotated[EventsAsked, Depends(_asked)]
