"""`dateline reannotate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_lines import kind, marks_of, sentence, when, who
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    apply_options,
    archive_option,
    format_options,
    jobs_option,
)
from dateline.cli.common.printing import print_json, print_jsonl
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo, style
from dateline.schemas.changes import (
    ReannotatedArticleShape,
    ReannotateReportShape,
    reannotated_shape,
)
from dateline.values.events import CodedEvent, Reannotation
from dateline.values.search.results import ALL, All


class _Counts:
    """Counts what was annotated again."""

    def __init__(self) -> None:
        self.annotated = 0
        self.changed = 0
        self.failed = 0
        self.gone: Counter[str] = Counter()
        self.new: Counter[str] = Counter()

    def over(self, reannotations: Iterable[Reannotation]) -> Iterator[Reannotation]:
        """Pass on those that changed or failed, and count all of them."""
        for reannotation in reannotations:
            self.annotated += 1
            self.changed += reannotation.changed
            self.failed += reannotation.failure is not None
            self.gone.update(event.report.event_type for event in reannotation.gone)
            self.new.update(event.report.event_type for event in reannotation.new)
            if reannotation.changed or reannotation.failure is not None:
                yield reannotation


@click.command(
    "reannotate",
    cls=QueryCommand,
    short_help="Annotate articles again, and show which events would change.",
    epilog="""\b
Examples:
  dateline reannotate
  dateline reannotate source:"arab news" --limit 3
  dateline reannotate --apply""",
)
@apply_options
@jobs_option("Processes that annotate, as for ingest.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    query: tuple[str, ...],
    *,
    apply: bool,
    limit: int,
    jobs: int | All,
    format: str,
) -> int:
    """Annotate the articles that match QUERY again, and show which events would be gone and which
    would be new; without QUERY, all articles.

    Articles that are annotated by the current rules and dictionaries already are skipped: nothing
    would change. With --apply the changes are made, as the next ingest would do. Reviews of events
    and decisions about entities are kept.

    Exits with 1 if no article matches, and with 3 if some could not be annotated.
    """
    counts = _Counts()
    with location.open() as archive:
        text = " ".join(query)
        ids = archive.ids(text) if text else ALL
        if not ids:
            echo("no article matches", err=True)
            return 1
        changed = counts.over(archive.reannotate(ids, apply=apply, jobs=jobs))
        if format == Format.JSON:
            articles = tuple(map(reannotated_shape, changed))
            print_json(_report(counts, articles, apply=apply))
        elif format == Format.JSONL:
            print_jsonl(map(reannotated_shape, changed))
        else:
            _print(changed, limit)
            _print_summary(counts, apply=apply)
    return 3 if counts.failed else 0


def _report(
    counts: _Counts, articles: tuple[ReannotatedArticleShape, ...], *, apply: bool
) -> ReannotateReportShape:
    return ReannotateReportShape(
        applied=apply,
        annotated=counts.annotated,
        changed=counts.changed,
        failed=counts.failed,
        gone=dict(counts.gone.most_common()),
        new=dict(counts.new.most_common()),
        articles=articles,
    )


def _print(reannotations: Iterable[Reannotation], limit: int) -> None:
    shown = 0
    for reannotation in reannotations:
        if reannotation.failure is not None:
            echo(f"failed: {reannotation.heading.id}: {reannotation.failure}", err=True)
        elif (reannotation.gone or reannotation.new) and shown < limit:
            shown += 1
            title = style(reannotation.heading.title or "(no title)", bold=True)
            echo(f"{reannotation.heading.id}  {title}")
            for sign, events in (("-", reannotation.gone), ("+", reannotation.new)):
                for event in events:
                    _print_event(sign, event)


def _print_event(sign: str, event: CodedEvent) -> None:
    report = event.report
    marks = "".join(f" [{mark}]" for mark in marks_of(event))
    color = "red" if sign == "-" else "green"
    line = f"{when(report)}  {kind(report)}  {who(report)}{marks}"
    echo(f"  {style(sign, fg=color)} {line}\n      {sentence(report)}")


def _print_summary(counts: _Counts, *, apply: bool) -> None:
    if not counts.annotated:
        echo("every article is annotated by the current rules and dictionaries")
        return
    verb = "changed" if apply else "would change"
    line = f"{counted(counts.annotated, 'article')} annotated again: {counts.changed:,} {verb}"
    line += f"; events gone: {_by_type(counts.gone)}; new: {_by_type(counts.new)}"
    echo(line)
    if not apply and counts.changed:
        echo(
            "nothing was changed yet: --apply makes the changes, and so does the next ingest",
            err=True,
        )


def _by_type(types: Counter[str]) -> str:
    """ "3 (AGREE 2, AID 1)"."""
    kinds = ", ".join(f"{name} {count}" for name, count in types.most_common())
    return f"{types.total()} ({kinds})" if types else "0"
