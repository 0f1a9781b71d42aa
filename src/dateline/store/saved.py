"""The searches that people keep."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from dateline.errors import UsageError
from dateline.store.tables import SavedRow
from dateline.values.saved import SavedSearch


def keep(connection: Connection, search: SavedSearch) -> None:
    """The search is kept. Raises UsageError where its name is taken."""
    if connection.scalar(select(SavedRow.name).where(SavedRow.name == search.name)):
        raise UsageError(
            f"there is a saved search “{search.name}”",
            hint=f"“dateline saved rm {search.name}” takes it away",
        )
    connection.execute(insert(SavedRow).values(asdict(search)))


def forget(connection: Connection, name: str) -> None:
    """No search has this name. Raises UsageError where none had."""
    if not connection.execute(delete(SavedRow).where(SavedRow.name == name)).rowcount:
        raise _unknown(connection, name)


def every_saved(connection: Connection) -> tuple[SavedSearch, ...]:
    """All of them, by name."""
    names = ("name", "query", "match", "plain", "added")
    query = select(*(getattr(SavedRow, name) for name in names)).order_by(SavedRow.name)
    return tuple(SavedSearch(**row) for row in connection.execute(query).mappings())


def saved_search(connection: Connection, name: str) -> SavedSearch:
    """The one with this name. Raises UsageError where there is none."""
    for search in every_saved(connection):
        if search.name == name:
            return search
    raise _unknown(connection, name)


def _unknown(connection: Connection, name: str) -> UsageError:
    known = ", ".join(search.name for search in every_saved(connection))
    hint = f"saved are {known}" if known else "“dateline saved add NAME QUERY” keeps one"
    return UsageError(f"there is no saved search “{name}”", hint=hint)
