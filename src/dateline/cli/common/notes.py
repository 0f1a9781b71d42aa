"""Notes on stderr that several commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.archive import Archive


def print_unannotated(archive: Archive) -> None:
    """That nothing was found may be since articles wait to be annotated: then say so."""
    if waiting := archive.unannotated():
        articles = "1 article is" if waiting == 1 else f"{waiting:,} articles are"
        note = f"{articles} not annotated by the present rules yet: “dateline index sync” does it"
        click.echo(f"note: {note}", err=True)
