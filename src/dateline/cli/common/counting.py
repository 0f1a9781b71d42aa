"""Counting what is printed, and printing the count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from dateline.cli.terminal.echo import echo

_T = TypeVar("_T")


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 event", "2 events", "2 copies" with that plural."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


class CountingIterator(Generic[_T]):
    """Passes items on and counts them in `number`. It keeps none of them."""

    def __init__(self, items: Iterable[_T]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[_T]:
        for item in self._items:
            self.number += 1
            yield item


def print_counted(shown: int, noun: str, *, more: bool) -> None:
    """Print how many are shown, and whether there are more."""
    text = counted(shown, noun) + (" shown; there are more (--limit)" if more else "")
    echo(text if shown else f"no {noun} found", err=True)
