"""`dateline events audit`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_options import type_option
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_table
from dateline.cli.events.asking import review_each
from dateline.cli.terminal.echo import echo
from dateline.events.sampling import sample, wilson
from dateline.plover import TYPES
from dateline.schemas.events import AuditShape, PrecisionShape
from dateline.values.events import CodedEvent, EventFilter, Review
from dateline.values.search.results import ALL

_COLUMNS = ("type", "judged", "right", "precision", "low", "high")


@click.command(
    "audit",
    epilog="""\b
Examples:
  dateline events audit --sample 100
  dateline events audit --sample 50 --type ASSAULT --seed 7
  dateline events audit --sample 100 --report --csv""",
)
@click.option(
    "--sample",
    "number",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="How many events to draw.",
)
@type_option
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed draws other events."
)
@click.option("--report", "report_only", is_flag=True, help="Only print the report, ask nothing.")
@format_options(Format.TABLE, Format.JSON, Format.CSV)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    number: int,
    type: str | None,
    seed: int,
    report_only: bool,
    format: str,
) -> int:
    """Review a random sample of events, and estimate what share of all events is right.

    Answer y or n, s to skip the event, q to quit; the same command resumes. The same seed draws the
    same events. The report has the precision with its 95 per cent interval (Wilson's), for the
    sample and for each type in it.

    Exits with 1 if no event of the sample is reviewed.
    """
    wanted = EventFilter(type=type)
    with location.open() as archive:
        population = [event.id for event in archive.events.list(ALL, wanted)]
        drawn = [archive.events.get(id) for id in sample(population, number, seed)]
        if not report_only:
            for event in drawn:
                # What was reviewed before, by “events review”, counts as a part of the sample.
                if event.review and not event.review.sampled:
                    archive.events.judge(event.id, replace(event.review, sampled=True))
            review_each(archive, [event for event in drawn if event.review is None], sampled=True)
            drawn = [archive.events.get(event.id) for event in drawn]
    lines = _lines(drawn)
    if format == Format.JSON:
        print_json(
            AuditShape(events=len(population), sample=len(drawn), seed=seed, precision=tuple(lines))
        )
    elif format == Format.CSV:
        print_csv(_COLUMNS, [[getattr(line, name) for name in _COLUMNS] for line in lines])
    elif lines:
        print_table(_COLUMNS, list(map(_shown, lines)), right=" ".join(_COLUMNS[1:]))
    about = f"{counted(len(drawn), 'event')} drawn of {len(population):,} with seed {seed}"
    echo(f"{about}, {lines[0].judged if lines else 0} reviewed", err=True)
    return 0 if lines else 1


def _lines(drawn: Iterable[CodedEvent]) -> list[PrecisionShape]:
    """Precision of all reviewed events, then by type. Empty if none is reviewed."""
    by_type: dict[str, list[Review]] = defaultdict(list)
    for event in drawn:
        if event.review:
            by_type["all"].append(event.review)
            by_type[event.report.event_type].append(event.review)
    return [_line(name, by_type[name]) for name in ("all", *TYPES) if name in by_type]


def _line(name: str, reviews: list[Review]) -> PrecisionShape:
    right = sum(review.right for review in reviews)
    share, low, high = (round(part, 4) for part in wilson(right, len(reviews)))
    return PrecisionShape(
        type=name, judged=len(reviews), right=right, precision=share, low=low, high=high
    )


def _shown(line: PrecisionShape) -> tuple[str, ...]:
    shares = (f"{share:.1%}" for share in (line.precision, line.low, line.high))
    return line.type, str(line.judged), str(line.right), *shares
