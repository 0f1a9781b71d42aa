"""`dateline tag`."""

from __future__ import annotations

from itertools import takewhile

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.common.selection import selected
from dateline.cli.terminal.echo import echo


@click.command(
    "tag",
    cls=QueryCommand,
    short_help="Give articles tags, take tags away, or list all tags.",
    epilog="""\b
Examples:
  dateline tag +steel "+to read" 9a2d10a1
  dateline tag +checked -"to read" tag:"to read" date:2025
  dateline search libya --limit all --format ids | dateline tag +libya -
  dateline search tag:steel
  dateline tag""",
)
@click.argument("query", nargs=-1, metavar="[+TAG|-TAG]... [ID]...|[QUERY]")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, query: tuple[str, ...], format: str) -> int:
    """Give the articles with these IDs, or all that QUERY matches, each +TAG, and take each -TAG.

    “-” instead of IDs reads them from standard input. Without arguments, list all tags with the
    number of their articles. “tag:” searches for tags, “keyword:” for those of the publisher.

    Exits with 1 if no article matches or no tag is listed.
    """
    if not query:
        return _list(location, format)
    changes = tuple(takewhile(lambda word: word[:1] in "+-" and len(word) > 1, query))
    if not changes:
        raise click.UsageError("say which tags: +TAG gives one, -TAG takes one away")
    with location.open() as archive:
        ids = selected(archive, query[len(changes) :])
        changed = archive.curation.tag(
            ids,
            add=[word[1:] for word in changes if word[0] == "+"],
            remove=[word[1:] for word in changes if word[0] == "-"],
        )
    if format in (Format.JSON, Format.JSONL):
        from dateline.schemas.curation import TaggedShape

        report = TaggedShape(articles=len(ids), changed=changed)
        print_json(report) if format == Format.JSON else print_jsonl([report])
    else:
        echo(f"{counted(len(ids), 'article')}, {changed:,} changed", err=True)
    return 0 if ids else 1


def _list(location: ArchiveLocation, format: str) -> int:
    from dateline.schemas.curation import tag_shape, tags_shape

    with location.open() as archive:
        tags = archive.curation.tags()
    if format == Format.JSON:
        print_json(tags_shape(tags))
    elif format == Format.JSONL:
        print_jsonl(tag_shape(*pair) for pair in tags.items())
    elif format == Format.CSV:
        print_csv(("tag", "articles"), tags.items())
    elif tags:
        rows = [(str(number), tag) for tag, number in tags.items()]
        print_table(("articles", "tag"), rows, right="articles")
    else:
        echo("no tags", err=True)
    return 0 if tags else 1
