"""The tags and notes of an article, below its text."""

from __future__ import annotations

from dateline.cli.common.decision_lines import print_note
from dateline.cli.terminal.echo import echo_wrapped, style
from dateline.values.curation.decisions import Labels
from dateline.visible import one_line


def print_labels(labels: Labels) -> None:
    """A line with the tags, and the notes; nothing if there are none."""
    if labels.tags:
        tags = ", ".join(map(one_line, labels.tags))
        echo_wrapped(f"\n{style('tags', dim=True)}  {tags}", hang=6)
    for note in labels.notes:
        print_note(note)
