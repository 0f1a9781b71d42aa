"""archive.events: coded events, and the reviews of people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from dateline.archive.connections import Connections, none_if_all
from dateline.archive.ids import article_ids
from dateline.events.sampling import EventSample, sample
from dateline.search.query.events import event_query
from dateline.search.query.parser import MatchMode
from dateline.search.query.values import checked_value
from dateline.values.events import CodedEvent, EventFilter, EventSelection, Review, ReviewedEvent
from dateline.values.search.results import ALL, All

_ANY = EventFilter()


class Events:
    """The coded events of an archive."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def list(
        self,
        ids: Collection[str] | All = ALL,
        wanted: EventFilter = _ANY,
        *,
        query: str | None = None,
        match: MatchMode = "all",
        plain: bool = False,
        judged_wrong: bool = False,
        newest_first: bool = True,
        limit: int | All = ALL,
    ) -> Iterator[CodedEvent]:
        """The first `limit` events of these articles (see `Archive.ids`) that `wanted` fits, by
        day, read from the database step by step. Events without a day come last.

        With `query`, only events of the articles that it matches; if it asks for events
        (event:AGREE actor:PAK), only the events that it asks for. `match`, `plain` and
        `judged_wrong` are as for `Archive.ids`. Raises QueryError for text that is not a query, and
        UsageError for a value of `wanted` that no event can have.
        """
        wanted = _with_checked_values(wanted)
        selection, articles = EventSelection(), none_if_all(ids)
        if query is not None:
            parsed = self._connections.parsed(query, match=match, plain=plain)
            selection, rest = event_query(parsed, with_wrong=judged_wrong)
            if rest is not None:
                matching = article_ids(self._connections, rest, with_wrong=judged_wrong)
                articles = matching if articles is None else matching.intersection(articles)
        return self._connections.store().annotations.events(
            articles, wanted, selection, newest_first=newest_first, limit=none_if_all(limit)
        )

    def get(self, id: str) -> CodedEvent:
        """The event whose id begins with `id` (four digits or more). Raises NoSuchEvent if no
        event or several events have it."""
        return self._connections.store().annotations.event(id)

    def sample(
        self, number: int = 100, *, seed: int = 1, wanted: EventFilter = _ANY
    ) -> EventSample:
        """`number` of the events that `wanted` fits, or all if there are fewer, drawn at random.
        The same seed draws the same events. Raises UsageError as `list`."""
        population, drawn = self._connections.store().annotations.event_sample(
            _with_checked_values(wanted), lambda ids: sample(ids, number, seed)
        )
        return EventSample(population, drawn)

    def judge(self, id: str, review: Review) -> None:
        """The event has this review and no other, dated now. Searches
        no longer find an event that is marked as wrong. Raises NoSuchEvent as `get`, and
        ArchiveBusy if another process is writing."""
        with self._connections.changing() as store:
            store.annotations.judge(id, review)

    def reviews(self) -> tuple[ReviewedEvent, ...]:
        """Every review, oldest first, whether or not its event is still coded."""
        return self._connections.store().annotations.reviews()


def _with_checked_values(wanted: EventFilter) -> EventFilter:
    return replace(
        wanted,
        type=_checked("event", wanted.type),
        mode=_checked("mode", wanted.mode),
        actor=_checked("actor", wanted.actor),
        target=_checked("target", wanted.target),
        country=_checked("country", wanted.country),
    )


def _checked(field: str, value: str | None) -> str | None:
    return None if value is None else checked_value(field, value)
