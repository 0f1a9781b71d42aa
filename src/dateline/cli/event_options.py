"""Options that choose events, and the events that they choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.annotation.events import TYPES
from dateline.cli.options import day
from dateline.values.event_filter import Background, EventFilter

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.values.coded import CodedEvent

_F = TypeVar("_F", bound=Callable[..., Any])
_TYPE = click.Choice(TYPES, case_sensitive=False)


def choice_options(background: Background) -> Callable[[_F], _F]:
    """Give the command the argument `query` and the options that `chosen` takes; background is
    treated as given unless --background says otherwise."""

    def decorate(function: _F) -> _F:
        for option in reversed(
            (
                click.option("--type", "types", multiple=True, type=_TYPE, help="Only this type."),
                click.option("--mode", "modes", multiple=True, help="Only in this mode."),
                click.option(
                    "--actor",
                    "actors",
                    multiple=True,
                    metavar="WHO",
                    help="Only where this one acts: a code (PAK, MIL, PAK-MIL) or words of a name.",
                ),
                click.option(
                    "--target",
                    "targets",
                    multiple=True,
                    metavar="WHO",
                    help="Only where this one is acted upon, or acts together with others.",
                ),
                click.option(
                    "--country",
                    "countries",
                    multiple=True,
                    metavar="CODE",
                    help="Only in this country, or with a side of it: ISO 3166-1 alpha-3.",
                ),
                click.option("--from", "start", metavar="DATE", help="Only from this day on."),
                click.option("--to", "end", metavar="DATE", help="Only up to this day."),
                click.option(
                    "--background",
                    type=click.Choice([one.value for one in Background]),
                    default=background.value,
                    show_default=True,
                    help="What is told as past history.",
                ),
                click.option(
                    "--all", "every", is_flag=True, help="Also what was judged to be wrong."
                ),
            )
        ):
            function = option(function)
        return click.argument("query", nargs=-1)(function)

    return decorate


def chosen(
    archive: Archive,
    *,
    query: tuple[str, ...],
    types: Iterable[str],
    modes: Iterable[str],
    actors: Iterable[str],
    targets: Iterable[str],
    countries: Iterable[str],
    start: str | None,
    end: str | None,
    background: str,
    every: bool,
) -> list[CodedEvent]:
    """The events that the options choose, newest first, without a date last."""
    wanted = EventFilter(
        types=tuple(types),
        modes=tuple(mode.lower() for mode in modes),
        actors=tuple(actors),
        targets=tuple(targets),
        countries=tuple(code.upper() for code in countries),
        start=day(start, "--from", 0),
        end=day(end, "--to", 1),
        background=Background(background),
    )
    found = archive.events.list(" ".join(query) or None, wanted, wrong=every)
    return sorted(found, key=_newest, reverse=True)


def _newest(event: CodedEvent) -> str:
    return event.report.date.value if event.report.date else ""
