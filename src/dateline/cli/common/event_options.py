"""Options that choose events, and the events that they choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.common.notes import print_unannotated
from dateline.events.choice import Background
from dateline.events.choice import chosen as chosen_events
from dateline.search.fields import FIELDS
from dateline.search.query.dates import period
from dateline.values.events import CodedEvent, EventFilter
from dateline.values.search.results import ALL, All

if TYPE_CHECKING:
    from dateline.archive import Archive

_F = TypeVar("_F", bound=Callable[..., Any])


class _FieldValue(click.Choice):  # type: ignore[type-arg]  # generic from click 8.2 on
    """One of the values of a field of the query language. Other values are passed on: the archive
    refuses them with the same message as in a query."""

    def __init__(self, field: str) -> None:
        super().__init__(FIELDS[field].values, case_sensitive=False)

    def convert(self, value: str, *_: object) -> str:
        return value


type_option = click.option(
    "--type",
    type=_FieldValue("event"),
    metavar="TYPE",
    help=f"Only events of this PLOVER type: {', '.join(FIELDS['event'].values)}.",
)
_OPTIONS = (
    type_option,
    click.option(
        "--mode", type=_FieldValue("mode"), metavar="MODE", help="Only events in this mode."
    ),
    click.option(
        "--actor",
        metavar="NAME",
        help="Only events with this actor: a country (PAK, pakistan), a sector (MIL), or both "
        '(PAK-MIL, "pakistani army").',
    ),
    click.option(
        "--target",
        metavar="NAME",
        help="Only events with this target, or with this actor and another one together.",
    ),
    click.option(
        "--country",
        metavar="NAME",
        help="Only events in this country, by its code (PAK) or its name.",
    ),
    click.option("--place", metavar="NAME", help="Only events at this place, by its whole name."),
    click.option(
        "--from", "start", metavar="DATE", help="Only events from this day, month or year."
    ),
    click.option("--to", "end", metavar="DATE", help="Only events up to this day, month or year."),
)


def choice_options(background: Background) -> Callable[[_F], _F]:
    """Give the command the argument `query` and the options that `chosen` takes; `background` is
    the default of --background."""
    options = (
        *_OPTIONS,
        click.option(
            "--background",
            type=click.Choice([choice.value for choice in Background]),
            default=background.value,
            show_default=True,
            help="Background events: past events, not news of the day.",
        ),
        click.option("--all", "include_wrong", is_flag=True, help="Also events marked as wrong."),
    )

    def decorate(function: _F) -> _F:
        for option in reversed(options):
            function = option(function)
        return click.argument("query", nargs=-1)(function)

    return decorate


def ids(archive: Archive, query: tuple[str, ...]) -> frozenset[str] | All:
    """The articles that the query matches, as `Archive.ids`; ALL if there is no query."""
    return archive.ids(" ".join(query)) if query else ALL


def chosen(
    archive: Archive,
    *,
    query: tuple[str, ...],
    start: str | None,
    end: str | None,
    background: str,
    include_wrong: bool,
    **codes: str | None,
) -> Iterator[CodedEvent]:
    """The events that query and options choose, newest first, those without a date last."""
    first, last = period(start, end)
    wanted = EventFilter(start=first, end=last, **codes)
    text = " ".join(query) or None
    found = False
    listed = archive.events.list(wanted=wanted, query=text, judged_wrong=include_wrong)
    for event in chosen_events(listed, Background(background), judged_wrong=include_wrong):
        found = True
        yield event
    if not found:
        print_unannotated(archive)
