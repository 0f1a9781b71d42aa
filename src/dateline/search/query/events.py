"""The parts of a query that are about events, as conditions that the database can check.

What is left of the query is about articles, and the engine answers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from dateline.search.query.ast import And, DateRange, Not, Or, Query, SameEvent, Value
from dateline.values.events import (
    EventAnd,
    EventCondition,
    EventDays,
    EventNot,
    EventOr,
    EventSelection,
    EventValue,
)


class EventQuery(NamedTuple):
    """A query for events: what it says of events, and the rest, which says in which articles;
    None if it says nothing else."""

    selection: EventSelection
    rest: Query | None


def event_query(query: Query, *, with_wrong: bool = False) -> EventQuery:
    """The query for the events of the articles that `query` matches: those for which some
    SameEvent of it (event:AGREE actor:PAK) that is not under a NOT holds; all events if it has
    none."""
    nodes = tuple(map(_condition, _same_events(query)))
    has, lacks, rest = list[EventCondition](), list[EventCondition](), list[Query]()
    for part in query.parts if isinstance(query, And) else (query,):
        if (condition := _has_event(part)) is not None:
            has.append(condition)
        elif isinstance(part, Not) and (condition := _has_event(part.part)) is not None:
            lacks.append(condition)
        else:
            rest.append(part)
    selection = EventSelection(
        listed=EventOr(nodes) if nodes else None,
        has=tuple(has),
        lacks=tuple(lacks),
        with_wrong=with_wrong,
    )
    return EventQuery(selection, And(tuple(rest)) if rest else None)


def _same_events(query: Query) -> Iterator[SameEvent]:
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _same_events(part)
    elif isinstance(query, SameEvent):
        yield query


def _has_event(query: Query) -> EventCondition | None:
    """The condition such that the query matches the articles with an event for which it holds;
    None if it asks for anything else."""
    if isinstance(query, SameEvent):
        return _condition(query)
    if isinstance(query, Or):
        parts = tuple(map(_has_event, query.parts))
        if all(part is not None for part in parts):
            return EventOr(cast("tuple[EventCondition, ...]", parts))
    return None


def _condition(query: Query) -> EventCondition:
    """What holds for one event if this part of a SameEvent does."""
    match query:
        case SameEvent(parts) | And(parts):
            return EventAnd(tuple(map(_condition, parts)))
        case Or(parts):
            return EventOr(tuple(map(_condition, parts)))
        case Not(part):
            return EventNot(_condition(part))
        case DateRange(_, first, last, loose):
            return EventDays(first, last, loose)
        case Value(text, field):
            return EventValue(cast("Literal['event', 'mode', 'actor', 'target']", field), text)
    raise AssertionError(f"not about an event: {query}")
