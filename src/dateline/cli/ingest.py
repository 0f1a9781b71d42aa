"""`dateline ingest`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import Format, Place, archive_option, format_options
from dateline.cli.printing import print_csv, print_json, print_jsonl
from dateline.values.outcome import Balance, Fate, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.ingest.run import Watch

_KEYS = {
    Fate.ADDED: "added",
    Fate.VERSION: "versions",
    Fate.COPY: "copies",
    Fate.UNCHANGED: "unchanged",
    Fate.REJECTED: "rejected",
    Fate.FAILED: "failed",
}


@click.command(
    "ingest",
    short_help="Take in files and folders of articles.",
    epilog="""\b
Examples:
  dateline ingest clippings
  dateline ingest --source "Arab News" page.html story.txt
  zcat dump.jsonl.gz | dateline ingest -""",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--source", metavar="NAME", help="Who published all of these articles.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=0),
    help="Processes that read, beside the one that writes; 0: none. "
    "Default: one for each core, if there is enough to read.",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV, Format.IDS)
@archive_option
@click.pass_obj
def command(
    place: Place, paths: tuple[str, ...], source: str | None, jobs: int | None, format: str
) -> int:
    """Take in the articles in PATHS: files, folders with all that is below them, or - for
    standard input.

    Plain text, HTML, JSON and JSON lines are told apart by their content; gzip is undone. Every
    file is kept byte for byte. What was taken in before is found unchanged and added no second
    time. Exits with 3 if anything failed, with 2 if nothing could be tried.
    """
    archive = place.open()
    new = not archive.settings.exists
    with _progress() as (reading, indexing):
        balance = archive.ingest(
            paths,
            source=source,
            jobs=jobs,
            stdin=sys.stdin.buffer,
            reading=reading,
            indexing=indexing,
        )
    if new:
        click.echo(f"made a new archive in {archive.settings.root}", err=True)
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
        place = _relative(outcome.path) + (f", {outcome.where}" if outcome.where else "")
        if outcome.fate in (Fate.FAILED, Fate.REJECTED):
            click.echo(f"{outcome.fate}: {place}: {outcome.reason}", err=True)
        for warning in outcome.warnings:
            click.echo(f"note: {place}: {warning}", err=True)


def _relative(path: str) -> str:
    here = os.path.relpath(path) if os.path.isabs(path) else path
    return path if here.startswith("..") else here


def _print_balance(balance: Balance) -> None:
    parts = [f"{balance.count(fate)} {key}" for fate, key in _KEYS.items() if balance.count(fate)]
    click.echo(f"{balance.found} found: {', '.join(parts) or 'nothing to take in'}")
    if not balance.adds_up:
        click.echo(
            f"the balance does not add up: {balance.found} were found, "
            f"{len(balance.outcomes)} came to an end",
            err=True,
        )


@contextmanager
def _progress() -> Iterator[tuple[Watch, Callable[[int], None]]]:
    """Two callables that move a progress bar on stderr; they do nothing if it is no terminal."""
    if not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return
    from dateline.cli.progress import bars

    with bars() as moved:
        yield moved
