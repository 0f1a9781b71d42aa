"""`dateline delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.common.options import ArchiveLocation, Format, archive_option, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.common.selection import selected
from dateline.cli.removal.preview import agreed, print_preview, print_removed
from dateline.cli.terminal.echo import echo
from dateline.schemas.archive.removal import deletion_shape, deletions_shape

if TYPE_CHECKING:
    from dateline.archive import Archive

_COLUMNS = ("at", "by", "article", "versions", "refused", "reason")


@click.command(
    "delete",
    cls=QueryCommand,
    short_help="Delete articles for good, with a reason.",
    epilog="""\b
Examples:
  dateline delete 0a5d --reason "taken down at the author's request"
  dateline delete by:"jane example" --reason "court order 12/26" --purge
  dateline delete 0a5d --version 1 --reason "published by mistake"
  dateline delete --list""",
)
@click.argument("query", nargs=-1, metavar="[ID... | QUERY]")
@click.option("--reason", metavar="TEXT", help="Why. It is kept, and shown when it is refused.")
@click.option(
    "--version",
    "versions",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Delete only this version of one article. Can be given several times.",
)
@click.option(
    "--purge",
    is_flag=True,
    help="Leave nothing of the text in the archive's files. Without anything to delete: end a "
    "purge that was interrupted.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--list", "listed", is_flag=True, help="List what was deleted, by whom and why.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    query: tuple[str, ...],
    *,
    reason: str | None,
    versions: tuple[int, ...],
    purge: bool,
    yes: bool,
    listed: bool,
    format: str,
) -> int:
    """Delete the articles with these IDs, or all that match QUERY: with their versions and
    annotations, what people decided of them, and the files that nothing else needs.

    Shows what would go and asks. What stays is who deleted what, when and why; by digests the same
    files and records are rejected from then on, unless “dateline ingest --again” is used. A file
    that has other articles in it stays, and with it what was deleted, except with --purge.

    Exits with 1 if no article matches or the answer is no, and with 2 if nobody can be asked and
    there is no --yes.
    """
    with location.open() as archive:
        if listed:
            return _list(archive, format)
        if purge and not query:
            return _end_purge(archive)
        if reason is None or not reason.strip():
            raise click.UsageError("--reason TEXT is needed: it is all that is kept of it")
        ids = selected(archive, query)
        if not ids:
            echo("no article matches", err=True)
            return 1
        removal = archive.deletions.preview(ids, versions=versions, purge=purge)
        print_preview(removal, purge=purge)
        if not agreed("delete this for good?", yes=yes):
            return 1
        removal = archive.deletions.delete(ids, reason=reason, versions=versions, purge=purge)
    print_removed(removal, "deleted", format)
    return 0


def _list(archive: Archive, format: str) -> int:
    deletions = archive.deletions.all()
    if format == Format.JSON:
        print_json(deletions_shape(deletions))
    elif format == Format.JSONL:
        print_jsonl(map(deletion_shape, deletions))
    elif format == Format.CSV:
        rows = ([getattr(each, name) for name in _COLUMNS] for each in deletions)
        print_csv(_COLUMNS, rows)
    elif deletions:
        print_table(
            _COLUMNS,
            [
                (
                    f"{each.at[:19]}Z",
                    each.by,
                    each.article,
                    " ".join(map(str, each.versions)) or "all",
                    str(each.refused),
                    each.reason,
                )
                for each in deletions
            ],
            right="refused",
        )
    else:
        echo("nothing was deleted", err=True)
    if archive.deletions.is_purging:
        echo("note: a purge was interrupted; “dateline delete --purge” ends it", err=True)
    return 0 if deletions else 1


def _end_purge(archive: Archive) -> int:
    ended = archive.deletions.end_purge()
    echo("the purge has ended" if ended else "there is no purge to end", err=True)
    return 0
