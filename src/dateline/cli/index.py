"""`dateline index sync`, `rebuild`, `check` and `info`."""

from __future__ import annotations

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.notes import naming_unannotated
from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_json
from dateline.cli.terminal.echo import echo, style
from dateline.cli.terminal.progress import progress_bars
from dateline.schemas.archive.listing import index_check_shape, index_info_shape
from dateline.schemas.shape import as_object
from dateline.values.search.results import ALL

_SHOWN_IDS = 10
_REBUILT_BY = "the next search or “dateline index rebuild” rebuilds it"


_REPAIRED_BY = "“dateline index rebuild” repairs that"
_RESUMES = "the old index stays in use, and the next “dateline index rebuild” resumes"


@click.group(
    "index",
    short_help="Bring the index up to date, rebuild it, or check it.",
    epilog="""\b
Examples:
  dateline index info
  dateline index rebuild --engine tantivy
  dateline index check && echo all there""",
)
def command() -> None:
    """Maintain the index. It is made from the database and can be rebuilt at any time.

    A search brings a stale index up to date by itself. Use these commands to do it now, to change
    the engine, or to inspect the index.
    """


@command.command(
    "sync",
    short_help="Bring the index up to date.",
    epilog="""\b
Examples:
  dateline index sync""",
)
@archive_option
@click.pass_obj
def sync(location: ArchiveLocation) -> int:
    """Index the changes that the index lacks, as the next search would do first.

    Articles that are not annotated by the current rules are annotated before.

    Exits with 3 if one of them cannot be annotated, and with 5 if another process is writing.
    """
    with location.open() as archive, naming_unannotated(archive) as failed:
        with progress_bars() as observer:
            done = archive.index.sync(jobs=ALL, progress=observer)
        echo(f"{counted(done, 'article')} indexed" if done else "the index is current")
    return 3 if failed else 0


@command.command(
    "rebuild",
    short_help="Rebuild the index, in this or another engine.",
    epilog="""\b
Examples:
  dateline index rebuild
  dateline index rebuild --engine tantivy""",
)
@click.option(
    "--engine",
    metavar="NAME",
    help="whoosh or tantivy (faster; pip install “dateline[tantivy]”). The archive keeps it until "
    "a rebuild names another. Default: the engine in use.",
)
@archive_option
@click.pass_obj
def rebuild(location: ArchiveLocation, engine: str | None) -> int:
    """Rebuild the index from the database.

    The old index answers searches until the new one is complete and its articles are counted. If
    the command is interrupted, the same command resumes, unless something was ingested since.

    Exits with 5 if another process is writing.
    """
    with location.open() as archive, progress_bars() as observer:
        try:
            articles = archive.index.rebuild(engine, progress=observer)
        except BaseException as stopped:  # Ctrl-C among others
            stopped.add_note(_RESUMES)
            raise
        info = archive.index.info()
    size = _megabytes(info.size_bytes)
    echo(f"{counted(articles, 'article')} in a new {info.engine} index of {size}")
    return 0


@command.command(
    "check",
    short_help="Compare the index with the database.",
    epilog="""\b
Examples:
  dateline index check
  dateline index check --json | jq .missing""",
)
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def check(location: ArchiveLocation, format: str) -> int:
    """Compare the ids of the articles in the database with those in the index, and the files of the
    index with their checksums.

    Changes that are still to be indexed (pending) do not count as a difference. An index that the
    next search rebuilds, because another version of Dateline made it, is not compared.

    Exits with 4 if articles are missing in the index, if it has articles that the database does not
    have, or if a file of the index has changed on the disk; “dateline index rebuild” repairs that.
    Exits with 5 if another process wrote to one of them meanwhile.
    """
    with location.open() as archive:
        found = archive.index.check()
    if format == Format.JSON:
        print_json(index_check_shape(found))
    elif found.rebuild_reason:
        echo(f"{found.rebuild_reason}: {_REBUILT_BY}")
    elif found.damaged:
        number = counted(len(found.damaged), "file")
        echo(f"{number} of the index not as written: {', '.join(found.damaged)}")
        echo(f"hint: {_REPAIRED_BY}", err=True)
    else:
        echo(
            f"{counted(found.articles, 'article')}, {found.indexed:,} in the index, "
            f"{found.pending:,} pending, {len(found.missing):,} missing, "
            f"{len(found.surplus):,} surplus"
        )
        for name, ids in (("missing", found.missing), ("surplus", found.surplus)):
            for id in ids[:_SHOWN_IDS]:
                echo(f"{name}: {id}", err=True)
            if len(ids) > _SHOWN_IDS:
                echo(f"{name}: and {len(ids) - _SHOWN_IDS:,} more", err=True)
        if not found.agrees:
            echo(f"hint: {_REPAIRED_BY}", err=True)
    return 0 if found.agrees else 4


@command.command(
    "info",
    short_help="Show the engine and the state of the index.",
    epilog="""\b
Examples:
  dateline index info
  dateline index info --json | jq .stale""",
)
@format_options(Format.TABLE, Format.JSON)
@archive_option
@click.pass_obj
def info(location: ArchiveLocation, format: str) -> int:
    """Show the engine of the index, the versions that made it, its number of articles and its size,
    whether it is stale, and why the next search rebuilds it, if it does."""
    with location.open() as archive:
        found = index_info_shape(archive.index.info())
    if format == Format.JSON:
        print_json(found)
    else:
        values = as_object(found)
        if found.rebuild_reason:
            values["rebuild_reason"] = f"{found.rebuild_reason}: {_REBUILT_BY}"
        for name, value in values.items():
            if value != "":
                echo(f"{style(f'{name:>14}', dim=True)}  {value}")
    return 0


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"
