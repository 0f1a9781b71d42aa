"""`dateline count`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TextIO

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.common.query_command import QueryCommand
from dateline.errors import QueryError

_COLUMNS = ("line", "query", "articles", "error", "position")


@click.command(
    "count",
    cls=QueryCommand,
    short_help="Count the articles that match a query, or each of many.",
    epilog="""\b
Examples:
  dateline count libya date:2025
  dateline count --batch queries.txt --csv
  printf 'libya\\npakistan\\n' | dateline count --batch -""",
)
@click.argument("query", nargs=-1)
@click.option(
    "--batch",
    type=click.File(encoding="utf-8-sig", errors="surrogateescape"),
    metavar="FILE",
    help="Count each of the queries in FILE, one a line; - is standard input.",
)
@click.option("--any", "match", flag_value="any", default="all", help="Not every word need match.")
@click.option("--plain", is_flag=True, help="Take queries as words only: no sign has a meaning.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    query: tuple[str, ...],
    batch: TextIO | None,
    match: Literal["all", "any"],
    plain: bool,
    format: str,
) -> int:
    """Print how many articles match QUERY; several arguments are one query.

    With --batch, a count and its query for each line; blank lines are passed over. A line that
    is no query is an error that names the line, the others are counted all the same, and the
    exit code is 2. A single query that matches nothing exits with 1.
    """
    if bool(query) == (batch is not None):
        raise click.UsageError("give a query, or --batch with a file of them")
    with location.open() as archive:
        if batch is None:
            articles = archive.count(" ".join(query), match=match, plain=plain)
            line: dict[str, Any] = {"query": " ".join(query), "articles": articles}
            print_one(line, format)
            return 0 if articles else 1
        failed = 0

        def counted() -> Iterator[dict[str, Any]]:
            nonlocal failed
            for number, text in enumerate(batch, 1):
                if not text.strip():
                    continue
                line = {"line": number, "query": text.strip(), "articles": None}
                try:
                    line["articles"] = archive.count(text.strip(), match=match, plain=plain)
                except QueryError as error:
                    failed += 1
                    line |= {"error": error.message, "position": error.position}
                    column = len(text) - len(text.lstrip()) + error.position + 1
                    click.echo(f"{batch.name}:{number}:{column}: {error.message}", err=True)
                yield line

        _print_all(counted(), format)
    if failed:
        click.echo(
            "1 line is no query" if failed == 1 else f"{failed} lines are no queries", err=True
        )
    return 2 if failed else 0


def print_one(line: dict[str, Any], format: str) -> None:
    """The count of one query."""
    if format == Format.JSON:
        print_json(line)
    elif format == Format.TABLE:
        click.echo(line["articles"])
    else:
        _print_all(iter((line,)), format)


def _print_all(lines: Iterator[dict[str, Any]], format: str) -> None:
    """Each line is printed when it has been counted; JSON, when all have."""
    if format == Format.JSON:
        print_json({"counts": list(lines)})
    elif format == Format.JSONL:
        print_jsonl(lines)
    elif format == Format.CSV:
        print_csv(_COLUMNS, ([line.get(name) for name in _COLUMNS] for line in lines))
    else:
        for line in lines:
            if line["articles"] is not None:
                click.echo(f"{line['articles']}\t{line['query']}")
