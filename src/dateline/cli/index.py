"""`dateline index sync`, `rebuild`, `check` and `info`."""

from __future__ import annotations

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.common.progress import index_progress
from dateline.schemas.listing import index_check_shape, index_info_shape
from dateline.schemas.shape import as_object

_SHOWN_IDS = 10
_ANEW = "the next search, or “dateline index rebuild”, makes it anew"


@click.group(
    "index",
    short_help="Bring the index up to date, make it anew, or check it.",
    epilog="""\b
Examples:
  dateline index info
  dateline index rebuild --engine tantivy
  dateline index check && echo all there""",
)
def command() -> None:
    """Look after the index, which is made from the database and can be made again at any time.

    Searches bring an index that is behind up to date by themselves; these commands are for when
    it is to be done now, in another engine, or looked into.
    """


@command.command("sync", short_help="Bring the index up to date.")
@archive_option
@click.pass_obj
def sync(location: ArchiveLocation) -> int:
    """Carry over what the database has and the index has not yet, as a search would do first.

    Exits with 5 if another process is writing.
    """
    with location.open() as archive, index_progress() as moved:
        done = archive.index.sync(jobs=None, indexing=lambda number: moved(number, None))
    click.echo(f"{_articles(done)} carried into the index" if done else "the index is current")
    return 0


@command.command("rebuild", short_help="Make the index anew, in this or another engine.")
@click.option(
    "--engine",
    metavar="NAME",
    help="whoosh (the default one) or tantivy (fast; pip install “dateline[tantivy]”); kept "
    "until the next rebuild that names another. Else the one in use.",
)
@archive_option
@click.pass_obj
def rebuild(location: ArchiveLocation, engine: str | None) -> int:
    """Make the index anew from the database.

    The new index is made beside the old one, which answers searches until the new one is whole
    and its articles are counted. If this is interrupted, the same command goes on where it
    stopped, unless something was ingested since. Exits with 5 if another process is writing.
    """
    with location.open() as archive, index_progress() as moved:
        held = archive.index.rebuild(engine, watch=moved)
        info = archive.index.info()
    click.echo(f"{_articles(held)} in a new {info.engine} index of {_megabytes(info.size_bytes)}")
    return 0


@command.command("check", short_help="Compare the index with the database.")
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def check(location: ArchiveLocation, format: str) -> int:
    """Compare the ids of the articles in the database with those in the index.

    Changes that wait to be carried over (pending) are no difference, and an index that the next
    search makes anew, since another version of Dateline made it, has no fault. Exits with 4 if
    articles are missing in the index, or there are some that the database does not have:
    “dateline index rebuild” mends that. Exits with 5 if another process wrote to either of them
    meanwhile.
    """
    with location.open() as archive:
        found = archive.index.check()
    if format == Format.JSON:
        print_json(index_check_shape(found))
    elif found.rebuild_reason:
        click.echo(f"{found.rebuild_reason}: {_ANEW}")
    else:
        click.echo(
            f"{_articles(found.articles)}, {found.indexed:,} in the index, "
            f"{found.pending:,} pending, {len(found.missing):,} missing, "
            f"{len(found.surplus):,} surplus"
        )
        for name, ids in (("missing", found.missing), ("surplus", found.surplus)):
            for id in ids[:_SHOWN_IDS]:
                click.echo(f"{name}: {id}", err=True)
            if len(ids) > _SHOWN_IDS:
                click.echo(f"{name}: and {len(ids) - _SHOWN_IDS:,} more", err=True)
        if not found.agrees:
            click.echo("hint: “dateline index rebuild” makes the index anew", err=True)
    return 0 if found.agrees else 4


@command.command("info", short_help="Show what the index is, and whether it is behind.")
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def info(location: ArchiveLocation, format: str) -> int:
    """Show the index's engine, what it was made with, its articles and its size, whether it is
    behind the database, and why, if so, the next search makes it anew."""
    with location.open() as archive:
        found = index_info_shape(archive.index.info())
    if format == Format.JSON:
        print_json(found)
    else:
        values = as_object(found)
        if found.rebuild_reason:
            values["rebuild_reason"] = f"{found.rebuild_reason}: {_ANEW}"
        for name, value in values.items():
            if value != "":
                click.echo(f"{click.style(f'{name:>14}', dim=True)}  {value}")
    return 0


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"
