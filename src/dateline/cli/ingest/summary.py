"""The balance of a run, as every command that ingests prints it."""

from __future__ import annotations

import os
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import colored, echo, echo_wrapped, style
from dateline.schemas.archive.ingest import KEYS, file_shapes, outcome_shape, report_shape
from dateline.values.outcome import Balance, Disposition, in_words
from dateline.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

_F = TypeVar("_F", bound="Callable[..., Any]")

_COLORS = {"failed": "red", "not annotated": "red", "rejected": "magenta"}
_EACH = 3  # places in a file that are printed one by one before the rest is summed up

FORMATS = (Format.TABLE, Format.JSON, Format.JSONL, Format.CSV, Format.IDS)


def report(balance: Balance, format: str, *, per_file: bool = False) -> int:
    """Print the balance, or with `per_file` the balance of each file, and a line on stderr for each
    problem. Return the exit code: 3 if anything failed, could not be annotated, or totals do not
    match, else 0."""
    _print_notes(balance)
    if format == Format.JSON:
        print_json(report_shape(balance))
    elif format == Format.IDS:
        for outcome in balance.outcomes:
            if outcome.id is not None:
                echo(outcome.id)
    elif per_file:
        _print_files(balance, format)
    elif format == Format.JSONL:
        print_jsonl(map(outcome_shape, balance.outcomes))
    elif format == Format.CSV:
        columns = ("disposition", "path", "where", "id", "title", "stage", "reason")
        rows = map(outcome_shape, balance.outcomes)
        print_csv(columns, ([getattr(row, column) for column in columns] for row in rows))
    else:
        _print_balance(balance)
    failed = balance.count(Disposition.FAILED) or balance.unannotated
    return 3 if failed or not balance.adds_up else 0


def per_file_option(function: _F) -> _F:
    """Give the command the parameter `per_file`."""
    help = "Print a line for each file; also with --jsonl and --csv."
    return click.option("--per-file", is_flag=True, help=help)(function)


def relative(path: str) -> str:
    """The path relative to the current folder if it is below it, else as it is."""
    here = os.path.relpath(path) if os.path.isabs(path) else path
    return path if here.startswith("..") else here


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)


def _print_notes(balance: Balance) -> None:
    """A line on stderr for each article that was not ingested, or ingested with a warning. If many
    places of a file have the same problem, a few get a line, and the rest get one together."""
    for path, part in balance.by_file().items():
        if not part.adds_up:
            _note(
                f"the totals of {relative(path)} do not match: {part.found} were found, "
                f"{len(part.outcomes)} have an outcome"
            )
        for count in filter(attrgetter("partial"), part.counts[path]):
            _note(
                f"note: {relative(path)}: its search found "
                f"{counted(count.declared, 'article')} ({count.where}), and it has "
                f"{count.found:,} of them"
            )
    for (label, path, text), places in _notes(balance).items():
        for where in places[:_EACH]:
            place = relative(path) + (f", {where}" if where else "")
            _note(f"{label}: {place}: {text}")
        if more := places[_EACH:]:
            _note(f"{label}: {relative(path)}: {text}: {len(more)} more, to {more[-1]}")


def _note(line: str) -> None:
    """The line on stderr, with the label of what was lost in color."""
    label, colon, rest = one_line(line).partition(":")
    color = _COLORS.get(label)
    shown = style(label, fg=color) if color else label
    echo_wrapped(f"{shown}{colon}{rest}", hang=2, err=True, color=colored("auto"))


def _notes(balance: Balance) -> dict[tuple[str, str, str], list[str | None]]:
    """The places of each problem in a file, by label, path and text."""
    found: dict[tuple[str, str, str], list[str | None]] = {}
    for outcome in balance.outcomes:
        notes = [("note", warning) for warning in outcome.warnings]
        if outcome.disposition in (Disposition.FAILED, Disposition.REJECTED):
            notes.insert(0, (outcome.disposition.value, outcome.reason or ""))
        elif outcome.stage is not None:
            notes.insert(0, ("not annotated", outcome.reason or ""))
        for label, text in notes:
            found.setdefault((label, outcome.path, text), []).append(outcome.where)
    return found


def _print_balance(balance: Balance) -> None:
    counts = {end.value: balance.count(end) for end in Disposition}
    lacking = f"; {balance.unannotated:,} could not be annotated" if balance.unannotated else ""
    echo(f"{balance.found:,} found: {in_words(counts) or 'nothing to ingest'}{lacking}")


def _print_files(balance: Balance, format: str) -> None:
    """A line for each file. A table leaves out columns of zeros."""
    files = list(file_shapes(balance))
    columns = ("path", "declared", "found", *KEYS.values())
    if format == Format.JSONL:
        print_jsonl(files)
    elif format == Format.CSV:
        print_csv(columns, ([getattr(file, column) for column in columns] for file in files))
    else:
        shown = [
            name
            for name in columns[1:]
            if name == "found" or any(getattr(file, name) for file in files)
        ]
        print_table(
            (*shown, "file"),
            [
                (*(_cell(getattr(file, name)) for name in shown), relative(file.path))
                for file in files
            ],
            right=" ".join(shown),
        )
        _print_balance(balance)
