"""`dateline saved`: searches that people save."""

from __future__ import annotations

from typing import Literal

import click

from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    archive_option,
    format_options,
    match_options,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo
from dateline.values.listing import SavedSearch

_COLUMNS = ("name", "query", "match", "plain", "added")


@click.group(
    "saved",
    short_help="Save searches under a name, and run them again.",
    epilog="""\b
Examples:
  dateline saved add talks '"trade talks" date:"last week"'
  dateline saved list
  dateline saved run talks --sort newest --json
  dateline saved rm talks""",
)
def command() -> None:
    """Save searches in the archive under a name, and run them again."""


@command.command(
    "add",
    cls=QueryCommand,
    epilog="""\b
Examples:
  dateline saved add talks '"trade talks" date:"last week"'""",
)
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@match_options
@archive_option
@click.pass_obj
def add(
    location: ArchiveLocation,
    *,
    name: str,
    query: tuple[str, ...],
    match: Literal["all", "any"],
    plain: bool,
) -> None:
    """Save QUERY under NAME.

    Exits with 2 if the query has an error or the name is used already.
    """
    with location.open() as archive:
        archive.saved.add(name, " ".join(query), match=match, plain=plain)


@command.command(
    "list",
    epilog="""\b
Examples:
  dateline saved list --json""",
)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def list_(location: ArchiveLocation, *, format: str) -> int:
    """List the saved searches by name.

    Exits with 1 if there are none.
    """
    from dateline.schemas.archive.listing import saved_search_shape, saved_searches_shape

    with location.open() as archive:
        searches = archive.saved.all()
    if format == Format.JSON:
        print_json(saved_searches_shape(searches))
    elif format == Format.JSONL:
        print_jsonl(map(saved_search_shape, searches))
    elif format == Format.CSV:
        print_csv(_COLUMNS, ([getattr(search, name) for name in _COLUMNS] for search in searches))
    elif searches:
        print_table(
            ("name", "query"),
            [(search.name, " ".join((*_flags(search), search.query))) for search in searches],
        )
    else:
        echo("no saved searches", err=True)
    return 0 if searches else 1


@command.command(
    "run",
    context_settings={"ignore_unknown_options": True},
    epilog="""\b
Examples:
  dateline saved run talks
  dateline saved run talks --limit all --format ids
  dateline saved run talks --new""",
)
@click.argument("name")
@click.option(
    "--new",
    is_flag=True,
    help="Give only what was not given before: articles, and new versions of articles, that match "
    "now and that no earlier --new of NAME has printed. All of them, unless --limit is given.",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@archive_option
@click.pass_context
def run(context: click.Context, *, name: str, new: bool, options: tuple[str, ...]) -> int:
    """Run the search saved under NAME. OPTIONS are those of “dateline search”.

    Relative dates such as “last week” are counted from today. Exits like “dateline search”; with
    --new, with 1 if nothing is new, and with 5 if another process is writing to the archive.
    """
    from dateline.cli.search.command import command as search

    location: ArchiveLocation = context.obj
    with location.open() as archive:
        saved = archive.saved.get(name)
    options = (*options, "--no-pager") if new else options  # a pager would show what is not given
    arguments = [*options, *_flags(saved), "--", saved.query]
    with search.make_context(
        "search", arguments, parent=context.find_root(), obj=location
    ) as searching:
        if extra := searching.params["query"][:-1]:
            raise click.UsageError(
                f"“{extra[0]}” is not an option: a saved query cannot be changed here"
            )
        if new:
            from dateline.cli.search.new import run_new

            with location.open() as archive:
                return run_new(archive, name, searching)
        code: int = search.invoke(searching)
    return code


@command.command(
    "rm",
    epilog="""\b
Examples:
  dateline saved rm talks""",
)
@click.argument("name")
@archive_option
@click.pass_obj
def rm(location: ArchiveLocation, *, name: str) -> None:
    """Delete the saved search NAME."""
    with location.open() as archive:
        archive.saved.remove(name)


def _flags(search: SavedSearch) -> list[str]:
    flags = {"--any": search.match == "any", "--plain": search.plain}
    return [flag for flag, given in flags.items() if given]
