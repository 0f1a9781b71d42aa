"""Which events of an article a query asks for."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.search.analysis import Analyzer
from dateline.search.fields import Document, IndexedEvent
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import And, One, Or, Query
from dateline.values.search_keys import EventSearchKey


class EventSelector:
    """The events that a query asks for, among those of the articles that it matches: every one
    that is true of what it asks of one event (event:AGREE actor:PAK), wherever in the query that
    stands but behind a NOT; where it asks for none, all."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._asked = [Matcher(one, analyzer) for one in _about_events(query)]

    def holds(self, event: EventSearchKey) -> bool:
        """Whether the event is among them."""
        if not self._asked:
            return True
        day = event.date.value[:10] if event.date else None
        told = IndexedEvent(
            event.type, event.modes, event.actors, event.targets, day, event.part, 0, 0, 0
        )
        alone = Document(id="", texts={}, source="", events=(told,))
        return any(one.matches(alone) for one in self._asked)


def _about_events(query: Query) -> Iterator[One]:
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _about_events(part)
    elif isinstance(query, One) and query.about == "event":
        yield query
