"""`dateline show`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from dateline.archive.records import record
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_object
from dateline.cli.show.annotations import print_annotations
from dateline.cli.show.copies import print_copies
from dateline.cli.show.dates import print_dates
from dateline.cli.show.details import fields, print_evidence, print_fields
from dateline.cli.show.groups import print_groups
from dateline.cli.show.labels import print_labels
from dateline.cli.show.page import print_page
from dateline.cli.show.versions import print_difference, print_versions
from dateline.cli.terminal.echo import echo, echo_bytes
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.shape import SCHEMA_VERSION
from dateline.values.annotations import Annotations
from dateline.values.article import ArchivedArticle
from dateline.values.events import CodedEvent

if TYPE_CHECKING:
    from dateline.archive import Archive


@click.command(
    "show",
    short_help="Show one article in full, with its annotations and evidence.",
    epilog="""\b
Examples:
  dateline show 0a5d
  dateline show 0a5d --evidence
  dateline show 0a5d --json | jq .evidence.published
  dateline show 0a5d --dates
  dateline show 0a5d --versions
  dateline show 0a5d --diff 1 2""",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--original", is_flag=True, help="Print what it was read from: the file, or its part of it."
)
@click.option(
    "--whole-file", is_flag=True, help="Print the file that it was read from, byte for byte."
)
@click.option(
    "--evidence", is_flag=True, help="Show every field and annotation too, with its evidence."
)
@click.option("--dates", is_flag=True, help="List every date found, and why it was chosen or not.")
@click.option("--version", "number", type=click.IntRange(min=1), help="Show an older version.")
@click.option("--copies", is_flag=True, help="List its near copies, with their similarity.")
@click.option("--versions", is_flag=True, help="List its versions, oldest first.")
@click.option(
    "--diff",
    nargs=2,
    type=click.IntRange(min=1),
    metavar="N N",
    help="Show what differs between two versions.",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    ids: tuple[str, ...],
    *,
    original: bool,
    whole_file: bool,
    evidence: bool,
    dates: bool,
    number: int | None,
    copies: bool,
    versions: bool,
    diff: tuple[int, int] | None,
    format: str,
) -> int:
    """Show the articles whose ids begin with ID (four digits or more).

    Prints headline, byline, source and text, then the people, organizations, places, times, quotes
    and events in it (docs/events.md). --evidence and --json print all that is known of it.

    Exits with 1 if --copies finds none, and with 2 if there is no such article or version.
    """
    views = {
        "original": original or whole_file,
        "dates": dates,
        "copies": copies,
        "versions": versions,
        "diff": bool(diff),
    }
    of_one = {**views, "version": number is not None}
    _refuse_together(views)
    _refuse_together({**of_one, "original": False, "dates": False})  # these take a version
    for name in (name for name, wanted in of_one.items() if wanted and len(ids) > 1):
        raise click.UsageError(f"--{name} takes one ID, not {len(ids)}")
    archive, id = location.open(), ids[0]
    if versions:
        print_versions(archive.versions(id), format)
        return 0
    if copies:
        return print_copies(archive.article(id), archive.copies(id), format)
    if diff is not None:
        print_difference(archive.version(id, diff[0]), archive.version(id, diff[1]), format)
        return 0
    articles = [archive.article(id) for id in dict.fromkeys(ids)]
    if number:
        articles = [archive.version(id, number)]
    if whole_file:
        echo_bytes(archive.original(articles[0]))
    elif original:
        echo_bytes(archive.record(articles[0]))
    elif dates:
        print_dates(articles[0], format)
    elif format == Format.TABLE:
        for at, article in enumerate(articles):
            if at:
                echo(f"\n{'─' * 20}\n")
            _print(archive, article, evidence=evidence)
    else:
        _print_data(archive, articles, format)
    return 0


def _print(archive: Archive, article: ArchivedArticle, *, evidence: bool) -> None:
    annotations, events = _read(archive, article)
    print_page(article)
    print_labels(archive.curation.labels(article.id))
    if evidence:
        print_fields(article)
        print_annotations(annotations, events)
        print_evidence(article)
    else:
        print_groups(annotations, events)


def _print_data(archive: Archive, articles: list[ArchivedArticle], format: str) -> None:
    if format == Format.CSV:
        rows = [dict(fields(article)) | {"body": article.body} for article in articles]
        columns = list(dict.fromkeys(name for row in rows for name in row))
        print_csv(columns, ([row.get(name) for name in columns] for row in rows))
        return
    objects = [record(archive, article) for article in articles]
    if format == Format.JSONL:
        for one in objects:
            print_object(one)
    elif len(objects) == 1:
        print_object(objects[0], indent=2)
    else:
        several = [{key: one[key] for key in one if key != "schema_version"} for one in objects]
        print_object({"schema_version": SCHEMA_VERSION, "articles": several}, indent=2)


def _read(archive: Archive, article: ArchivedArticle) -> tuple[Annotations, tuple[CodedEvent, ...]]:
    """The annotations of the article, and its events in the order of the text. Both are empty for a
    version that is not the current one."""
    annotated = archive.annotated(article.id)
    if annotated.version != article.version:
        return Annotations(), ()
    return annotated.annotations, annotated.events


def _refuse_together(asked: Mapping[str, bool]) -> None:
    """Raise click's UsageError if two of these options are given."""
    named = [name for name, wanted in asked.items() if wanted]
    if len(named) > 1:
        raise click.UsageError(f"--{named[0]} and --{named[1]} cannot be used together")
