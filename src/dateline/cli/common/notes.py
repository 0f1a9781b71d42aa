"""Notes on stderr that several commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.cli.terminal.echo import echo

if TYPE_CHECKING:
    from dateline.archive import Archive


def print_unannotated(archive: Archive) -> None:
    """If articles are not annotated yet, say so: it may be why nothing was found."""
    if waiting := archive.unannotated():
        articles = "1 article is" if waiting == 1 else f"{waiting:,} articles are"
        note = f"{articles} not annotated by the current rules yet: run “dateline index sync”"
        echo(f"note: {note}", err=True)
