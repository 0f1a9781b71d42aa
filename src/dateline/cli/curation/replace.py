"""`dateline replace`."""

from __future__ import annotations

import click

from dateline.cli.common.notes import naming_unannotated
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo


@click.command(
    "replace",
    short_help="Put a mended file in the place of an article.",
    epilog="""\b
Examples:
  dateline replace 9a2d10a1 mended.txt --reason "the scan had cut off two lines\"""",
)
@click.argument("id")
@click.argument("file", type=click.Path(dir_okay=False, readable=False))
@click.option("--reason", metavar="TEXT", help="Why; it is kept with the decision.")
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, id: str, file: str, reason: str | None) -> int:
    """Put the article in FILE in the place of the article whose id begins with ID.

    It becomes the current version of that article, marked as a replacement, under the same id, with
    its tags, notes and corrections. The version before stays (“show ID --versions”).

    Exits with 3 if it cannot be annotated.
    """
    with location.open() as archive, naming_unannotated(archive) as failed:
        archive.curation.replace(id, file, reason=reason)
        article = archive.article(id)
        echo(f"{article.id}: version {article.version}")
    return 3 if failed else 0
