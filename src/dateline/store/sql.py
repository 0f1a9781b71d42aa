"""Helpers for queries: text and JSON in a form that databases accept, one look-up for many values,
and articles selected by their ids.

Databases hold UTF-8, which has no lone surrogates. Files hold them ("\\ud800" in JSON), and Python
puts them into file names that are not UTF-8.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    MetaData,
    Row,
    Select,
    Table,
    UpdateBase,
    bindparam,
    insert,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.tables.articles import Id

# Databases limit the parameters of a statement: SQLite to 32,766, PostgreSQL to 65,535.
_PARAMETERS = 1000


def rows_with(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    column: InstrumentedAttribute[Any],
    values: Iterable[Any],
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of `query` whose `column` is one of `values`, a thousand values per statement: the
    query's own order holds only within the rows of one statement."""
    return rows_in(connection, narrowed(query, column), values)


def narrowed(
    query: Select[*tuple[Any, ...]], column: InstrumentedAttribute[Any]
) -> Select[*tuple[Any, ...]]:
    """The rows of `query` whose `column` is one of the values that `rows_in` is called with.
    Building a statement takes as long as running it, so statements that run often are built
    once."""
    # in_() processes a list value by value, which takes four times as long.
    return query.where(column.in_(bindparam("values", expanding=True)))


def rows_in(
    connection: Connection, query: Select[*tuple[Any, ...]], values: Iterable[Any]
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a narrowed query with these values, a thousand values per statement."""
    rest = iter(sorted(set(values)))
    while chunk := list(islice(rest, _PARAMETERS)):
        yield from connection.execute(query, {"values": chunk})


def execute_each(
    connection: Connection, statement: UpdateBase, rows: Iterable[Mapping[str, Any]]
) -> None:
    """The statement is executed with each of these parameters; not at all if there are none. A
    thousand at a time: all at once they would take memory for each row."""
    rest = iter(rows)
    while chunk := list(islice(rest, _PARAMETERS)):
        connection.execute(statement, chunk)


@contextmanager
def streamed(
    connection: Connection, query: Select[*tuple[Any, ...]], page: int
) -> Iterator[CursorResult[*tuple[Any, ...]]]:
    """The rows of the query as they are asked for, a page in memory at a time. A list that is
    abandoned ends with the block: a server would keep its cursor."""
    with connection.execute(query, execution_options={"yield_per": page}) as result:
        yield result


class ArticleSelection:
    """The articles with these ids; None means all. The ids are in a table that lives as long as the
    transaction: there is one selection per transaction, and the transaction must be one that is
    never committed."""

    def __init__(self, connection: Connection, ids: Collection[str] | None) -> None:
        self._all = ids is None
        if ids is not None:
            _SELECTED.create(connection, checkfirst=False)
        if ids:
            connection.execute(insert(_SELECTED), [{"article": id} for id in set(ids)])

    def includes(self, column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """The condition that the column has the id of a selected article."""
        return true() if self._all else column.in_(select(_SELECTED.c.article))


_SELECTED = Table(
    "selected_articles",
    MetaData(),
    Column("article", Id, primary_key=True),
    prefixes=["TEMPORARY"],
)


def storable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD; pairs become their character."""
    if _encodable(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def storable_path(path: str) -> str:
    """The path with each byte that is not UTF-8 escaped ("\\udce9"): different paths stay
    different."""
    return path if _encodable(path) else path.encode("utf-8", "backslashreplace").decode()


def compact_json(value: Any) -> str:
    """The value as JSON without spaces, storable."""
    return storable(_encode(value))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def parsed_json(text: str) -> Any:
    """The value of JSON that `compact_json` wrote; any other JSON is passed to json.loads, which
    spends a third of its time on surrounding spaces."""
    value, end = _raw_decode(text)
    return value if end == len(text) else json.loads(text)


_raw_decode = json.JSONDecoder().raw_decode


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
