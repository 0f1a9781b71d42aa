"""The log of decisions: entries are added to it, and what holds now follows from all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from dateline.settings import login_name
from dateline.store.sql import rows_with, storable
from dateline.store.tables.curation import DecisionRow
from dateline.values.curation.decisions import WITHDRAWABLE, Action, Decision

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
        return self._by or login_name()

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
    about none), that hold: those that nobody took back, oldest first."""
    return holding(connection, logged(connection, *actions, articles=articles), articles)


def holding(
    connection: Connection, found: list[Decision], articles: Collection[str] | None = None
) -> list[Decision]:
    """Those of these entries, which are all about these articles, that nobody took back."""
    if not found:
        return found
    withdrawals = select(DecisionRow.__table__).where(DecisionRow.action == Action.WITHDRAW.value)
    if all(each.article is None for each in found):  # one of all articles may be very many
        withdrawals = withdrawals.where(DecisionRow.article.is_(None))
    return standing(found, _entries(connection, withdrawals, articles))


def standing(found: Iterable[Decision], withdrawals: Iterable[Decision]) -> list[Decision]:
    """Those of the decisions that none of the withdrawals takes back. A withdrawal can be taken
    back, too: the last one decides."""
    withdrawn: set[str] = set()
    for withdrawal in sorted(withdrawals, key=lambda each: each.at, reverse=True):
        if withdrawal.at not in withdrawn:
            withdrawn.add(withdrawal.data["decision"])
    return [each for each in found if each.at not in withdrawn or each.action not in WITHDRAWABLE]


def logged(
    connection: Connection,
    *actions: Action,
    articles: Collection[str] | None = None,
    after: str = "",
) -> list[Decision]:
    """The entries of the log as `decisions`, also those that were taken back; those later than
    `after`."""
    query: Select[*tuple[Any, ...]] = select(DecisionRow.__table__)
    if actions:
        query = query.where(DecisionRow.action.in_([action.value for action in actions]))
    if after:
        query = query.where(DecisionRow.at > after)
    return _entries(connection, query, articles)


def _entries(
    connection: Connection, query: Select[*tuple[Any, ...]], articles: Collection[str] | None
) -> list[Decision]:
    if articles is None:
        rows = iter(connection.execute(query))
    else:
        rows = rows_with(connection, query, DecisionRow.article, articles)
    return sorted(map(_decision, rows), key=lambda decision: decision.at)


def logged_at(connection: Connection, times: Iterable[str]) -> dict[str, Decision]:
    """The entries of the log of these times, by time; a time without an entry is left out."""
    rows = rows_with(connection, select(DecisionRow.__table__), DecisionRow.at, times)
    return {row.at: _decision(row) for row in rows}


def _decision(row: Any) -> Decision:
    return Decision(
        action=Action(row.action),
        article=row.article,
        data=row.data,
        reason=row.reason,
        by=row.by,
        at=row.at,
    )


def next_time(at: str) -> str:
    """The time one microsecond later."""
    return (datetime.fromisoformat(at) + timedelta(microseconds=1)).strftime(_TIME)
