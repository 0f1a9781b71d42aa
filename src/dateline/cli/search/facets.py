"""--facet: which facets are counted, and how their values are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from dateline.cli.common.printing import print_csv
from dateline.cli.terminal.echo import echo, style
from dateline.values.search.results import Page


def facet_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the parameter `facets`: how many values of each facet to show (None: all),
    by the facet's name."""
    return click.option(
        "--facet",
        "facets",
        multiple=True,
        metavar="NAME[=N|all]",
        callback=lambda _context, _parameter, values: _limits(values) if values else {},
        help="Count all that match by source, year, month, week, day, lang, section, author, tag, "
        "event or country; show the N most frequent values, those of time in order.",
    )(function)


def _limits(values: Iterable[str]) -> dict[str, int | None]:
    from dateline.schemas.search import facet_limits  # few searches count

    return facet_limits(values)


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
