"""`dateline verify`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars
from dateline.values.archive.integrity import Damage, Verification
from dateline.values.search.results import ALL
from dateline.visible import one_line

_SHOWN = 50  # files that nothing names


@click.command(
    "verify",
    short_help="Check that the archive is whole: database, originals, index, decisions.",
    epilog="""\b
Examples:
  dateline verify
  dateline verify --sample 1000
  dateline verify --repair""",
)
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read only N of the originals, chosen at random; 0 reads none.",
)
@click.option("--repair", is_flag=True, help="Build again what is derived and damaged.")
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, sample: int | None, repair: bool, format: str) -> int:
    """Check that the archive is as Dateline left it, and name each damaged item.

    The database is checked by SQLite and by the digests of every text, field and annotation, each
    original by its SHA-256, the index by checksums and article by article, and decisions by what
    follows from them. --repair builds again what is derived, reads articles again whose original is
    whole, and touches nothing else.

    Exits with 4 if something is damaged (with --repair: still damaged).
    """
    from dateline.schemas.archive.integrity import verification_shape

    with location.open() as archive, progress_bars() as progress:
        wanted = ALL if sample is None else sample
        found = archive.verify(sample=wanted, repair=repair, progress=progress)
    if format == Format.JSON:
        print_json(verification_shape(found))
    else:
        _print(found)
    return 4 if found.damages else 0


def _print(found: Verification) -> None:
    for name, damages in (("repaired", found.repaired), ("damaged", found.damages)):
        for damage in damages:
            echo(f"{name}: {_line(damage)}")
    for path in found.strays[:_SHOWN]:
        echo(f"nothing names the file {one_line(path)}", err=True)
    if (more := len(found.strays) - _SHOWN) > 0:
        echo(f"and {counted(more, 'more such file')}", err=True)
    if found.not_compared:
        echo(f"the index was not compared: {found.not_compared}", err=True)
    echo(
        f"checked: {counted(found.versions, 'version')}, {counted(found.decisions, 'decision')}, "
        f"{counted(found.indexed, 'article')} in the index, {counted(found.originals, 'original')}"
    )
    if any(damage.is_derived for damage in found.damages):
        echo("hint: “dateline verify --repair” builds again what is derived", err=True)
    if any(not damage.is_derived for damage in found.damages):
        echo("hint: ingest the damaged files again, or restore them from a backup", err=True)


def _line(damage: Damage) -> str:
    return one_line(f"{damage.part.value} {damage.item}: {damage.problem}")
