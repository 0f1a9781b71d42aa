"""archive.events: what was coded as having happened, and what people say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from dateline.archive.connections import Connections, local_day
from dateline.search.query.parser import parse
from dateline.search.query.values import checked_value
from dateline.search.results.event_filter import EventSelector
from dateline.values.events import CodedEvent, EventFilter, Review, ReviewedEvent
from dateline.values.search_keys import event_key

_ANY = EventFilter()


class Events:
    """The coded events of an archive."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def list(
        self,
        ids: Collection[str] | None = None,
        wanted: EventFilter = _ANY,
        *,
        asked: str | None = None,
        newest_first: bool = True,
        limit: int | None = None,
    ) -> Iterator[CodedEvent]:
        """The first `limit` events (None: all) of these articles (None: of all; see
        `Archive.ids`) that are wanted, by their day, as they are read from the database; those
        without a day come last. Where the query `asked` asks for events (event:AGREE actor:PAK),
        those alone. Raises QueryError for text that is no query, and UsageError for what is
        wanted and can be of no event."""
        for field, value in (
            ("event", wanted.type),
            ("mode", wanted.mode),
            ("actor", wanted.actor),
            ("target", wanted.target),
            ("country", wanted.country),
        ):
            if value is not None:
                checked_value(field, value)
        store = self._connections.store()
        if asked is None:
            yield from store.annotations.events(ids, wanted, newest_first=newest_first, limit=limit)
            return
        selector = EventSelector(parse(asked, today=local_day()), self._connections.index.analyzer)
        found = store.annotations.events(ids, wanted, newest_first=newest_first)
        told = (one for one in found if selector.selects(event_key(one.id, one.report)))
        yield from islice(told, limit)

    def get(self, id: str) -> CodedEvent:
        """The event whose id begins with `id` (four digits or more). Raises NoSuchEvent where
        that is none, or several."""
        return self._connections.store().annotations.event(id)

    def judge(self, id: str, verdict: Review) -> None:
        """The event has this verdict, dated now if it is without a date, and no other; searches
        find no event that is called wrong. Raises NoSuchEvent as `get`, and ArchiveBusy where
        another process is writing."""
        with self._connections.changing() as store:
            store.annotations.judge(id, verdict)

    def reviews(self) -> tuple[ReviewedEvent, ...]:
        """Every verdict, oldest first, whether or not its event is still coded."""
        return self._connections.store().annotations.reviews()
