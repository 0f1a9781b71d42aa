"""`dateline count`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import click

from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    archive_option,
    format_options,
    match_options,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo
from dateline.errors import QueryError, unreadable

if TYPE_CHECKING:
    from dateline.schemas.search import CountShape

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
    type=click.Path(allow_dash=True, dir_okay=False, readable=False),
    metavar="FILE",
    help="Count each query in FILE, one a line; - is standard input.",
)
@match_options
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    query: tuple[str, ...],
    batch: str | None,
    match: Literal["all", "any"],
    plain: bool,
    format: str,
) -> int:
    """Print how many articles match QUERY. Several arguments are one query.

    With --batch, print a count and its query for each line of FILE; blank lines are skipped. If a
    query has an error, a message names its line, and the other lines are counted.

    Exits with 1 if QUERY matches nothing, and with 2 if a query has an error.
    """
    if bool(query) == (batch is not None):
        raise click.UsageError("give a query, or --batch with a file of them")
    with location.open() as archive:
        if batch is None:
            articles = archive.count(" ".join(query), match=match, plain=plain)
            print_one(" ".join(query), articles, format)
            return 0 if articles else 1
        from dateline.schemas.search import CountShape

        failed = 0

        def counted() -> Iterator[CountShape]:
            nonlocal failed
            for number, text in enumerate(_lines(batch), 1):
                if not text.strip():
                    continue
                stripped = text.strip()
                try:
                    articles = archive.count(stripped, match=match, plain=plain)
                except QueryError as error:
                    failed += 1
                    column = len(text) - len(text.lstrip()) + error.position + 1
                    echo(f"{batch}:{number}:{column}: {error.message}", err=True)
                    yield CountShape(
                        line=number,
                        query=stripped,
                        articles=None,
                        error=error.message,
                        position=error.position,
                    )
                else:
                    yield CountShape(line=number, query=stripped, articles=articles)

        _print_all(counted(), format)
    if failed:
        echo("1 query has an error" if failed == 1 else f"{failed} queries have errors", err=True)
    return 2 if failed else 0


def _lines(path: str) -> Iterator[str]:
    """The lines of a file, or of standard input for “-”. Raises DatelineError if it cannot be
    read."""
    try:
        with click.open_file(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from file
    except OSError as error:
        raise unreadable(path, error) from error


def print_one(query: str, articles: int, format: str) -> None:
    """The count of one query."""
    if format == Format.TABLE:
        echo(str(articles))
        return
    from dateline.schemas.search import CountShape

    count = CountShape(query=query, articles=articles)
    if format == Format.JSON:
        print_json(count)
    else:
        _print_all(iter((count,)), format)


def _print_all(counts: Iterator[CountShape], format: str) -> None:
    """Each count is printed as soon as it is known; JSON, when all are."""
    if format == Format.JSON:
        from dateline.schemas.search import CountsShape

        print_json(CountsShape(counts=tuple(counts)))
    elif format == Format.JSONL:
        print_jsonl(counts)
    elif format == Format.CSV:
        print_csv(_COLUMNS, ([getattr(count, name) for name in _COLUMNS] for count in counts))
    else:
        for count in counts:
            if count.articles is not None:
                echo(f"{count.articles}\t{count.query}")
