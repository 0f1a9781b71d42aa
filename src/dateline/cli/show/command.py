"""`dateline show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.common.terminal import echo, echo_bytes, style
from dateline.cli.show.annotations import print_annotations
from dateline.cli.show.copies import print_copies
from dateline.cli.show.dates import print_dates
from dateline.cli.show.versions import numbered, print_difference, print_versions
from dateline.schemas.annotations import annotations_shape
from dateline.schemas.article import article_shape
from dateline.values.annotations import Annotations
from dateline.values.article import ArchivedArticle
from dateline.values.events import CodedEvent
from dateline.visible import one_line

if TYPE_CHECKING:
    from dateline.archive import Archive


@click.command(
    "show",
    short_help="Show one article in full, with its annotations and evidence.",
    epilog="""\b
Examples:
  dateline show 0a5d
  dateline show 0a5d --json | jq .evidence.published
  dateline show 0a5d --dates
  dateline show 0a5d --versions
  dateline show 0a5d --diff 1 2""",
)
@click.argument("id")
@click.option(
    "--original", is_flag=True, help="Print the file that it was read from, byte for byte."
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
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    id: str,
    *,
    original: bool,
    dates: bool,
    number: int | None,
    copies: bool,
    versions: bool,
    diff: tuple[int, int] | None,
    format: str,
) -> int:
    """Show the article whose id begins with ID (four digits or more).

    Prints its fields and text; the people, organizations, places, times, quotes and events in it
    (docs/events.md); and the evidence for each field.

    Exits with 1 if --copies finds none, and with 2 if there is no such article or version.
    """
    _refuse_together(original=original, dates=dates, copies=copies, versions=versions, diff=diff)
    _refuse_together(version=number is not None, copies=copies, versions=versions, diff=diff)
    archive = location.open()
    if versions:
        print_versions(archive.versions(id), format)
        return 0
    if copies:
        return print_copies(archive.article(id), archive.copies(id), format)
    if diff is not None:
        every = archive.versions(id)
        print_difference(numbered(every, diff[0]), numbered(every, diff[1]), format)
        return 0
    article = numbered(archive.versions(id), number) if number else archive.article(id)
    if original:
        echo_bytes(archive.original(article))
    elif dates:
        print_dates(article, format)
    elif format in (Format.JSON, Format.JSONL):
        shape = article_shape(article, annotations_shape(*_read(archive, article)))
        if format == Format.JSON:
            print_json(shape)
        else:
            print_jsonl([shape])
    elif format == Format.CSV:
        row = dict(_lines(article)) | {"body": article.body}
        print_csv(list(row), [list(row.values())])
    else:
        _print(article)
        print_annotations(*_read(archive, article))
        _print_evidence(article)
    return 0


def _read(archive: Archive, article: ArchivedArticle) -> tuple[Annotations, tuple[CodedEvent, ...]]:
    """The annotations of the article, and its events in the order of the text. Both are empty for a
    version that is not the current one."""
    annotated = archive.annotated(article.id)
    if annotated.version != article.version:
        return Annotations(), ()
    return annotated.annotations, annotated.events


def _refuse_together(**asked: object) -> None:
    """Raise click's UsageError if two options are given that exclude each other."""
    named = [name for name, wanted in asked.items() if wanted]
    if len(named) > 1:
        raise click.UsageError(f"--{named[0]} and --{named[1]} cannot be used together")


def _lines(article: ArchivedArticle) -> Iterator[tuple[str, str]]:
    """The fields that fit in a line and have a value, in reading order."""
    yield "id", article.id
    if article.version > 1:
        yield "version", str(article.version)
    if article.copy_of:
        yield "copy of", article.copy_of
    if article.story != article.id:
        yield "story", article.story
    yield "title", article.title or "(none)"
    for field in ("subtitle", "dateline", "section", "language", "url"):
        if value := getattr(article, field):
            yield field, value
    if article.canonical_url not in (None, article.url):
        yield "canonical url", str(article.canonical_url)
    yield (
        "source",
        article.source.label
        + (f" ({article.source.domain})" if article.source.name and article.source.domain else ""),
    )
    for name, moment in (("published", article.published), ("updated", article.updated)):
        if moment:
            time = moment.value + (moment.offset or "")
            yield name, f"{time} ({moment.precision}): {moment.basis}"
    if not article.published:
        yield "published", "unknown"
    for name, several in (
        ("authors", article.authors),
        ("credit", article.credit),
        ("keywords", article.keywords),
    ):
        if several:
            yield name, ", ".join(several)
    if article.paywalled is not None:
        yield "paywalled", "yes" if article.paywalled else "no"
    where = f" ({article.original.record})" if article.original.record else ""
    yield "original", f"{article.original.sha256}, {article.original.size} bytes{where}"
    for path in article.original.locations:
        yield "found at", path


def _print(article: ArchivedArticle) -> None:
    for name, value in _lines(article):
        echo(f"{style(f'{name:>13}', dim=True)}  {one_line(value)}")
    if article.summary:
        echo()
    for bullet in article.summary:
        echo(f"  • {bullet}")
    for caption in article.captions:
        credit = f" ({caption.credit})" if caption.credit else ""
        echo(f"\n  [caption] {caption.text}{credit}")
    echo(f"\n{article.body}\n")


def _print_evidence(article: ArchivedArticle) -> None:
    echo(style("evidence", dim=True))
    for field, found in article.evidence.items():
        text = found.note or found.text or ""
        shown = f"{text[:77]}…" if len(text) > 78 else text
        where = f" in {found.where}" if found.where else ""
        echo(f"{field:>13}  {one_line(f'{found.method}{where}: {shown}')}")
