"""The log of decisions: entries are added to it, and what holds now follows from all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from dateline.store.sql import rows_with, storable
from dateline.store.tables.curation import DecisionRow
from dateline.values.decisions import Action, Decision

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


class DecisionLog:
    """Adds to the log of one archive what one person decides now. `by` names that person; None
    means the name that the system knows the user of this process by."""

    def __init__(self, by: str | None, clock: Callable[[], datetime]) -> None:
        self._by = by
        self._clock = clock

    @property
    def by(self) -> str:
        """The name of the person."""
        return self._by or _login_name()

    def add(self, connection: Connection, *decisions: Decision) -> list[Decision]:
        """The decisions are at the end of the log, in their order, by the person that this log
        belongs to; they are returned as they stand there.

        They are dated now, or as soon after the last entry as times differ: so the order of times
        is the order in which people decided, whatever the clock does.
        """
        last = connection.scalar(select(func.max(DecisionRow.at)))
        at = max(self._clock().astimezone(UTC).strftime(_TIME), next_time(last) if last else "")
        by, dated = self.by, []
        for decision in decisions:
            dated.append(replace(decision, by=by, at=at))
            at = next_time(at)
        insert_decisions(connection, dated)
        return dated


def insert_decisions(connection: Connection, decisions: Iterable[Decision]) -> None:
    """These decisions are in the log at their own times, which no entry has yet."""
    rows = [
        {
            "at": decision.at,
            "by": storable(decision.by),
            "action": decision.action.value,
            "article": decision.article,
            "data": {
                key: storable(value) if isinstance(value, str) else value
                for key, value in decision.data.items()
            },
            "reason": decision.reason and storable(decision.reason),
        }
        for decision in decisions
    ]
    if rows:
        connection.execute(insert(DecisionRow), rows)


def decisions(
    connection: Connection, *actions: Action, articles: Collection[str] | None = None
) -> list[Decision]:
    """The decisions of these kinds (none given: of all), about these articles (None: about any, or
    about none), oldest first."""
    query: Select[*tuple[Any, ...]] = select(DecisionRow.__table__)
    if actions:
        query = query.where(DecisionRow.action.in_([action.value for action in actions]))
    if articles is None:
        rows = iter(connection.execute(query))
    else:
        rows = rows_with(connection, query, DecisionRow.article, articles)
    return sorted(
        (
            Decision(
                action=Action(row.action),
                article=row.article,
                data=row.data,
                reason=row.reason,
                by=row.by,
                at=row.at,
            )
            for row in rows
        ),
        key=lambda decision: decision.at,
    )


def _login_name() -> str:
    from getpass import getuser  # only what decides something needs it

    try:
        return getuser()
    except (KeyError, OSError):  # a container may run as a user whom no file names
        return f"user {os.getuid()}"


def next_time(at: str) -> str:
    """The time one microsecond later."""
    return (datetime.fromisoformat(at) + timedelta(microseconds=1)).strftime(_TIME)
