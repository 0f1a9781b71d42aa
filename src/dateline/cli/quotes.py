"""`dateline quotes`."""

from __future__ import annotations

from itertools import islice

import click

from dateline.cli.common.counting import print_counted
from dateline.cli.common.event_lines import article_line, published
from dateline.cli.common.event_options import ids
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    archive_option,
    format_options,
    limit_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import colored, echo_wrapped, style
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.annotations import listed_quote_shape, quotes_shape
from dateline.values.annotations import QuoteKind
from dateline.values.events import QuoteLine

_COLUMNS = ("speaker", "role", "kind", "quote", "cue", "article", "title", "source", "published")


@click.command(
    "quotes",
    cls=QueryCommand,
    short_help="List quotations, with who said them.",
    epilog="""\b
Examples:
  dateline quotes libya
  dateline quotes --speaker ISPR --kind direct
  dateline quotes --speaker minister --saying steel date:2025-03
  dateline quotes --limit all --csv > quotes.csv""",
)
@click.argument("query", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Only quotes of this speaker: words of a name.")
@click.option(
    "--saying",
    metavar="QUERY",
    help="Only quotes whose own words match: 'tariff*', '\"free trade\"'.",
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in QuoteKind]),
    help="Only whole clauses in quotation marks (direct), a few quoted words (mixed), or reported "
    "speech without marks (indirect).",
)
@limit_option(20, "How many quotes to show.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    query: tuple[str, ...],
    speaker: str | None,
    saying: str | None,
    kind: str | None,
    limit: int | None,
    format: str,
) -> int:
    """List the quotes in the articles that match QUERY, with their speakers; without QUERY, in all
    articles. The newest article comes first.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        listed = archive.quotes(ids(archive, query), speaker=speaker, saying=saying)
        of_kind = (line for line in listed if kind in (None, line.quote.kind.value))
        shown = list(islice(of_kind, limit))
        more = next(of_kind, None) is not None
    if format == Format.JSON:
        print_json(quotes_shape(shown, more=more))
    elif format == Format.JSONL:
        print_jsonl(map(listed_quote_shape, shown))
    elif format == Format.CSV:
        print_csv(_COLUMNS, map(_row, shown))
    else:
        for line in shown:
            _print(line)
        print_counted(len(shown), "quote", more=more)
    return 0 if shown else 1


def _print(line: QuoteLine) -> None:
    quote = line.quote
    role = f", {quote.role}" if quote.role else ""
    color = colored("auto")
    echo_wrapped(
        f"{style(quote.name or 'nobody named', bold=True)}{role} [{quote.kind}]", color=color
    )
    echo_wrapped(f"  {' '.join(quote.span.text.split())}", color=color)
    echo_wrapped(style(f"  {article_line(line.heading)}\n", dim=True), color=color)


def _row(line: QuoteLine) -> tuple[object, ...]:
    quote, heading = line.quote, line.heading
    cue = quote.cue.text if quote.cue else None
    values = (quote.name, quote.role, quote.kind.value, quote.span.text, cue)
    return *values, heading.id, heading.title, heading.source, published(heading)
