"""The annotations of one article, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from dateline.cli.common.event_lines import kind, marks_of, sentence, when, who
from dateline.values.annotations import Annotations, Mention, MentionKind, Quote, QuoteKind
from dateline.values.events import CodedEvent


def print_annotations(found: Annotations, events: Iterable[CodedEvent]) -> None:
    """Names once each with what is known of them, times by value, quotes with their speakers, and
    events with their sentences. Prints nothing if there are none."""
    for heading, lines in (
        ("people", _names(found.mentions, MentionKind.PERSON)),
        ("organizations", _names(found.mentions, MentionKind.ORGANIZATION)),
        ("places", _places(found)),
        ("times", _times(found)),
        ("quotes", map(_quote, found.quotes)),
        ("events", (line for event in events for line in _event(event))),
    ):
        for number, line in enumerate(dict.fromkeys(lines)):
            name = "" if number else heading
            click.echo(f"{click.style(f'{name:>13}', dim=True)}  {line}")
    if found.sentences:
        click.echo()


def _names(mentions: Iterable[Mention], wanted: MentionKind) -> Iterator[str]:
    """Each name once, with its roles, codes and short forms."""
    by_name: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.kind is wanted:
            by_name.setdefault(one.name, []).append(one)
    for name, ones in by_name.items():
        code = next(("-".join(filter(None, (o.code, o.sector))) for o in ones if o.code), None)
        role = next((one.role for one in ones if one.role), None)
        forms = (one.span.text for one in ones if one.span.text not in (name, role))
        short = [form for form in dict.fromkeys(forms) if len(form) < len(name)]
        yield (
            name
            + (f" ({code})" if code else "")
            + (f", {role}" if role else "")
            + (f"; also {', '.join(short)}" if short else "")
        )


def _places(found: Annotations) -> Iterator[str]:
    for one in found.places:
        where = f", {one.code}" if one.code and one.resolution.value != "country" else ""
        yield f"{one.name}{where} ({one.latitude:.2f}, {one.longitude:.2f})"


def _times(found: Annotations) -> Iterator[str]:
    words: dict[tuple[str, bool], list[str]] = {}
    for one in found.times:
        words.setdefault((one.value, one.history), []).append(f"“{one.span.text}”")
    for (value, history), texts in words.items():
        past = " [background]" if history else ""
        yield f"{value}: {', '.join(dict.fromkeys(texts))}{past}"


def _quote(quote: Quote) -> str:
    text = " ".join(quote.span.text.split())
    marks = "" if quote.kind is QuoteKind.DIRECT else f" [{quote.kind.value}]"
    return f"{quote.name or 'nobody named'}: {text}{marks}"


def _event(event: CodedEvent) -> Iterator[str]:
    report = event.report
    place = f" in {report.place.name}" if report.place else ""
    marks = "".join(f" [{mark}]" for mark in marks_of(event))
    yield f"{event.id}  {when(report)}  {kind(report)}  {who(report)}{place}{marks}"
    yield f"  {sentence(report)}"
