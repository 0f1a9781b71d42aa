"""Coded events as every command prints them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dateline.cli.common.terminal import colored, highlighted
from dateline.values.annotations import Actor, Report, Span
from dateline.values.events import CodedEvent, Heading
from dateline.values.results import Snippet


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
