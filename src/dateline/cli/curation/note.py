"""`dateline note`."""

from __future__ import annotations

import sys

import click

from dateline.cli.common.decision_lines import print_note
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo


@click.command(
    "note",
    short_help="Write a note on an article, or take one back.",
    epilog="""\b
Examples:
  dateline note 9a2d10a1 "The ministry confirmed the figure by phone."
  dateline note 9a2d10a1
  dateline note 9a2d10a1 --list
  dateline note 9a2d10a1 --remove 1
  dateline search note:ministry""",
)
@click.argument("id")
@click.argument("text", nargs=-1)
@click.option("--list", "listing", is_flag=True, help="List the notes with their numbers.")
@click.option("--remove", type=click.IntRange(min=1), metavar="N", help="Take back note N.")
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation, *, id: str, text: tuple[str, ...], listing: bool, remove: int | None
) -> int:
    """Write a note on the article whose id begins with ID.

    Without TEXT, $EDITOR opens; “-” reads the note from standard input. An article may have many
    notes. “note:” searches them, and “has:note” finds the articles that have one.

    Exits with 1 if --list finds none.
    """
    if sum((bool(text), listing, remove is not None)) > 1:
        raise click.UsageError("a text, --list and --remove cannot be used together")
    with location.open() as archive:
        notes = archive.curation.labels(id).notes
        if listing:
            for number, each in enumerate(notes, 1):
                print_note(each, number)
            return 0 if notes else 1
        if remove is not None:
            if remove > len(notes):
                raise click.UsageError(f"the article has {len(notes)} notes, and no note {remove}")
            archive.curation.unnote(id, notes[remove - 1].at)
            return 0
        written = sys.stdin.read() if text == ("-",) else " ".join(text) or _edited()
        if not written.strip():
            echo("no note was written", err=True)
            return 1
        archive.curation.note(id, written)
    return 0


def _edited() -> str:
    if not sys.stdin.isatty():
        raise click.UsageError("without a terminal for an editor, give the TEXT of the note, or -")
    return click.edit(extension=".md") or ""
