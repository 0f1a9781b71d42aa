"""`dateline events review`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.event_options import choice_options, chosen
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.events.asking import review_each
from dateline.cli.terminal.echo import echo
from dateline.events.choice import Background


@click.command(
    "review",
    cls=QueryCommand,
    epilog="""\b
Examples:
  dateline events review --type ASSAULT
  dateline events review libya --all""",
)
@choice_options(Background.INCLUDE)
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, /, **choice: Any) -> int:
    """Show each event and ask whether it is right.

    Answer y or n, s to skip the event, q to quit. Words after the answer are kept as a note
    ("n the other way round"). Events that were reviewed are skipped, unless --all is given. Events
    marked as wrong are no longer listed, nor found by searches.

    Exits with 1 if there is nothing to review.
    """
    with location.open() as archive:
        ids = [
            event.id
            for event in chosen(archive, **choice)
            if choice["include_wrong"] or event.review is None
        ]
        reviewed = review_each(archive, map(archive.events.get, ids), sampled=False)
    echo(f"{counted(reviewed, 'event')} reviewed, of {len(ids)}", err=True)
    return 0 if ids else 1
