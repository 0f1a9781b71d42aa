"""`dateline similar`."""

from __future__ import annotations

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.search.hits import print_heading
from dateline.cli.terminal.echo import colored, echo
from dateline.cli.terminal.pager import pager_option
from dateline.exports.tables.hits import COLUMNS, row
from dateline.schemas.search import similar_hit_shape, similar_shape
from dateline.values.search.similar import Similar


@click.command(
    "similar",
    short_help="Find articles about the same topic as another.",
    epilog="""\b
Examples:
  dateline similar 9a2d
  dateline similar draft.txt --limit 5 --json""",
)
@click.argument("what", metavar="ID|FILE")
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many articles to show.",
)
@format_options(*Format)
@pager_option
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, what: str, limit: int, format: str) -> int:
    """Find the articles that share the most distinctive words of another article: the one whose id
    begins with ID, or the one in FILE, which need not be in the archive.

    Distinctive words are frequent in the article and rare in the archive. The shared words are
    shown, most distinctive first.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        found = archive.similar(what, limit=limit)
    if format == Format.JSON:
        print_json(similar_shape(found))
    elif format == Format.JSONL:
        print_jsonl(map(similar_hit_shape, found.hits))
    elif format == Format.CSV:
        rows = ((*row(similar.hit), " ".join(similar.shared)) for similar in found.hits)
        print_csv((*COLUMNS, "shared"), rows)
    elif format == Format.IDS:
        for similar in found.hits:
            echo(similar.hit.id)
    else:
        _print(found)
    return 0 if found.hits else 1


def _print(found: Similar) -> None:
    color = colored("auto")
    for hit, shared in found.hits:
        print_heading(hit, color)
        echo(f"  shares {', '.join(shared)}\n")
    if not found.hits:
        echo("no other article shares its distinctive words", err=True)
