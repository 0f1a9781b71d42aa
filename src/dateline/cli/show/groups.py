"""What was read in an article, in short groups under its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.cli.common.event_lines import kind, label, marks_of, when, who
from dateline.cli.terminal.echo import colored, echo, echo_wrapped, style
from dateline.values.annotations import Annotations, MentionKind, Quote, QuoteKind
from dateline.values.events import CodedEvent
from dateline.values.time_words import time_in_words
from dateline.visible import one_line

_NAMES = 8  # of each kind, in the order of the text
_QUOTES = 3
_EVENTS = 5
_INDENT = 15


def print_groups(found: Annotations, events: tuple[CodedEvent, ...]) -> None:
    """The first names, days, quotations and events of the text, and how many more there are.
    Background times and reported speech are in `print_annotations` only. Prints nothing if there
    are none."""
    if found.sentences:
        echo()
    for heading, kind_ in (
        ("people", MentionKind.PERSON),
        ("organizations", MentionKind.ORGANIZATION),
    ):
        _print_names(heading, _names(found, kind_))
    _print_names("places", (place.name for place in found.places))
    days = (time_in_words(time) for time in found.times if not time.history)
    _print_names("times", days)
    marked = (quote for quote in found.quotes if quote.kind is not QuoteKind.INDIRECT)
    _print_lines("quotes", map(_quote, marked), _QUOTES)
    _print_lines("events", map(_event, events), _EVENTS)


def _print_names(heading: str, names: Iterable[str]) -> None:
    every = tuple(dict.fromkeys(names))
    more = (f"and {len(every) - _NAMES} more",) if len(every) > _NAMES else ()
    if every:
        _print_line(heading, "; ".join((*every[:_NAMES], *more)))


def _print_lines(heading: str, lines: Iterable[str], most: int) -> None:
    every = tuple(lines)
    for number, line in enumerate(every[:most]):
        _print_line("" if number else heading, line)
    if len(every) > most:
        _print_line("", f"and {len(every) - most} more")


def _print_line(heading: str, line: str) -> None:
    named = style(f"{heading:>{_INDENT - 2}}", dim=True)
    echo_wrapped(f"{named}  {one_line(line)}", hang=_INDENT, color=colored("auto"))


def _names(found: Annotations, wanted: MentionKind) -> Iterator[str]:
    """Each name, with the code that it is known by."""
    codes: dict[str, str] = {}
    for mention in found.mentions:
        if mention.kind is wanted:
            codes[mention.name] = codes.get(mention.name) or label(mention)
    for name, code in codes.items():
        yield f"{name} ({code})" if code else name


def _quote(quote: Quote) -> str:
    return f"{quote.name or 'nobody named'}: {' '.join(quote.span.text.split())}"


def _event(event: CodedEvent) -> str:
    report = event.report
    place = f" in {report.place.name}" if report.place else ""
    marks = "".join(f" [{mark}]" for mark in marks_of(event))
    return f"{when(report)}  {kind(report)}  {who(report)}{place}{marks}  {event.id}"
