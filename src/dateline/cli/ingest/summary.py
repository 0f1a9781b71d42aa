"""What a run made of all that it found, as every command that takes things in reports it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.common.terminal import shown
from dateline.values.outcome import Balance, Disposition, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

_F = TypeVar("_F", bound="Callable[..., Any]")

_EACH = 3  # places in a file that are told one by one before the rest is summed up

FORMATS = (Format.TABLE, Format.JSON, Format.JSONL, Format.CSV, Format.IDS)

_KEYS = {
    Disposition.ADDED: "added",
    Disposition.VERSION: "versions",
    Disposition.COPY: "copies",
    Disposition.UNCHANGED: "unchanged",
    Disposition.REJECTED: "rejected",
    Disposition.FAILED: "failed",
}


def report(balance: Balance, format: str, *, per_file: bool = False) -> int:
    """The balance is printed, or with `per_file` that of each file, with a line on stderr for
    each trouble; return the exit code: 3 if anything failed or a sum is off, else 0."""
    _print_notes(balance)
    taken = [o for o in balance.outcomes if o.id is not None]
    if format == Format.JSON:
        print_json(_document(balance, taken))
    elif format == Format.IDS:
        for outcome in taken:
            click.echo(outcome.id)
    elif per_file:
        _print_files(balance, format)
    elif format == Format.JSONL:
        print_jsonl(map(_line, balance.outcomes))
    elif format == Format.CSV:
        columns = ("fate", "path", "where", "id", "title", "stage", "reason")
        print_csv(columns, ([_line(o)[column] for column in columns] for o in balance.outcomes))
    else:
        _print_balance(balance)
    return 3 if balance.count(Disposition.FAILED) or not balance.adds_up else 0


def per_file_option(function: _F) -> _F:
    """Give the command the parameter `per_file`."""
    help = "A line for each file, also in --jsonl and --csv."
    return click.option("--per-file", is_flag=True, help=help)(function)


def relative(path: str) -> str:
    """The path from here, where it is below here; else as it is."""
    here = os.path.relpath(path) if os.path.isabs(path) else path
    return path if here.startswith("..") else here


def _counts(balance: Balance) -> dict[str, int]:
    dispositions = Counter(outcome.disposition for outcome in balance.outcomes)
    return {
        "found": balance.found,
        **{key: dispositions[disposition] for disposition, key in _KEYS.items()},
    }


def _files(balance: Balance) -> Iterator[dict[str, Any]]:
    for path, one in balance.by_file().items():
        yield {"path": path, "declared": one.declared, **_counts(one)}


def _document(balance: Balance, taken: list[Outcome]) -> dict[str, Any]:
    return {
        **_counts(balance),
        "articles": [
            {
                "id": outcome.id,
                "path": outcome.path,
                "where": outcome.where,
                "title": outcome.title,
                "fate": outcome.disposition,
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
                "fate": outcome.disposition,
            }
            for outcome in balance.failures
        ],
        "files": list(_files(balance)),
    }


def _line(outcome: Outcome) -> dict[str, Any]:
    return {
        "fate": outcome.disposition,
        "path": outcome.path,
        "where": outcome.where,
        "id": outcome.id,
        "title": outcome.title,
        "stage": outcome.stage,
        "reason": outcome.reason,
        "warnings": list(outcome.warnings),
    }


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)


def _print_notes(balance: Balance) -> None:
    """A line on stderr for each thing that was not taken in, or taken with a doubt; of what is
    the same all over a file a few lines and the rest in one."""
    for path, one in balance.by_file().items():
        if not one.adds_up:
            _note(
                f"the balance of {relative(path)} does not add up: {one.found} were found, "
                f"{len(one.outcomes)} came to an end"
            )
        for count in filter(attrgetter("partial"), one.counts[path]):
            _note(
                f"note: {relative(path)}: of the {count.declared:,} articles that its search "
                f"found ({count.where}), {count.found:,} are in it"
            )
    for (label, path, text), places in _notes(balance).items():
        for where in places[:_EACH]:
            place = relative(path) + (f", {where}" if where else "")
            _note(f"{label}: {place}: {text}")
        if more := places[_EACH:]:
            _note(f"{label}: {relative(path)}: {text}: {len(more)} more, to {more[-1]}")


def _note(line: str) -> None:
    click.echo(shown(line), err=True)


def _notes(balance: Balance) -> dict[tuple[str, str, str], list[str | None]]:
    """Where in each file something is to be said, by what it is: its label, the path, the text."""
    found: dict[tuple[str, str, str], list[str | None]] = {}
    for outcome in balance.outcomes:
        notes = [("note", warning) for warning in outcome.warnings]
        if outcome.disposition in (Disposition.FAILED, Disposition.REJECTED):
            notes.insert(0, (outcome.disposition.value, outcome.reason or ""))
        for label, text in notes:
            found.setdefault((label, outcome.path, text), []).append(outcome.where)
    return found


def _print_balance(balance: Balance) -> None:
    found, *ends = _counts(balance).items()
    parts = [f"{count} {key}" for key, count in ends if count]
    click.echo(f"{found[1]} found: {', '.join(parts) or 'nothing to take in'}")


def _print_files(balance: Balance, format: str) -> None:
    """A line for each file; columns of zeros are left out of a table."""
    files = list(_files(balance))
    columns = ("path", "declared", "found", *_KEYS.values())
    if format == Format.JSONL:
        print_jsonl(files)
    elif format == Format.CSV:
        print_csv(columns, ([one[column] for column in columns] for one in files))
    else:
        shown = [name for name in columns[1:] if name == "found" or any(f[name] for f in files)]
        print_table(
            (*shown, "file"),
            [(*(_cell(one[name]) for name in shown), relative(one["path"])) for one in files],
            right=" ".join(shown),
        )
        _print_balance(balance)
