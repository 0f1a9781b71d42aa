"""Asking a person whether events are right, and keeping the answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.cli.common.event_lines import print_event
from dateline.cli.terminal.echo import echo
from dateline.values.events import CodedEvent, Review

if TYPE_CHECKING:
    from dateline.archive import Archive

_QUESTION = "right? y, n, s(kip) or q(uit), then a note if you like: "


def review_each(archive: Archive, events: Iterable[CodedEvent], *, sampled: bool) -> int:
    """Show each event and ask about it, until the person quits or the input ends. Return how many
    were reviewed. Each answer is kept before the next question."""
    reviewed = 0
    for event in events:
        print_event(event, err=True)
        answer, note = _answer()
        if answer == "q":
            break
        if answer != "s":
            review = Review(right=answer == "y", sampled=sampled, note=note)
            archive.events.judge(event.id, review)
            reviewed += 1
    return reviewed


def _answer() -> tuple[str, str]:
    """y, n, s or q, and the words after it. The end of the input is q."""
    while True:
        echo(_QUESTION, nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            echo(err=True)
            return "q", ""
        first, _, note = line.strip().partition(" ")
        if first.lower() in ("y", "yes", "n", "no", "s", "skip", "q", "quit"):
            return first[0].lower(), note.strip()
