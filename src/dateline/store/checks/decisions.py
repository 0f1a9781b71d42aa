"""The log of decisions, and the tables that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from dateline.store.curation.log import logged, standing
from dateline.store.curation.reviews import review_rows
from dateline.store.curation.saved_searches import saved_by
from dateline.store.removal.tombstones import refused_by
from dateline.store.tables.curation import ReviewRow, SavedSearchRow
from dateline.store.tables.removal import TombstoneRow
from dateline.values.archive.integrity import Checked, Damage, Part
from dateline.values.curation.decision_data import problem
from dateline.values.curation.decisions import Action, Decision


def damages(connection: Connection) -> Iterator[Damage | Checked]:
    """What is wrong with the log, and which tables are not as it says; then how many decisions
    were checked."""
    try:
        log = logged(connection)
        expected = _expected(log)
    except (ValueError, KeyError, TypeError) as error:
        unread = f"a decision in it cannot be read: {error!r}"
        yield Damage(part=Part.DECISION, item="table decisions", problem=unread)
        return
    for decision in log:
        if (what := problem(decision)) is not None:
            yield Damage(part=Part.DECISION, item=decision.at, problem=what)
    for table, rows in expected.items():
        columns = [getattr(table, name) for name in rows[0]] if rows else [*table.__table__.c][:1]
        found = [dict(row._mapping) for row in connection.execute(select(*columns))]
        if sorted(map(repr, found)) != sorted(map(repr, rows)):
            yield Damage(
                part=Part.DECISION,
                item=f"table {table.__tablename__}",
                problem="it is not what follows from the decisions",
                is_derived=True,
            )
    yield Checked(part=Part.DECISION, number=len(log))


def _expected(log: list[Decision]) -> dict[Any, list[dict[str, Any]]]:
    """The rows that follow from the log, by table."""

    holding = standing(log, [each for each in log if each.action is Action.WITHDRAW])

    def made(*actions: Action) -> list[Decision]:
        return [decision for decision in holding if decision.action in actions]

    refused = refused_by(made(Action.DELETE, Action.READMIT))
    saved = saved_by(made(Action.SAVE, Action.UNSAVE))
    return {
        ReviewRow: review_rows(made(Action.REVIEW)),
        SavedSearchRow: [asdict(search) for search in saved.values()],
        TombstoneRow: [{"digest": digest, "decision": at} for digest, at in refused.items()],
    }
