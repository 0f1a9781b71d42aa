"""`dateline sources`."""

from __future__ import annotations

from typing import Literal

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_lines import shown_day
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo, echo_wrapped, style
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.archive.listing import SourcesShape, source_shape
from dateline.search.query.dates import period
from dateline.values.listing import ArticleLine, SourceOrder, SourceSummary
from dateline.values.moment import Moment


@click.command(
    "sources",
    short_help="List the publishers of the articles, by date.",
    epilog="""\b
Examples:
  dateline sources
  dateline sources --from 2025-07-01 --to 2025-07-31 --articles
  dateline sources --sort articles --csv""",
)
@click.option("--from", "start", metavar="DATE", help="Only articles from this day, month or year.")
@click.option("--to", "end", metavar="DATE", help="Only articles up to this day, month or year.")
@click.option(
    "--sort",
    type=click.Choice([order.value for order in SourceOrder]),
    default=SourceOrder.LAST.value,
    show_default=True,
    help="By latest date (newest first), first date, name, or number of articles (most first).",
)
@click.option("--articles", is_flag=True, help="List each source's articles by date, newest first.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    start: str | None,
    end: str | None,
    sort: Literal["name", "first", "last", "articles"],
    articles: bool,
    format: str,
) -> int:
    """List the sources of the articles, each with its number of articles and their dates.

    Dates are those of the article's own calendar, as printed. An article whose date is known only
    to the month counts in a range that includes the whole month.

    Exits with 1 if there are none.
    """
    archive = location.open()
    first, last = period(start, end)
    listed = [
        (source, archive.source_articles(source, start=first, end=last) if articles else None)
        for source in archive.sources(start=first, end=last, sort=sort)
    ]
    if format == Format.JSON:
        print_json(SourcesShape(sources=tuple(source_shape(*pair) for pair in listed)))
    elif format == Format.JSONL:
        print_jsonl(source_shape(*pair) for pair in listed)
    elif format == Format.CSV and articles:
        columns = ("source", "domain", "published", "id", "title")
        print_csv(
            columns,
            (
                (source.name, source.domain, _value(line.published), line.id, line.title)
                for source, lines in listed
                for line in lines or ()
            ),
        )
    elif format == Format.CSV:
        print_csv(
            ("name", "domain", "first", "last", "articles"), map(_row, (s for s, _ in listed))
        )
    else:
        _print(listed)
    return 0 if listed else 1


def _value(moment: Moment | None) -> str | None:
    return moment.value if moment else None


def _row(source: SourceSummary) -> tuple[object, ...]:
    first, last = _value(source.first), _value(source.last)
    return source.name, source.domain, first, last, source.articles


def _print(listed: list[tuple[SourceSummary, tuple[ArticleLine, ...] | None]]) -> None:
    if not listed:
        echo("no article in this range of dates", err=True)
    elif listed[0][1] is None:
        print_table(
            ("last", "first", "articles", "source"),
            [(*_span(source), str(source.articles), _named(source)) for source, _ in listed],
            right="articles",
        )
    else:
        for source, lines in listed:
            count = counted(source.articles, "article")
            echo(f"{style(_named(source), bold=True)}, {count}")
            for line in lines or ():
                when = shown_day(line.published)
                echo_wrapped(f"  {when:<10}  {line.id}  {line.title or '(no title)'}", hang=32)
            echo()


def _named(source: SourceSummary) -> str:
    if source.name and source.domain:
        return f"{source.name} ({source.domain})"
    return source.label


def _span(source: SourceSummary) -> tuple[str, str]:
    return shown_day(source.last), shown_day(source.first)
