"""What a run made of all that it found, as every command that takes things in reports it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import Format
from dateline.cli.printing import print_csv, print_json, print_jsonl
from dateline.values.outcome import Balance, Fate, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.ingest.run import Watch

FORMATS = (Format.TABLE, Format.JSON, Format.JSONL, Format.CSV, Format.IDS)

_KEYS = {
    Fate.ADDED: "added",
    Fate.VERSION: "versions",
    Fate.COPY: "copies",
    Fate.UNCHANGED: "unchanged",
    Fate.REJECTED: "rejected",
    Fate.FAILED: "failed",
}


def report(balance: Balance, format: str) -> int:
    """The balance is printed, with a line on stderr for each trouble; return the exit code: 3 if
    anything failed or the sum is off, else 0."""
    _print_notes(balance)
    taken = [o for o in balance.outcomes if o.id is not None]
    if format == Format.JSON:
        print_json(_document(balance, taken))
    elif format == Format.JSONL:
        print_jsonl(map(_line, balance.outcomes))
    elif format == Format.CSV:
        columns = ("fate", "path", "where", "id", "title", "stage", "reason")
        print_csv(columns, ([_line(o)[column] for column in columns] for o in balance.outcomes))
    elif format == Format.IDS:
        for outcome in taken:
            click.echo(outcome.id)
    else:
        _print_balance(balance)
    return 3 if balance.count(Fate.FAILED) or not balance.adds_up else 0


@contextmanager
def progress() -> Iterator[tuple[Watch, Callable[[int], None]]]:
    """Two callables that move a progress bar on stderr; they do nothing if it is no terminal."""
    if not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return
    from dateline.cli.progress import bars

    with bars() as moved:
        yield moved


@contextmanager
def index_progress() -> Iterator[Callable[[int, int | None], None]]:
    """A callable that moves a bar on stderr over the articles that go into the index; it does
    nothing if that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from dateline.cli.progress import index_bar

    with index_bar() as moved:
        yield moved


def relative(path: str) -> str:
    """The path from here, where it is below here; else as it is."""
    here = os.path.relpath(path) if os.path.isabs(path) else path
    return path if here.startswith("..") else here


def _document(balance: Balance, taken: list[Outcome]) -> dict[str, Any]:
    return {
        "found": balance.found,
        **{key: balance.count(fate) for fate, key in _KEYS.items()},
        "articles": [
            {
                "id": outcome.id,
                "path": outcome.path,
                "where": outcome.where,
                "title": outcome.title,
                "fate": outcome.fate,
                "warnings": list(outcome.warnings),
            }
            for outcome in taken
        ],
        "failures": [
            {
                "path": outcome.path,
                "where": outcome.where,
                "stage": outcome.stage,
                "reason": outcome.reason,
                "fate": outcome.fate,
            }
            for outcome in balance.failures
        ],
    }


def _line(outcome: Outcome) -> dict[str, Any]:
    return {
        "fate": outcome.fate,
        "path": outcome.path,
        "where": outcome.where,
        "id": outcome.id,
        "title": outcome.title,
        "stage": outcome.stage,
        "reason": outcome.reason,
        "warnings": list(outcome.warnings),
    }


def _print_notes(balance: Balance) -> None:
    """A line on stderr for each thing that was not taken in, or taken with a doubt."""
    for outcome in balance.outcomes:
        place = relative(outcome.path) + (f", {outcome.where}" if outcome.where else "")
        if outcome.fate in (Fate.FAILED, Fate.REJECTED):
            click.echo(f"{outcome.fate}: {place}: {outcome.reason}", err=True)
        for warning in outcome.warnings:
            click.echo(f"note: {place}: {warning}", err=True)


def _print_balance(balance: Balance) -> None:
    parts = [f"{balance.count(fate)} {key}" for fate, key in _KEYS.items() if balance.count(fate)]
    click.echo(f"{balance.found} found: {', '.join(parts) or 'nothing to take in'}")
    if not balance.adds_up:
        click.echo(
            f"the balance does not add up: {balance.found} were found, "
            f"{len(balance.outcomes)} came to an end",
            err=True,
        )
