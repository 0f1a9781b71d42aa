"""`dateline decisions export` and `dateline decisions import`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.decision_lines import described
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.terminal.echo import echo

_SHOWN = 10  # decisions that do not fit


@click.command(
    "export",
    epilog="""\b
Examples:
  dateline decisions export decisions.jsonl""",
)
@click.argument("file", type=click.Path(dir_okay=False, readable=False))
@archive_option
@click.pass_obj
def export(location: ArchiveLocation, *, file: str) -> None:
    """Write everything that people decided to FILE: tags, notes, corrections, names of sources,
    deletions, entities, reviews and saved searches.

    The file has a line of JSON for each decision, by time: git shows what is new in it.
    """
    with location.open() as archive:
        number = archive.curation.export(file)
    echo(f"{counted(number, 'decision')} exported", err=True)


@click.command(
    "import",
    epilog="""\b
Examples:
  dateline decisions import decisions.jsonl""",
)
@click.argument("file", type=click.Path(readable=False))
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def import_(location: ArchiveLocation, *, file: str, format: str) -> None:
    """Take over the decisions in FILE, which “decisions export” wrote, all or none. FILE may also
    be a bundle: a folder, or a zip file.

    What is known already is not added again. Decisions that do not fit are listed: those about
    articles that are not here hold as soon as these come.
    """
    from dateline.schemas.curation import import_shape

    with location.open() as archive:
        report = archive.curation.import_(file)
    if format == Format.JSON:
        print_json(import_shape(report))
        return
    echo(f"{counted(report.added, 'decision')} added, {report.known:,} known already")
    if report.waiting:
        echo(f"{counted(len(report.waiting), 'decision')} do not fit:")
        for decision in report.waiting[:_SHOWN]:
            echo(f"  {decision.article}  {decision.action.value} {described(decision)}")
        if len(report.waiting) > _SHOWN:
            echo(f"  and {len(report.waiting) - _SHOWN:,} more")
