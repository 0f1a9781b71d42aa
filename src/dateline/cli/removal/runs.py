"""`dateline runs`, and `dateline runs undo`."""

from __future__ import annotations

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.removal.preview import agreed, print_preview, print_removed
from dateline.cli.terminal.echo import echo
from dateline.schemas.archive.runs import run_shape, runs_shape
from dateline.values.archive.runs import RecordedRun
from dateline.values.outcome import in_words

_COUNTS = ("found", "added", "version", "copy", "unchanged", "rejected", "failed")


@click.group(
    "runs",
    short_help="List what was ingested when, and take a run back.",
    invoke_without_command=True,
    epilog="""\b
Examples:
  dateline runs
  dateline search run:last
  dateline runs undo 12""",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_context
def command(context: click.Context, format: str) -> int:
    """List the runs of ingest, oldest first: when each began, what it was to read, what became of
    it, and how many versions of articles that it added are in the archive now.

    Exits with 1 if there are none.
    """
    if context.invoked_subcommand is not None:
        return 0
    location: ArchiveLocation = context.obj
    with location.open() as archive:
        runs = archive.runs.all()
    if format == Format.JSON:
        print_json(runs_shape(runs))
    elif format == Format.JSONL:
        print_jsonl(map(run_shape, runs))
    elif format == Format.CSV:
        columns = ("number", "what", "by", "started", "ended", *_COUNTS, "undone", "here", "paths")
        print_csv(columns, map(_cells, runs))
    elif runs:
        print_table(
            ("run", "began", "what", "balance", "here", "paths"),
            list(map(_row, runs)),
            right="run here",
        )
    else:
        echo("nothing was ingested yet", err=True)
    return 0 if runs else 1


@command.command(
    "undo",
    epilog="""\b
Examples:
  dateline runs undo 12
  dateline runs undo 12 --yes --json""",
)
@click.argument("number", type=click.IntRange(min=1))
@click.option("--yes", is_flag=True, help="Do not ask.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def undo(location: ArchiveLocation, number: int, *, yes: bool, format: str) -> int:
    """Take back what came only with the run of this NUMBER: articles, versions of articles, files
    and failures. What another run found as well stays. The same files can be ingested again.

    Shows what would go and asks. Exits with 1 if the answer is no, and with 2 if nobody can be
    asked and there is no --yes, and for a run that is not there.
    """
    with location.open() as archive:
        print_preview(archive.runs.preview(number))
        if not agreed(f"take back run {number}?", yes=yes):
            return 1
        removal = archive.runs.undo(number)
    print_removed(removal, "taken back", format)
    return 0


def _row(run: RecordedRun) -> tuple[str, ...]:
    if run.number is None:
        return "", "", "", "before runs were kept", str(run.versions), ""
    if run.undone is not None:
        balance = f"taken back on {run.undone[:10]}"
    elif run.balance is None:
        balance = "unfinished"
    else:
        balance = in_words(run.balance) or "nothing found"
    paths = ", ".join(run.paths)
    return str(run.number), run.started or "", run.what, balance, str(run.versions), paths


def _cells(run: RecordedRun) -> tuple[object, ...]:
    counts = run.balance or {}
    return (
        *(run.number, run.what, run.by, run.started, run.ended),
        *(counts.get(name) for name in _COUNTS),
        *(run.undone, run.versions, ", ".join(run.paths)),
    )
