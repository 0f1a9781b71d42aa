"""`dateline events explain`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from dateline.cli.common.event_lines import article_line, kind, marks_of, name_and_code, sentence
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.events.cluster_printing import print_disagreements
from dateline.cli.terminal.echo import colored, echo, echo_wrapped, style
from dateline.cli.terminal.pager import pager_option
from dateline.plover import quad, score
from dateline.schemas.events import EventExplanationShape, cluster_shape, event_shape
from dateline.values.annotations import Actor, PlaceMention
from dateline.values.events import CodedEvent, EventCluster, EventFilter
from dateline.values.moment import Moment
from dateline.values.search.results import ALL

if TYPE_CHECKING:
    from dateline.archive import Archive

_DAY = timedelta(days=1)


@click.command(
    "explain",
    epilog="""\b
Examples:
  dateline events explain 3f2a
  dateline events explain 3f2a --json | jq .event.rule""",
)
@click.argument("id")
@format_options(Format.TABLE, Format.JSON)
@pager_option
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, id: str, format: str) -> int:
    """Show what the event whose id begins with ID is based on.

    Prints its sentence and the words in it, the rule and the dictionaries that found it, where its
    day and place come from, the codes of its actors and recipients and their words, how it is
    reported, and the other reports of the same event.
    """
    with location.open() as archive:
        event = archive.events.get(id)
        cluster = _cluster(archive, event)
    if format == Format.JSON:
        print_json(
            EventExplanationShape(event=event_shape(event), happening=cluster_shape(cluster))
        )
        return 0
    color = colored("auto")
    echo_wrapped(f"{sentence(event.report)}\n", color=color)
    for name, value in _lines(event):
        echo_wrapped(f"{style(f'{name:>11}', dim=True)}  {value}", hang=13, color=color)
    _print_others(event, cluster)
    return 0


def _cluster(archive: Archive, event: CodedEvent) -> EventCluster:
    """The event in the world that this event reports, with all reports that are dated to the same
    month and the days around it. For an event without a date, reports of its article only."""
    from dateline.events.clusters import clusters

    kind, when = event.report.event_type, event.report.date
    if when is None:
        reports = archive.events.list([event.heading.id], EventFilter(type=kind))
    else:
        month = Moment(value=when.value[:7])
        start = max(month.first_day, date.min + _DAY) - _DAY
        end = min(month.last_day, date.max - _DAY) + _DAY
        reports = archive.events.list(ALL, EventFilter(type=kind, start=start, end=end))
    return next(
        cluster
        for cluster in clusters(reports)
        if any(report.id == event.id for report in cluster.events)
    )


def _lines(event: CodedEvent) -> Iterator[tuple[str, str]]:
    report, heading, span = event.report, event.heading, event.report.span
    yield "event", event.id
    measure = quad(report.event_type).name.lower().replace("_", " ")
    yield "type", f"{kind(report)} ({measure}, {score(report.event_type, report.modes):+g})"
    yield "words", f"“{span.text}”, {span.part} {span.start}–{span.end}"
    yield "rule", report.rule.name
    yield "dictionary", report.rule.dictionary or "none"
    yield "coder", event.coder
    yield from _actors("actor", report.actors)
    yield from _actors("recipient", report.recipients)
    date = report.date
    yield (
        "date",
        f"{date.value}: {date.basis}" if date else "not reported, and the article has no date",
    )
    yield "place", _place(report.place) if report.place else "not in the sentence"
    if report.contexts:
        yield "contexts", ", ".join(report.contexts)
    yield "reported as", ", ".join(marks_of(event)) or "a fact of the day's news"
    if event.review and event.review.note:
        yield "note", event.review.note
    yield "article", f"{article_line(heading)} · {heading.title or '(no title)'}"


def _actors(label: str, actors: tuple[Actor, ...]) -> Iterator[tuple[str, str]]:
    for actor in actors:
        words = "" if actor.span.text == actor.name else f", by “{actor.span.text}”"
        yield label, f"{name_and_code(actor)}{words}"


def _place(place: PlaceMention) -> str:
    where = ", ".join(filter(None, (place.name, place.code)))
    return (
        f"{where}, a {place.resolution.value} at {place.latitude:g}, {place.longitude:g} "
        f"({place.confidence:.0%}): {place.rule.name}"
    )


def _print_others(event: CodedEvent, cluster: EventCluster) -> None:
    others = [report for report in cluster.events if report.id != event.id]
    if not others:
        return
    echo("\nalso reported in")
    for other in others:
        echo(f"  {other.id}  {article_line(other.heading)}: “{other.report.span.text}”")
    print_disagreements(cluster)
