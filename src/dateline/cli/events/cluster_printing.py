"""Events in the world with their reports, in lines of text."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_lines import article_line, sentence
from dateline.cli.common.terminal import colored
from dateline.values.events import EventCluster


def print_cluster(happening: EventCluster) -> None:
    """What happened, how many articles and independent texts tell of it, the first sentence of
    each text, and where they disagree."""
    color = colored("auto")
    when = happening.date.value if happening.date else "no date"
    sides = ", ".join(happening.actors) or "somebody"
    if happening.recipients:
        sides += f" → {', '.join(happening.recipients)}"
    place = f"  in {happening.place.name}" if happening.place else ""
    mark = click.style(" [background]", dim=True) * is_background(happening)
    click.echo(f"{when:<10}  {click.style(happening.type, bold=True)}  {sides}{place}{mark}")
    click.echo(f"  {reported(happening)}")
    first = {event.heading.story: event for event in reversed(happening.events)}
    for event in reversed(first.values()):
        about = f"{article_line(event.heading)} · event {event.id}"
        click.echo(f"  {click.style(about, dim=True)}\n    {sentence(event.report)}", color=color)
    print_disagreements(happening)
    click.echo()


def is_background(happening: EventCluster) -> bool:
    """Whether every report tells of it as past history."""
    return all(event.report.background for event in happening.events)


def reported(happening: EventCluster) -> str:
    """ "5 articles, 2 independent texts"."""
    texts = counted(happening.texts, "independent text")
    return f"{counted(happening.articles, 'article')}, {texts}"


def print_disagreements(happening: EventCluster) -> None:
    """A line for each point on which the texts differ."""
    for one in happening.disagreements:
        claims = "; ".join(f"{value} ({', '.join(articles)})" for value, articles in one.claims)
        click.echo(f"  they disagree on {_POINTS.get(one.point, one.point)}: {claims}")


_POINTS = {
    "day": "the day",
    "place": "the place",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "arrested": "how many were arrested",
}
