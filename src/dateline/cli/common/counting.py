"""Counting what is printed, and printing the count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import click

_T = TypeVar("_T")


def counted(number: int, what: str) -> str:
    """ "1 event", "2 events"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class Counted(Generic[_T]):
    """What is gone through, and how many there were: nothing is kept."""

    def __init__(self, items: Iterable[_T]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[_T]:
        for item in self._items:
            self.number += 1
            yield item


def print_counted(shown: int, what: str, *, more: bool) -> None:
    """How many are shown, and whether there are more."""
    text = (
        f"{counted(shown, what)} shown; there are more (--limit)" if more else counted(shown, what)
    )
    click.echo(text if shown else f"no such {what}", err=True)
