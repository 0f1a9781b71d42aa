"""The searches that people saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from dateline.errors import UsageError
from dateline.store.curation.log import DecisionLog, decisions, logged
from dateline.store.database import Database
from dateline.store.sql import rows_with
from dateline.store.tables.articles import ArticleRow
from dateline.store.tables.curation import GivenRow, SavedSearchRow
from dateline.values.curation.decisions import Action, Decision
from dateline.values.listing import SavedSearch


class SavedSearches:
    """The saved searches of one archive: a part of its Store, whose docstring applies to every
    method here."""

    def __init__(self, database: Database, log: DecisionLog) -> None:
        self._database = database
        self._log = log

    def add(self, name: str, query: str, *, match: Literal["all", "any"], plain: bool) -> None:
        """The search is saved under the name. Raises UsageError if the name is taken."""
        with self._database.writing() as connection:
            if connection.scalar(select(SavedSearchRow.name).where(SavedSearchRow.name == name)):
                raise UsageError(
                    f"there is a saved search “{name}”",
                    hint=f"“dateline saved rm {name}” deletes it",
                )
            data = {"name": name, "query": query, "match": match, "plain": plain}
            logged = self._log.add(connection, Decision(action=Action.SAVE, data=data))
            connection.execute(insert(SavedSearchRow).values(asdict(saved_by(logged)[name])))

    def all(self) -> tuple[SavedSearch, ...]:
        """Every saved search, by name."""
        with self._database.reading() as connection:
            return _every(connection)

    def ever(self) -> tuple[SavedSearch, ...]:
        """Every search that was ever saved, oldest first, also those that were removed."""
        with self._database.reading() as connection:
            return tuple(
                SavedSearch(**entry.data, added=entry.at)
                for entry in logged(connection, Action.SAVE)
            )

    def get(self, name: str) -> SavedSearch:
        """The saved search with this name. Raises UsageError if there is none."""
        with self._database.reading() as connection:
            for search in _every(connection):
                if search.name == name:
                    return search
            raise _unknown(connection, name)

    def remove(self, name: str) -> None:
        """The saved search with this name is deleted. Raises UsageError if there is none."""
        with self._database.writing() as connection:
            if not connection.execute(
                delete(SavedSearchRow).where(SavedSearchRow.name == name)
            ).rowcount:
                raise _unknown(connection, name)
            self._log.add(connection, Decision(action=Action.UNSAVE, data={"name": name}))

    def not_given(self, name: str, articles: Collection[str]) -> dict[str, int]:
        """Those of these articles whose current version the search with this name has not given
        yet, each with its number."""
        was_given = (
            (GivenRow.search == name)
            & (GivenRow.article == ArticleRow.id)
            & (GivenRow.version == ArticleRow.current)
        )
        query = select(ArticleRow.id, ArticleRow.current).outerjoin(GivenRow, was_given)
        new = query.where(GivenRow.search.is_(None))
        with self._database.reading() as connection:
            found = rows_with(connection, new, ArticleRow.id, articles)
            return {row.id: row.current for row in found}

    def give(self, name: str, versions: Mapping[str, int]) -> None:
        """The search with this name has given these versions of articles, which it had not."""
        rows = [
            {"search": name, "article": article, "version": version}
            for article, version in versions.items()
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(GivenRow), rows)


def follow_saves(connection: Connection) -> None:
    """The saved searches are as the log says."""
    saved = saved_by(decisions(connection, Action.SAVE, Action.UNSAVE))
    now = {search.name: search for search in _every(connection)}
    for name in now:
        if now[name] != saved.get(name):
            connection.execute(delete(SavedSearchRow).where(SavedSearchRow.name == name))
    new = [asdict(search) for name, search in saved.items() if now.get(name) != search]
    if new:
        connection.execute(insert(SavedSearchRow), new)


def saved_by(logged: Iterable[Decision]) -> dict[str, SavedSearch]:
    """The saved searches after these decisions, by name."""
    saved: dict[str, SavedSearch] = {}
    for decision in logged:
        name = decision.data["name"]
        saved.pop(name, None)
        if decision.action is Action.SAVE:
            saved[name] = SavedSearch(**decision.data, added=f"{decision.at[:19]}Z")
    return saved


def _every(connection: Connection) -> tuple[SavedSearch, ...]:
    names = ("name", "query", "match", "plain", "added")
    query = select(*(getattr(SavedSearchRow, name) for name in names)).order_by(SavedSearchRow.name)
    return tuple(SavedSearch(**row) for row in connection.execute(query).mappings())


def _unknown(connection: Connection, name: str) -> UsageError:
    names = ", ".join(search.name for search in _every(connection))
    hint = (
        f"the saved searches are: {names}" if names else "“dateline saved add NAME QUERY” saves one"
    )
    return UsageError(f"there is no saved search “{name}”", hint=hint)
