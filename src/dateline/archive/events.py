"""archive.events: what was coded as having happened, and what people say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from dateline.archive.held import Held, local_day
from dateline.search.field_values import checked_value
from dateline.search.language import parse
from dateline.search.telling import EventChoice
from dateline.values.coded import CodedEvent, EventFilter, Judged, Verdict
from dateline.values.coding import event_key

_ANY = EventFilter()


class Events:
    """The coded events of an archive."""

    def __init__(self, held: Held) -> None:
        self._held = held

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
        with self._held.store() as store:
            if asked is None:
                yield from store.coded.events(ids, wanted, newest_first=newest_first, limit=limit)
                return
            choice = EventChoice(parse(asked, today=local_day()), self._held.index.analyzer)
            found = store.coded.events(ids, wanted, newest_first=newest_first)
            told = (one for one in found if choice.holds(event_key(one.id, one.report)))
            yield from islice(told, limit)

    def get(self, id: str) -> CodedEvent:
        """The event whose id begins with `id` (four digits or more). Raises NoSuchEvent where
        that is none, or several."""
        with self._held.store() as store:
            return store.coded.event(id)

    def judge(self, id: str, verdict: Verdict) -> None:
        """The event has this verdict, dated now if it is without a date, and no other; searches
        find no event that is called wrong. Raises NoSuchEvent as `get`, and ArchiveBusy where
        another process is writing."""
        with self._held.changing() as store:
            store.coded.judge(id, verdict)

    def verdicts(self) -> tuple[Judged, ...]:
        """Every verdict, oldest first, whether or not its event is still coded."""
        with self._held.store() as store:
            return store.coded.verdicts()
