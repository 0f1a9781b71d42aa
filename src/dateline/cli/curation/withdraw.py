"""`dateline decisions withdraw`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo


@click.command(
    "withdraw",
    epilog="""\b
Examples:
  dateline decisions withdraw 2025-07-18T14:30:05.123456Z
  dateline decisions withdraw --reason "wrong article" 2025-07-18T14:30:05.123456Z""",
)
@click.argument("times", metavar="TIME…", nargs=-1, required=True)
@click.option("--reason", help="Why.")
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, times: tuple[str, ...], reason: str | None) -> None:
    """Take back the decisions of each TIME, all or none, as if they had never been made.
    “dateline decisions --csv” has the times.

    A withdrawal is a decision, too, and can be taken back. Deletions, mended files and runs that
    were undone cannot. Exits with 2 for a time of no decision.
    """
    with location.open() as archive:
        archive.curation.withdraw(times, reason=reason)
    echo(f"{counted(len(set(times)), 'decision')} taken back")
