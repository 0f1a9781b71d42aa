"""`dateline reprocess`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli.common.field_changes import print_changes
from dateline.cli.common.notes import naming_unannotated
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    apply_options,
    archive_option,
    format_options,
    jobs_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo, style
from dateline.schemas.changes import ReprocessReportShape, RereadArticleShape, reread_shape
from dateline.values.search.results import ALL

if TYPE_CHECKING:
    from dateline.ingest.reprocess import Rereading


class _Counts:
    """Counts what was read again."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0
        self.changed = 0
        self.explained = 0
        self.fields: Counter[str] = Counter()

    def over(self, rereadings: Iterable[Rereading]) -> Iterator[Rereading]:
        """Pass on those that changed or failed, and count all of them."""
        for rereading in rereadings:
            self.read += 1
            self.failed += rereading.failure is not None
            self.changed += bool(rereading.changes)
            self.explained += rereading.explained and not rereading.changes
            self.fields.update(change.field for change in rereading.changes)
            if rereading.changes or rereading.failure is not None:
                yield rereading


@click.command(
    "reprocess",
    cls=QueryCommand,
    short_help="Read originals again, and show what would change.",
    epilog="""\b
Examples:
  dateline reprocess
  dateline reprocess source:"arab news" --limit 3
  dateline reprocess --apply""",
)
@apply_options
@jobs_option("Processes that read, as for ingest.", default=0)
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    query: tuple[str, ...],
    *,
    apply: bool,
    limit: int,
    jobs: int,
    format: str,
) -> int:
    """Read the original files of the articles that match QUERY again, with the current readers, and
    show field by field what would change; without QUERY, of all articles.

    With --apply the changes are made: the same versions get the new values, under the same ids.
    What can no longer be read stays as it is.

    Exits with 1 if no article matches, and with 3 if some could not be read or annotated again.
    """
    counts = _Counts()
    with location.open() as archive, naming_unannotated(archive) as unannotated:
        text = " ".join(query) or ALL
        changed = counts.over(archive.reprocess(text, apply=apply, jobs=jobs))
        if format == Format.JSON:
            articles = tuple(map(reread_shape, changed))
            print_json(_report(counts, articles, apply=apply))
        elif format == Format.JSONL:
            print_jsonl(map(reread_shape, changed))
        elif format == Format.CSV:
            print_csv(("id", "version", "field", "before", "after", "failure"), _rows(changed))
        else:
            _print(changed, limit)
            _print_summary(counts, apply=apply)
    if not counts.read:
        echo("no article matches", err=True)
        return 1
    return 3 if counts.failed or unannotated else 0


def _report(
    counts: _Counts, articles: tuple[RereadArticleShape, ...], *, apply: bool
) -> ReprocessReportShape:
    return ReprocessReportShape(
        applied=apply,
        read=counts.read,
        changed=counts.changed,
        explained=counts.explained,
        failed=counts.failed,
        fields=dict(counts.fields.most_common()),
        articles=articles,
    )


def _rows(rereadings: Iterable[Rereading]) -> Iterator[tuple[object, ...]]:
    for rereading in rereadings:
        for change in rereading.changes:
            yield (
                rereading.article,
                rereading.version,
                change.field,
                change.before,
                change.after,
                None,
            )
        if rereading.failure is not None:
            yield rereading.article, rereading.version, None, None, None, rereading.failure


def _print(rereadings: Iterable[Rereading], limit: int) -> None:
    for number, rereading in enumerate(rereadings):
        version = f", version {rereading.version}" if rereading.version > 1 else ""
        if rereading.failure is not None:
            echo(f"failed: {rereading.article}{version}: {rereading.failure}", err=True)
        elif number < limit:
            title = style(rereading.title or "(no title)", bold=True)
            echo(f"{rereading.article}{version}  {title}")
            print_changes(rereading.changes)


def _print_summary(counts: _Counts, *, apply: bool) -> None:
    verb = "changed" if apply else "would change"
    fields = ", ".join(f"{field} {count}" for field, count in counts.fields.most_common())
    line = f"{counts.read} read again: {counts.changed} {verb}"
    line += f" ({fields})" if fields else ""
    if counts.explained:
        line += f", {counts.explained} in their evidence only"
    if counts.failed:
        line += f", {counts.failed} could not be read"
    echo(line)
    if not apply and (counts.changed or counts.explained):
        echo("nothing was changed yet: --apply makes the changes", err=True)
