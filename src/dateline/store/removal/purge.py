"""A purge: what else of a deleted text people may have written down in the archive.

It is begun in the transaction of the deletion and remembered until it has ended, since what the
files of the database and of the index keep can only be removed afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dateline.store.articles.mapping import locations_of
from dateline.store.curation.log import logged
from dateline.store.names import folded
from dateline.store.removal.plan import Plan
from dateline.store.sql import rows_with
from dateline.store.tables.annotations import NameRow
from dateline.store.tables.articles import FailureRow
from dateline.store.tables.curation import DecisionRow, SavedSearchRow
from dateline.store.tables.removal import PurgeRow
from dateline.store.tables.runs import RunRow
from dateline.values.curation.decisions import Action

_TIME = "%Y-%m-%d %H:%M:%S"
_REMOVED = "(removed)"


def begin_purge(connection: Connection, plan: Plan, queries: Collection[str]) -> None:
    """Before what is planned goes: nothing is left that people decided of names that no other
    article has, nor a search that was ever saved for one of these queries, nor the paths of its
    files, whose names may say much. The purge has begun."""
    names = _names_of(connection, plan.whole)
    saved = [
        decision
        for decision in logged(connection, Action.SAVE)
        if decision.data["query"] in queries
    ]
    searches = {decision.data["name"] for decision in saved}
    forgotten = [
        *saved,
        *(d for d in logged(connection, Action.UNSAVE) if d.data["name"] in searches),
        *(d for d in logged(connection, Action.ENTITY) if _is_about(d.data, names)),
    ]
    if forgotten:
        gone = delete(DecisionRow).where(DecisionRow.at == bindparam("gone"))
        connection.execute(gone, [{"gone": decision.at} for decision in forgotten])
    if queries:
        asking = delete(SavedSearchRow).where(SavedSearchRow.query == bindparam("gone"))
        connection.execute(asking, [{"gone": query} for query in queries])
    _forget_paths(connection, plan.originals)
    if not is_purging(connection):
        connection.execute(insert(PurgeRow).values(begun=datetime.now(UTC).strftime(_TIME)))


def _forget_paths(connection: Connection, originals: Collection[str]) -> None:
    """No run names a path at which one of these originals was found, nor does a failure to read
    it."""
    paths = {path for found in locations_of(connection, originals).values() for path in found}
    for number, given in connection.execute(select(RunRow.number, RunRow.paths)).all():
        if not paths.isdisjoint(given):
            kept = [_REMOVED if path in paths else path for path in given]
            connection.execute(update(RunRow).where(RunRow.number == number).values(paths=kept))
    if paths:
        here = (FailureRow.path == bindparam("gone")) & FailureRow.original.is_(None)
        connection.execute(delete(FailureRow).where(here), [{"gone": path} for path in paths])


def is_purging(connection: Connection) -> bool:
    """Whether a purge was begun and has not ended."""
    return connection.scalar(select(PurgeRow.begun).limit(1)) is not None


def end_purge(connection: Connection) -> None:
    """No purge is under way."""
    connection.execute(delete(PurgeRow))


def _names_of(connection: Connection, articles: Collection[str]) -> set[str]:
    """The folded names that no article but these has."""
    query = select(NameRow.folded)
    names = {name for (name,) in rows_with(connection, query, NameRow.article, articles)}
    others = select(NameRow.folded, NameRow.article)
    elsewhere = {
        name
        for name, article in rows_with(connection, others, NameRow.folded, names)
        if article not in articles
    }
    return names - elsewhere


def _is_about(data: Mapping[str, Any], names: Collection[str]) -> bool:
    return any(folded(data[key] or "") in names for key in ("name", "other"))
