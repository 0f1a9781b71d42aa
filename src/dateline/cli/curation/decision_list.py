"""`dateline decisions`."""

from __future__ import annotations

import click

from dateline.cli.common.decision_lines import described, shown_time
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    archive_option,
    format_options,
    limit_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.curation import decision_shape, decisions_shape

_COLUMNS = ("at", "by", "action", "article", "decision", "reason")


@click.command(
    "list",
    epilog="""\b
Examples:
  dateline decisions
  dateline decisions 9a2d10a1
  dateline decisions --limit all --jsonl""",
)
@click.argument("id", required=False)
@limit_option(50, "How many to list, the newest.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, id: str | None, limit: int | None, format: str) -> int:
    """List what people decided, newest last: of all, or of the article whose id begins with ID.

    Exits with 1 if there is nothing.
    """
    with location.open() as archive:
        found = archive.curation.decisions(id)
    found = found if limit is None else found[-limit:]
    if format == Format.JSON:
        print_json(decisions_shape(found))
    elif format == Format.JSONL:
        print_jsonl(map(decision_shape, found))
    else:
        rows = [
            (
                each.at if format == Format.CSV else shown_time(each.at),
                each.by,
                each.action.value,
                each.article or "",
                described(each),
                each.reason or "",
            )
            for each in found
        ]
        if format == Format.CSV:
            print_csv(_COLUMNS, rows)
        elif rows:
            print_table(_COLUMNS, rows)
        else:
            echo("no decisions", err=True)
    return 0 if found else 1
