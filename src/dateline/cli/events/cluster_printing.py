"""Events in the world with their reports, in lines of text."""

from __future__ import annotations

from dateline.cli.common.counting import counted
from dateline.cli.common.event_lines import article_line, sentence
from dateline.cli.terminal.echo import colored, echo, echo_wrapped, style
from dateline.values.events import EventCluster


def print_cluster(cluster: EventCluster) -> None:
    """What happened, how many articles and independent texts report it, the first sentence of each
    text, and the points on which they disagree."""
    color = colored("auto")
    when = cluster.date.value if cluster.date else "no date"
    who = ", ".join(cluster.actors) or "somebody"
    if cluster.recipients:
        who += f" → {', '.join(cluster.recipients)}"
    place = f"  in {cluster.place.name}" if cluster.place else ""
    mark = style(" [background]", dim=True) * is_background(cluster)
    echo_wrapped(f"{when:<10}  {style(cluster.type, bold=True)}  {who}{place}{mark}", hang=12)
    echo_wrapped(f"  {reported(cluster)}")
    first = {event.heading.story: event for event in reversed(cluster.events)}
    for event in reversed(first.values()):
        about = f"{article_line(event.heading)} · event {event.id}"
        echo_wrapped(f"  {style(about, dim=True)}\n    {sentence(event.report)}", color=color)
    print_disagreements(cluster)
    echo()


def is_background(cluster: EventCluster) -> bool:
    """Whether every report gives it as background."""
    return all(event.report.background for event in cluster.events)


def reported(cluster: EventCluster) -> str:
    """ "5 articles, 2 independent texts"."""
    texts = counted(cluster.texts, "independent text")
    return f"{counted(cluster.articles, 'article')}, {texts}"


def print_disagreements(cluster: EventCluster) -> None:
    """A line for each point on which the texts differ."""
    for disagreement in cluster.disagreements:
        claims = "; ".join(
            f"{value} ({', '.join(articles)})" for value, articles in disagreement.claims
        )
        echo(f"  they disagree on {_POINTS.get(disagreement.point, disagreement.point)}: {claims}")


_POINTS = {
    "day": "the day",
    "place": "the place",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "arrested": "how many were arrested",
}
