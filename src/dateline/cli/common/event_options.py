"""Options that choose events, and the events that they choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.common.notes import print_unannotated
from dateline.cli.common.options import day
from dateline.search.fields import FIELDS
from dateline.values.events import CodedEvent, EventFilter

if TYPE_CHECKING:
    from dateline.archive import Archive

_F = TypeVar("_F", bound=Callable[..., Any])


class Background(StrEnum):
    """Whether events that are told as past history are meant as well, or not, or alone."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    ONLY = "only"


class _FieldValue(click.Choice):  # type: ignore[type-arg]  # generic from click 8.2 on
    """One of the values that a field of the query language has. What is none of them goes on: the
    archive refuses it in the words in which it refuses a query."""

    def __init__(self, field: str) -> None:
        super().__init__(FIELDS[field].values, case_sensitive=False)

    def convert(self, value: str, *_: object) -> str:
        return value


TYPE = _FieldValue("event")
_OPTIONS = (
    click.option("--type", type=TYPE, help="Only this type."),
    click.option("--mode", type=_FieldValue("mode"), metavar="MODE", help="Only in this mode."),
    click.option(
        "--actor",
        metavar="CODE",
        help="Only where this one acts: a country (PAK), a sector (MIL), or both (PAK-MIL).",
    ),
    click.option(
        "--target",
        metavar="CODE",
        help="Only where this one is acted upon, or acts together with another.",
    ),
    click.option("--country", metavar="CODE", help="Only in this country (ISO 3166-1 alpha-3)."),
    click.option("--from", "start", metavar="DATE", help="Only from this day, month or year on."),
    click.option("--to", "end", metavar="DATE", help="Only up to this day, month or year."),
)


def choice_options(background: Background) -> Callable[[_F], _F]:
    """Give the command the argument `query` and the options that `chosen` takes; `background`
    holds unless --background says otherwise."""
    options = (
        *_OPTIONS,
        click.option(
            "--background",
            type=click.Choice([one.value for one in Background]),
            default=background.value,
            show_default=True,
            help="What is told as past history.",
        ),
        click.option("--all", "every", is_flag=True, help="Also what was judged to be wrong."),
    )

    def decorate(function: _F) -> _F:
        for option in reversed(options):
            function = option(function)
        return click.argument("query", nargs=-1)(function)

    return decorate


def ids(
    archive: Archive, query: tuple[str, ...], *, judged_wrong: bool = False
) -> frozenset[str] | None:
    """The articles that the query matches, as `Archive.ids`; None, which stands for all, where
    there is no query."""
    return archive.ids(" ".join(query), judged_wrong=judged_wrong) if query else None


def chosen(
    archive: Archive,
    *,
    query: tuple[str, ...],
    start: str | None,
    end: str | None,
    background: str,
    every: bool,
    **codes: str | None,
) -> Iterator[CodedEvent]:
    """The events that query and options choose, newest first, those without a day at the end."""
    wanted = EventFilter(start=day(start, "--from", 0), end=day(end, "--to", 1), **codes)
    past = {Background.INCLUDE: (True, False), Background.ONLY: (True,)}.get(
        Background(background), (False,)
    )
    text = " ".join(query) or None
    found = False
    for event in archive.events.list(wanted=wanted, query=text, judged_wrong=every):
        wrong = event.verdict is not None and not event.verdict.right
        if event.report.background in past and (every or not wrong):
            found = True
            yield event
    if not found:
        print_unannotated(archive)
