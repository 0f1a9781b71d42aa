"""Articles asked for by their ids, however many: as a table that lives as long as the question."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, insert, select, true
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.tables.articles import Id

_WANTED = Table(
    "wanted", MetaData(), Column("article", Id, primary_key=True), prefixes=["TEMPORARY"]
)


class Wanted:
    """The articles with these ids; None is all. One in a transaction, which must be of the kind
    that is never committed: the table goes with it."""

    def __init__(self, connection: Connection, ids: Collection[str] | None) -> None:
        self._every = ids is None
        if ids is not None:
            _WANTED.create(connection, checkfirst=False)
        if ids:
            connection.execute(insert(_WANTED), [{"article": one} for one in set(ids)])

    def hold(self, column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """The condition that the column names one of them."""
        return true() if self._every else column.in_(select(_WANTED.c.article))
