"""`dateline events audit`."""

from __future__ import annotations

from dataclasses import replace

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_options import type_option
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_table
from dateline.cli.events.asking import review_each
from dateline.cli.terminal.echo import echo
from dateline.schemas.events import PrecisionShape, audit_shape
from dateline.values.events import EventFilter

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
        drawn = archive.events.sample(number, seed=seed, wanted=wanted)
        if not report_only:
            for event in drawn.events:
                # What was reviewed before, by “events review”, counts as a part of the sample.
                if event.review and not event.review.sampled:
                    archive.events.judge(event.id, replace(event.review, sampled=True))
            review_each(
                archive, [event for event in drawn.events if event.review is None], sampled=True
            )
            drawn = archive.events.sample(number, seed=seed, wanted=wanted)
    audit = audit_shape(drawn, seed)
    lines = audit.precision
    if format == Format.JSON:
        print_json(audit)
    elif format == Format.CSV:
        print_csv(_COLUMNS, [[getattr(line, name) for name in _COLUMNS] for line in lines])
    elif lines:
        print_table(_COLUMNS, list(map(_shown, lines)), right=" ".join(_COLUMNS[1:]))
    about = f"{counted(audit.sample, 'event')} drawn of {audit.events:,} with seed {seed}"
    echo(f"{about}, {lines[0].judged if lines else 0} reviewed", err=True)
    return 0 if lines else 1


def _shown(line: PrecisionShape) -> tuple[str, ...]:
    shares = (f"{share:.1%}" for share in (line.precision, line.low, line.high))
    return line.type, str(line.judged), str(line.right), *shares
