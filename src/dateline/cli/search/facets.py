"""--facet: which facets are counted, and how their values are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from dateline.cli.common.printing import print_csv
from dateline.cli.terminal.echo import echo, style
from dateline.values.search.results import Page

_VALUES = 10  # how many values of a facet are shown if nothing else is asked for


def facet_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the parameter `facets`: how many values of each facet to show (None: all),
    by the facet's name."""
    return click.option(
        "--facet",
        "facets",
        multiple=True,
        metavar="NAME[=N|all]",
        callback=lambda _context, _parameter, values: dict(map(_facet, values)),
        help="Count all that match by source, year, month, week, day, lang, section, author, tag, "
        "event or country; show the N most frequent values, those of time in order.",
    )(function)


def _facet(text: str) -> tuple[str, int | None]:
    name, equals, number = text.partition("=")
    if number == "all":
        return name, None
    if not equals:
        return name, _VALUES
    if not number.isdecimal() or int(number) < 1:
        raise click.BadParameter(f"“{text}” is not NAME=N, for instance source=10 or year=all")
    return name, int(number)


def print_facets(page: Page, limits: Mapping[str, int | None]) -> None:
    """A list for each facet, with so many of its values."""
    for facet, limit in limits.items():
        values = page.facet_values(facet, limit)
        echo(style(facet, bold=True))
        for value, number in values:
            echo(f"  {number:>7,}  {value}")
        if more := len(page.facets.get(facet, {})) - len(values):
            echo(f"           and {more} more")


def print_facets_as_csv(page: Page, limits: Mapping[str, int | None]) -> None:
    """A row for each value of each facet."""
    rows = (
        (facet, value, number)
        for facet, limit in limits.items()
        for value, number in page.facet_values(facet, limit)
    )
    print_csv(("facet", "value", "articles"), rows)
