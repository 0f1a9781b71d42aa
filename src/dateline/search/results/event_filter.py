"""The events that a query selects."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.search.analysis import Analyzer
from dateline.search.fields import Document, IndexedEvent
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import And, Or, Query, SameEvent
from dateline.values.search_keys import EventSearchKey


class EventSelector:
    """Selects events among those of the articles that a query matches: an event is selected if
    some SameEvent of the query (event:AGREE actor:PAK) that is not under a NOT holds for it. A
    query without one selects all events."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._matchers = [Matcher(node, analyzer) for node in _same_events(query)]

    def selects(self, key: EventSearchKey) -> bool:
        """Whether the event is selected."""
        if not self._matchers:
            return True
        day = key.date.value[:10] if key.date else None
        event = IndexedEvent(key.type, key.modes, key.actors, key.targets, day, key.part, 0, 0, 0)
        document = Document(id="", texts={}, source="", events=(event,))
        return any(matcher.matches(document) for matcher in self._matchers)


def _same_events(query: Query) -> Iterator[SameEvent]:
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _same_events(part)
    elif isinstance(query, SameEvent):
        yield query
