"""Why an article matched: a part of `dateline search`."""

from __future__ import annotations

from collections import Counter

import click

from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo, echo_wrapped
from dateline.schemas.why import why_shape
from dateline.values.search.why import Part, Summand, Why


def print_why(why: Why, format: str) -> int:
    """Print the parts of the query and the terms of the score. Return the exit code: 1 if the
    article does not match."""
    if format == Format.JSON:
        print_json(why_shape(why))
    elif format == Format.JSONL:
        print_jsonl([why_shape(why)])
    elif format == Format.TABLE:
        _print(why)
    else:
        raise click.UsageError("--why has the formats table, json and jsonl")
    return 1 if why.score is None else 0


def _print(why: Why) -> None:
    echo_wrapped(f"{why.title or '(no title)'}\n  {why.id}\n")
    for part in why.parts:
        echo_wrapped(f"  {'yes' if part.holds else 'no ':<4} {part.text}{_places(part)}", hang=7)
    if why.score is None:
        echo("\nthe query does not match this article", err=True)
        return
    echo(f"\nscore {why.score:.4f}, the sum of")
    if not why.summands:
        echo("  nothing: dates, values and absent words add nothing")
        return
    print_table(
        ("score", "idf", "articles", "times", "of words", "term"),
        list(map(_row, why.summands)),
        right="score idf articles times of words",
    )


def _places(part: Part) -> str:
    """The words that match, in which fields and paragraphs they are, and how often."""
    if not part.places:
        return ""
    where = Counter(
        f"{place.field} {place.block + 1}" if place.field == "body" else place.field
        for place in part.places
    )
    words = dict.fromkeys(
        f"[{place.about}] {place.text}" if place.about else place.text for place in part.places
    )
    counts = ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in where.items())
    return f": {', '.join(words)} ({counts})"


def _row(summand: Summand) -> tuple[str, ...]:
    numbers = (summand.articles, summand.frequency, summand.length)
    articles, times, length = ("" if number is None else f"{number:,}" for number in numbers)
    kind = "" if summand.terms == "stems" else ", exactly"
    field = f" in {summand.field}" if summand.field else ""
    idf = "" if summand.idf is None else f"{summand.idf:.3f}"
    return (f"{summand.score:.4f}", idf, articles, times, length, f"{summand.text}{kind}{field}")
