"""`dateline verify`."""

from __future__ import annotations

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.terminal.echo import echo
from dateline.values.integrity import Damage, Verification
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

    The database is checked by SQLite and by the digests of every text and field, each original by
    its SHA-256, the index by checksums and article by article, and decisions by what follows from
    them. --repair builds again what is derived, reads articles again whose original is whole, and
    touches nothing else.

    Exits with 4 if something is damaged (with --repair: still damaged).
    """
    from dateline.schemas.integrity import verification_shape

    with location.open() as archive:
        found = archive.verify(sample=ALL if sample is None else sample, repair=repair)
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
    if len(found.strays) > _SHOWN:
        echo(f"and {len(found.strays) - _SHOWN:,} more such files", err=True)
    checked = (
        ("version", found.versions),
        ("decision", found.decisions),
        ("article in the index", found.indexed),
        ("original", found.originals),
    )
    echo(f"checked: {', '.join(_counted(name, number) for name, number in checked)}")
    if any(damage.is_derived for damage in found.damages):
        echo("hint: “dateline verify --repair” builds again what is derived", err=True)
    if any(not damage.is_derived for damage in found.damages):
        echo("hint: ingest the damaged files again, or restore them from a backup", err=True)


def _line(damage: Damage) -> str:
    return one_line(f"{damage.part.value} {damage.item}: {damage.problem}")


def _counted(name: str, number: int) -> str:
    if number == 1:
        return f"1 {name}"
    return f"{number:,} {name.replace('article', 'articles') if ' ' in name else name + 's'}"
