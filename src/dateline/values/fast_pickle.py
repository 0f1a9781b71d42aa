"""Faster pickling, for values that go from one process to another."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

_T = TypeVar("_T")


def fast_pickle(cls: type[_T]) -> type[_T]:
    """Make a frozen dataclass with slots and two or more fields pickle in half the time: Python's
    own way looks up the fields again for each value."""
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
    values = attrgetter(*names)
    puts = [getattr(cls, name).__set__ for name in names]

    def put_all(self: _T, state: tuple[Any, ...]) -> None:
        for put, value in zip(puts, state, strict=True):
            put(self, value)

    cls.__getstate__ = lambda self: values(self)  # type: ignore[method-assign]
    cls.__setstate__ = put_all  # type: ignore[attr-defined]
    return cls
