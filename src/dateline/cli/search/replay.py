"""`dateline replay`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.terminal.echo import echo, echo_wrapped
from dateline.cli.terminal.pager import pager_option
from dateline.visible import one_line

if TYPE_CHECKING:
    from dateline.values.archive.receipts import Replay

_COLUMNS = ("change", "id", "title", "why")


@click.command(
    "replay",
    short_help="Search again as a receipt says, and show what is different.",
    epilog="""\b
Examples:
  dateline search --receipt libya.json libya
  dateline replay libya.json
  dateline replay libya.json --json | jq .same""",
)
@click.argument("file", type=click.Path(dir_okay=False, readable=False))
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, file: str, format: str) -> int:
    """Search again as FILE says, which “dateline search --receipt” wrote, and list the articles
    that are new, gone or changed since, each with the reason where it is known.

    Exits with 0 if nothing is different, with 1 if anything is, and with 2 if FILE is not a
    receipt.
    """
    from dateline.schemas.archive.receipts import replay_shape, replayed_article_shape

    with location.open() as archive:
        replay = archive.replay(file)
    if format == Format.JSON:
        print_json(replay_shape(replay))
    elif format == Format.JSONL:
        print_jsonl(map(replayed_article_shape, replay.articles))
    elif format == Format.CSV:
        rows = ((each.change, each.id, each.title, "; ".join(each.why)) for each in replay.articles)
        print_csv(_COLUMNS, rows)
    else:
        _print(replay)
    return 1 if replay.articles else 0


def _print(replay: Replay) -> None:
    from dateline.values.archive.receipts import Change

    for change in Change:
        for article in replay.articles:
            if article.change is change:
                heading = f"{change:<8} {article.id}  {one_line(article.title or '')}"
                echo_wrapped(heading.rstrip(), hang=9)
                echo_wrapped(f"         {one_line('; '.join(article.why))}", hang=9)
    counts = [f"{replay.count(change):,} {change}" for change in Change]
    echo(f"{', '.join(counts)}, {replay.same:,} the same since {replay.receipt.at}")
    if not replay.same_archive:
        echo("note: this is not the archive of the receipt", err=True)
    if replay.parsed != replay.receipt.parsed:
        echo(f"note: the query is understood differently now: {one_line(replay.parsed)}", err=True)
    for name, (then, now) in replay.rules.items():
        echo(
            f"note: {one_line(name)} is {now or 'unknown'} now, not {one_line(then) or 'unknown'}",
            err=True,
        )
