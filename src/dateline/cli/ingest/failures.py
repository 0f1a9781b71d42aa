"""`dateline failures`, and `dateline failures retry`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    archive_option,
    format_options,
    jobs_option,
    source_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.ingest.summary import FORMATS, per_file_option, relative, report
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars
from dateline.schemas.archive.ingest import failure_shape, failures_shape
from dateline.values.listing import FailureFilter, RecordedFailure
from dateline.values.outcome import Disposition
from dateline.values.search.results import All

_F = TypeVar("_F", bound=Callable[..., Any])
_STAGES = ("find", "open", "read", "normalize", "store", "annotate")


def _filter_options(function: _F) -> _F:
    """Give the command the parameters `reason`, `stage` and `disposition`."""
    for disposition, help in (
        (Disposition.FAILED, "Only files and records that could not be read."),
        (Disposition.REJECTED, "Only files and records that are not articles."),
    ):
        function = click.option(
            f"--{disposition}", "disposition", flag_value=disposition.value, help=help
        )(function)
    function = click.option(
        "--stage", type=click.Choice(_STAGES), help="Only failures at this stage."
    )(function)
    return click.option(
        "--reason", metavar="TEXT", help="Only failures whose reason contains this text."
    )(function)


def _filter(reason: str | None, stage: str | None, disposition: str | None) -> FailureFilter:
    return FailureFilter(
        reason=reason, stage=stage, disposition=Disposition(disposition) if disposition else None
    )


@click.group(
    "failures",
    short_help="List what could not be ingested and why, or try it again.",
    invoke_without_command=True,
    epilog="""\b
Examples:
  dateline failures
  dateline failures --stage read --csv
  dateline failures retry --reason "no reader knows" """,
)
@_filter_options
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_context
def command(
    context: click.Context,
    reason: str | None,
    stage: str | None,
    disposition: str | None,
    format: str,
) -> int:
    """List what could not be ingested so far: its path, the stage that failed and the reason, which
    component failed, and the version of Dateline.

    Exits with 1 if there are none.
    """
    if context.invoked_subcommand is not None:
        if given := [name for name in context.params if _given(context, name)]:
            raise click.UsageError(f"put --{given[0]} after “{context.invoked_subcommand}”")
        return 0
    location: ArchiveLocation = context.obj
    failures = location.open().failures.all(_filter(reason, stage, disposition))
    if format == Format.JSON:
        print_json(failures_shape(failures))
    elif format == Format.JSONL:
        print_jsonl(map(failure_shape, failures))
    elif format == Format.CSV:
        rows = map(failure_shape, failures)
        print_csv(_COLUMNS, ([getattr(row, name) for name in _COLUMNS] for row in rows))
    elif failures:
        print_table(
            ("disposition", "stage", "tool", "dateline", "place", "reason"),
            [
                (
                    failure.disposition.value,
                    failure.stage,
                    failure.tool,
                    failure.dateline,
                    _place(failure),
                    failure.reason,
                )
                for failure in failures
            ],
        )
    else:
        echo("no failures found", err=True)
    return 0 if failures else 1


def _given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


_COLUMNS = (
    *("path", "where", "disposition", "stage", "reason", "tool", "dateline", "at", "original"),
    "article",
)


def _place(failure: RecordedFailure) -> str:
    return relative(failure.path) + (f", {failure.where}" if failure.where else "")


@command.command(
    "retry",
    epilog="""\b
Examples:
  dateline failures retry
  dateline failures retry --reason "no reader knows" --json""",
)
@_filter_options
@source_option
@jobs_option("Processes that read, as for ingest.")
@per_file_option
@format_options(*FORMATS)
@archive_option
@click.pass_obj
def retry(
    location: ArchiveLocation,
    reason: str | None,
    stage: str | None,
    disposition: str | None,
    source: str | None,
    jobs: int | All,
    per_file: bool,
    format: str,
) -> int:
    """Try the failures again, all of them or those chosen.

    Reads the bytes that were kept, or the path if no bytes could be kept. What succeeds is then in
    the archive and no longer a failure. Prints a balance like “dateline ingest”.

    Exits with 3 if anything failed again.
    """
    with progress_bars() as observer:
        balance = location.open().failures.retry(
            _filter(reason, stage, disposition),
            source=source,
            jobs=jobs,
            progress=observer,
        )
    return report(balance, format, per_file=per_file)
