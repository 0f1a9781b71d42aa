"""Coded events in lines of text, as several commands print them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.terminal.echo import colored, echo_wrapped, highlighted, style
from dateline.values.annotations import Actor, Mention, Report, Span
from dateline.values.events import CodedEvent, Heading
from dateline.values.moment import Moment
from dateline.values.search.results import Snippet


def print_event(event: CodedEvent, *, err: bool = False) -> None:
    """Day, type, actors, recipients and place; the sentence with the words that the event is based
    on highlighted; and the article. With `err` it goes to stderr, as a part of a question."""
    report, color = event.report, colored("auto")
    marks = "".join(f" [{mark}]" for mark in marks_of(event))
    line = f"{when(report):<10}  {style(kind(report), bold=True)}  {who(report)}"
    place = f"  in {report.place.name}" if report.place else ""
    echo_wrapped(f"{line}{place}{style(marks, dim=True)}", hang=12, color=color, err=err)
    echo_wrapped(f"  {sentence(report)}", color=color, err=err)
    about = f"  {article_line(event.heading)} · event {event.id}"
    echo_wrapped(f"{style(about, dim=True)}\n", color=color, err=err)


def article_line(heading: Heading) -> str:
    """Source, date and id of the article."""
    return f"{heading.source} · {shown_day(heading.published)} · {heading.id}"


def shown_day(moment: Moment | None) -> str:
    """The day, month or year, for lists; `dateline show` has the time."""
    return moment.value[:10] if moment else "no date"


def published(heading: Heading) -> str | None:
    return heading.published.value if heading.published else None


def when(report: Report) -> str:
    return report.date.value if report.date else "no date"


def kind(report: Report) -> str:
    """Type and modes: "CONSULT/visit"."""
    return "/".join((report.event_type, *report.modes))


def who(report: Report) -> str:
    """Actors, and an arrow to the recipients: "Libya (LBY) → Pakistan (PAK)"."""
    actors = _named(report.actors)
    return f"{actors} → {_named(report.recipients)}" if report.recipients else actors


def _named(actors: tuple[Actor, ...]) -> str:
    return ", ".join(map(name_and_code, actors)) or "somebody"


def name_and_code(actor: Actor) -> str:
    """The name with its code, "Asim Munir (PAK-MIL)"."""
    return f"{actor.name} ({label(actor)})" if label(actor) else actor.name


def sentence(report: Report) -> str:
    """The sentence in one line, with the words that the type is based on highlighted."""
    return highlighted(Snippet(report.sentence.part, *_line(report.sentence, report.span)))


def _line(sentence: Span, part: Span) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with every white space as a plain space, which keeps offsets, and where the part is
    in it."""
    text = "".join(" " if char.isspace() else char for char in sentence.text)
    start = part.start - sentence.start
    return text, ((start, start + len(part.text)),)


def marks_of(event: CodedEvent) -> Iterator[str]:
    """How the event is reported, and what a person decided of it."""
    for flag in ("background", "future", "negated", "claim"):
        if getattr(event.report, flag):
            yield flag
    if event.review:
        yield "marked as right" if event.review.right else "marked as wrong"


def label(actor: Actor | Mention) -> str:
    """The code with the sector, "PAK-MIL", as in queries and options; "" if it has neither."""
    return "-".join(filter(None, (actor.code, actor.sector)))
