"""How much work SQLite does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

_STEPS = 1000  # of SQLite's machine, that are counted at once


@contextmanager
def counted_steps() -> Iterator[Iterator[int]]:
    """Meanwhile every thousand steps of SQLite take the next number, in databases that are opened
    in it."""
    steps = count()

    def connected(connection: Any, _record: object) -> None:
        connection.set_progress_handler(lambda: next(steps) < 0, _STEPS)

    event.listen(Engine, "connect", connected)
    try:
        yield steps
    finally:
        event.remove(Engine, "connect", connected)


@contextmanager
def counted_statements() -> Iterator[Iterator[int]]:
    """Meanwhile every statement takes the next number; one that is executed with many rows at once
    is one."""
    statements = count()

    def executed(*_: object) -> None:
        next(statements)

    event.listen(Engine, "before_cursor_execute", executed)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", executed)
