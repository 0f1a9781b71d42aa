"""Coded events as every command prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from dateline.cli.search.hits import colored, highlighted
from dateline.values.annotations import Actor, Report, Span
from dateline.values.events import CodedEvent, Heading
from dateline.values.results import Snippet

COLUMNS = (
    *("id", "date", "type", "modes", "actors", "recipients", "place", "latitude", "longitude"),
    *("negated", "future", "background", "claim", "verdict", "sentence"),
    *("article", "title", "source", "published", "url"),
)


def print_event(event: CodedEvent, *, err: bool = False) -> None:
    """Day, type, who did it to whom, place; the sentence with what it rests on highlighted; and
    the article. With `err` it is no data but part of a question."""
    report, color = event.report, colored("auto")
    marks = "".join(f" [{mark}]" for mark in marks_of(event))
    told = f"{when(report):<10}  {click.style(kind(report), bold=True)}  {who(report)}"
    place = f"  in {report.place.name}" if report.place else ""
    click.echo(f"{told}{place}{click.style(marks, dim=True)}", color=color, err=err)
    click.echo(f"  {sentence(report)}", color=color, err=err)
    about = f"  {article_line(event.heading)} · event {event.id}"
    click.echo(f"{click.style(about, dim=True)}\n", color=color, err=err)


def article_line(heading: Heading) -> str:
    """Source, date and id of the article."""
    return f"{heading.source} · {published(heading) or 'no date'} · {heading.id}"


def published(heading: Heading) -> str | None:
    return heading.published.value if heading.published else None


def when(report: Report) -> str:
    return report.date.value if report.date else "no date"


def kind(report: Report) -> str:
    """Type and modes: "CONSULT/visit"."""
    return "/".join((report.event_type, *report.modes))


def who(report: Report) -> str:
    """Who acts, and an arrow to those acted upon: "Libya (LBY) → Pakistan (PAK)"."""
    both = (_sides(report.actors), _sides(report.recipients))
    return f"{both[0]} → {both[1]}" if report.recipients else both[0]


def _sides(sides: tuple[Actor, ...]) -> str:
    return ", ".join(map(side, sides)) or "somebody"


def side(actor: Actor) -> str:
    """The name with its code, "Asim Munir (PAK-MIL)"."""
    return f"{actor.name} ({label(actor)})" if label(actor) else actor.name


def sentence(report: Report) -> str:
    """The sentence in one line, with the words that the type rests on highlighted."""
    return highlighted(Snippet(report.sentence.part, *_line(report.sentence, report.span)))


def _line(whole: Span, part: Span) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with every white space a plain space, which leaves offsets as they are, and where
    the part stands in it."""
    text = "".join(" " if char.isspace() else char for char in whole.text)
    start = part.start - whole.start
    return text, ((start, start + len(part.text)),)


def marks_of(event: CodedEvent) -> Iterator[str]:
    """How it is told, and what a person said of it."""
    for flag in ("background", "future", "negated", "claim"):
        if getattr(event.report, flag):
            yield flag
    if event.verdict:
        yield "judged right" if event.verdict.right else "judged wrong"


def label(actor: Actor) -> str:
    """The code with the sector, "PAK-MIL", as queries and options have it; "" without either."""
    return "-".join(filter(None, (actor.code, actor.sector)))


def row(event: CodedEvent) -> tuple[object, ...]:
    """An event as a row under COLUMNS."""
    report, heading, place = event.report, event.heading, event.report.place
    verdict = event.verdict and ("right" if event.verdict.right else "wrong")
    return (
        event.id,
        report.date.value if report.date else None,
        report.event_type,
        " ".join(report.modes),
        "; ".join(map(side, report.actors)),
        "; ".join(map(side, report.recipients)),
        *((place.name, place.latitude, place.longitude) if place else (None, None, None)),
        *(getattr(report, flag) for flag in ("negated", "future", "background", "claim")),
        verdict,
        report.sentence.text,
        heading.id,
        heading.title,
        heading.source,
        published(heading),
        heading.url,
    )


def counted(number: int, what: str) -> str:
    """ "1 event", "2 events"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class Counted:
    """What is gone through, and how many there were: nothing is kept."""

    def __init__(self, events: Iterable[CodedEvent]) -> None:
        self._events = events
        self.number = 0

    def __iter__(self) -> Iterator[CodedEvent]:
        for event in self._events:
            self.number += 1
            yield event


def print_counted(shown: int, what: str, *, more: bool) -> None:
    """How many are shown, and whether there are more."""
    text = (
        f"{counted(shown, what)} shown; there are more (--limit)" if more else counted(shown, what)
    )
    click.echo(text if shown else f"no such {what}", err=True)
