"""The annotations of one article, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.cli.common.event_lines import kind, label, marks_of, sentence, when, who
from dateline.cli.terminal.echo import echo, echo_wrapped, style
from dateline.values.annotations import Annotations, Mention, MentionKind, Quote, QuoteKind
from dateline.values.events import CodedEvent
from dateline.values.time_words import time_in_words


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
            echo_wrapped(f"{style(f'{name:>13}', dim=True)}  {line}", hang=15)
    if found.sentences:
        echo()


def _names(mentions: Iterable[Mention], wanted: MentionKind) -> Iterator[str]:
    """Each name once, with its roles, codes and short forms."""
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind is wanted:
            by_name.setdefault(mention.name, []).append(mention)
    for name, named in by_name.items():
        code = next((label(mention) for mention in named if mention.code), None)
        role = next((mention.role for mention in named if mention.role), None)
        forms = (mention.span.text for mention in named if mention.span.text not in (name, role))
        short = [form for form in dict.fromkeys(forms) if len(form) < len(name)]
        yield (
            name
            + (f" ({code})" if code else "")
            + (f", {role}" if role else "")
            + (f"; also {', '.join(short)}" if short else "")
        )


def _places(found: Annotations) -> Iterator[str]:
    for place in found.places:
        where = f", {place.code}" if place.code and place.resolution.value != "country" else ""
        yield f"{place.name}{where} ({place.latitude:.2f}, {place.longitude:.2f})"


def _times(found: Annotations) -> Iterator[str]:
    words: dict[tuple[str, bool], list[str]] = {}
    for time in found.times:
        words.setdefault((time_in_words(time), time.history), []).append(f"“{time.span.text}”")
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
