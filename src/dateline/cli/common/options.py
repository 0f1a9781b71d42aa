"""Options that commands share: the archive, the format, the query, the limit, processes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from dateline.values.search.results import ALL, All

if TYPE_CHECKING:
    from dateline.archive import Archive

_T = TypeVar("_T")
_F = TypeVar("_F", bound=Callable[..., Any])


class Format(StrEnum):
    """How data is printed. Scripts may rely on the JSON formats; see `dateline.schemas`."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    IDS = "ids"


class ArchiveLocation(NamedTuple):
    """Where the archive is: the value of --archive, or None."""

    path: str | None = None

    def open(self) -> Archive:
        """The archive there; see `dateline.open_archive`."""
        from dateline.archive import open_archive

        return open_archive(self.path)


def archive_option(function: _F) -> _F:
    """Accept --archive after the command's name as well as before it."""

    def remember(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.obj = ArchiveLocation(value)

    return click.option(
        "--archive",
        metavar="FOLDER",
        callback=remember,
        expose_value=False,
        help="The archive; see “dateline --help”.",
    )(function)


def format_options(*formats: str) -> Callable[[_F], _F]:
    """Give the command the parameter `format`, one of these, with --format and the short options
    --json, --jsonl and --csv. The first one is the default."""

    def decorate(function: _F) -> _F:
        for short in (Format.CSV, Format.JSONL, Format.JSON):
            if short.value in formats:
                function = click.option(
                    f"--{short}",
                    "format",
                    flag_value=short.value,
                    help=f"Same as --format {short}.",
                )(function)
        return click.option(
            "--format",
            "format",
            type=click.Choice([str(format) for format in formats]),
            default=str(formats[0]),
            show_default=True,
            help="How to print the result.",
        )(function)

    return decorate


def apply_options(function: _F) -> _F:
    """Give the command the argument `query` and the parameters `apply` and `limit`: the
    options of commands that show what would change before they change it."""
    for option in (
        click.option(
            "--limit",
            "-n",
            type=click.IntRange(min=0),
            default=20,
            show_default=True,
            help="How many articles to show in the table; all of them are counted.",
        ),
        click.option(
            "--apply",
            is_flag=True,
            help="Make the changes. Without this option nothing is changed.",
        ),
    ):
        function = option(function)
    return click.argument("query", nargs=-1)(function)


def match_options(function: _F) -> _F:
    """Give the command the parameters `match` ("all" or "any") and `plain`: how a query is read."""
    for option in (
        click.option(
            "--plain", is_flag=True, help="Read the query as words only, without operators."
        ),
        click.option(
            "--any", "match", flag_value="any", default="all", help="Match any of the words."
        ),
    ):
        function = option(function)
    return function


def jobs_option(help: str, default: int | None = None) -> Callable[[_F], _F]:
    """Give the command the parameter `jobs`: a number of processes; ALL, one for each core, if
    there is no `default`."""
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=0),
        default=default,
        callback=lambda _context, _parameter, value: all_if_none(value),
        help=help,
    )


def all_if_none(value: _T | None) -> _T | All:
    """The value of an option, or ALL if it was not given or is "all"."""
    return ALL if value is None else value


def source_option(function: _F) -> _F:
    """Give the command the parameter `source`, the name of a publisher."""
    return click.option("--source", metavar="NAME", help="The publisher of all of these articles.")(
        function
    )


def limit_option(default: int, help: str, *, least: int = 1) -> Callable[[_F], _F]:
    """Give the command the parameter `limit`: a number from `least`, or None for "all"."""
    return click.option(
        "--limit",
        "-n",
        callback=lambda _context, _parameter, value: _number_or_all(value, least),
        metavar="N|all",
        default=str(default),
        show_default=True,
        help=help,
    )


def _number_or_all(value: str, least: int) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal() or int(value) < least:
        raise click.BadParameter(f"“{value}” is neither a number from {least} nor “all”")
    return int(value)


def comma_separated(value: str | None) -> tuple[str, ...]:
    """The names that commas join in the value of an option; none if the option was not given."""
    names = () if value is None else tuple(name.strip() for name in value.split(","))
    if not all(names):
        raise click.BadParameter(f"“{value}” has an empty name")
    return names
