"""Expressions that each database system writes in its own way.

https://docs.sqlalchemy.org/en/21/core/compiler.html
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class schema_number(FunctionElement[int]):
    """SQLite's count of changes to the tables, which its header has (the schema cookie); 0 where
    nothing is read without asking the database."""

    type = Integer()
    inherit_cache = True
    name = "schema_number"


@compiles(schema_number, "sqlite")
def _in_sqlite(_: Any, __: Any, **___: Any) -> str:
    return "(SELECT schema_version FROM pragma_schema_version)"


@compiles(schema_number, "postgresql")
def _in_postgresql(_: Any, __: Any, **___: Any) -> str:
    return "0"


class as_kept(FunctionElement[Any]):
    """A column as SQLite keeps it, whichever database it is in: JSON and days as text, true and
    false as 1 and 0."""

    inherit_cache = True
    name = "as_kept"


@compiles(as_kept, "sqlite")
def _kept_in_sqlite(element: as_kept, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(as_kept, "postgresql")
def _kept_in_postgresql(element: as_kept, compiler: Any, **options: Any) -> str:
    (column,) = element.clauses
    kind = next((name for type, name in _CASTS if isinstance(column.type, type)), None)
    value = compiler.process(column, **options)
    return f"CAST({value} AS {kind})" if kind else str(value)


class from_kept(FunctionElement[Any]):
    """The parameter of this name, a value as SQLite keeps it, as one of a type of column."""

    inherit_cache = False  # depends on the type, and is compiled once for many rows

    def __init__(self, name: str, type: TypeEngine[Any]) -> None:
        self.cast_to = next((name for kind, name in _TYPES if isinstance(type, kind)), None)
        plain: Any = type.impl if isinstance(type, TypeDecorator) else type
        if self.cast_to is not None:
            plain = Integer() if self.cast_to == "BOOLEAN" else Text()
        super().__init__(bindparam(name, type_=plain))


@compiles(from_kept, "sqlite")
def _given_to_sqlite(element: from_kept, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(from_kept, "postgresql")
def _given_to_postgresql(element: from_kept, compiler: Any, **options: Any) -> str:
    value = compiler.process(element.clauses, **options)
    return f"CAST({value} AS {element.cast_to})" if element.cast_to else str(value)


_TYPES = ((JSON, "JSON"), (Date, "DATE"), (Boolean, "BOOLEAN"))
_CASTS = ((JSON, "TEXT"), (Date, "TEXT"), (Boolean, "INTEGER"))
