"""Printing: all that a command prints passes through `echo`, so that no text from a file or an
argument controls the terminal.

Colors are escape sequences too. Those that `style` makes carry a number that no file can know: by
it `echo` tells them from sequences in the text.
"""

from __future__ import annotations

import os
import re
import sys

import click

from dateline.values.results import Snippet
from dateline.visible import SIGNS, escape

_OURS = f"\x1b{os.urandom(8).hex()}"
_SIGN = re.compile(f"{_OURS}|[{SIGNS}]|\r(?!\n)")


def echo(text: str = "", *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Print the text to stdout, or to stderr, with every sign that would control a terminal as an
    escape ("\\x1b"; see `dateline.visible`). `color` is as for `click.echo`: whether what `style`
    made is printed or left out; None finds out whether it is a terminal."""
    click.echo(_safe(text), err=err, nl=nl, color=color)


def echo_bytes(data: bytes) -> None:
    """Print bytes as they are; on a terminal, as the text that they are, through `echo`."""
    if sys.stdout.isatty():
        echo(data.decode("utf-8", "backslashreplace"), nl=False)
    else:
        click.echo(data, nl=False)


def style(
    text: str, *, fg: str | None = None, bold: bool | None = None, dim: bool | None = None
) -> str:
    """The text in a color, bold or dim, for `echo`."""
    return click.style(_safe(text), fg=fg, bold=bold, dim=dim).replace("\x1b", _OURS)


def _safe(text: str) -> str:
    """The text with sequences of `style` as the terminal's own, and all other signs escaped."""
    return _SIGN.sub(lambda sign: "\x1b" if sign[0] == _OURS else escape(sign), text)


def colored(choice: str) -> bool | None:
    """The `color` argument of `echo`: None lets click find out whether it is a terminal."""
    if choice == "auto":
        return False if os.environ.get("NO_COLOR") else None
    return choice == "always"


def highlighted(snippet: Snippet, *, bold: bool = False) -> str:
    """The text for a terminal, with its highlights in bold yellow."""
    pieces: list[str] = []
    done = 0
    for start, end in snippet.highlights:
        pieces.append(style(snippet.text[done:start], bold=bold or None))
        pieces.append(style(snippet.text[start:end], fg="yellow", bold=True))
        done = end
    pieces.append(style(snippet.text[done:], bold=bold or None))
    return "".join(pieces)
