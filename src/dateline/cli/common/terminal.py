"""Text for a terminal: colors, highlights, and names that cannot control it."""

from __future__ import annotations

import os
import re

import click

from dateline.values.results import Snippet

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """The text in one line, safe to print on a terminal. Characters that control a terminal, end a
    line or change the direction of writing become escapes ("\\x1b"): file names may have any."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def colored(choice: str) -> bool | None:
    """The `color` argument of `click.echo`: None lets click find out whether it is a terminal."""
    if choice == "auto":
        return False if os.environ.get("NO_COLOR") else None
    return choice == "always"


def highlighted(snippet: Snippet, *, bold: bool = False) -> str:
    """The text for a terminal, with its highlights in bold yellow."""
    pieces: list[str] = []
    done = 0
    for start, end in snippet.highlights:
        pieces.append(click.style(snippet.text[done:start], bold=bold or None))
        pieces.append(click.style(snippet.text[start:end], fg="yellow", bold=True))
        done = end
    pieces.append(click.style(snippet.text[done:], bold=bold or None))
    return "".join(pieces)
