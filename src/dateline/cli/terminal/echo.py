"""Printing: all that a command prints passes through `echo`, so that no text from a file or an
argument controls the terminal.

Colors are escape sequences too. Those that `style` makes carry a number that no file can know: by
it `echo` tells them from sequences in the text.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping

import click

from dateline.values.search.results import Snippet
from dateline.visible import SIGNS, escape

_OURS = f"\x1b{os.urandom(8).hex()}"
_SIGN = re.compile(f"{_OURS}|[{SIGNS}]|\r(?!\n)")
_STYLE = rf"({_OURS}\[[\d;]*m|{_OURS}]8;;[!-~]*{_OURS}\\)"  # or a link
_PLAIN = f"{_OURS}[0m"  # ends every style
_WIDEST = 100  # columns: eyes lose the next line of wider text
_LINKED = r"https?://[!-~]+"


def echo(text: str = "", *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Print the text to stdout, or to stderr, with every sign that would control a terminal as an
    escape ("\\x1b"; see `dateline.visible`). `color` is as for `click.echo`: whether what `style`
    made is printed or left out; None finds out whether it is a terminal."""
    click.echo(_safe(text), err=err, nl=nl, color=color)


def echo_wrapped(
    text: str, *, hang: int | None = None, err: bool = False, color: bool | None = None
) -> None:
    """As `echo`, but where a terminal shows it, lines break between words and are at most 100
    columns wide. Their continuations are indented by `hang` columns; None: like the line itself."""
    width = screen_width(err=err)
    if width is not None:
        text = "\n".join(_wrapped(line, width, hang) for line in text.split("\n"))
    echo(text, err=err, color=color)


def screen_width(*, err: bool = False) -> int | None:
    """How wide text may be on the terminal that shows stdout (or stderr): its columns, at most 100.
    None if it is not a terminal."""
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        return None
    import shutil  # not for what is no terminal

    return max(20, min(shutil.get_terminal_size().columns, _WIDEST))


def _wrapped(line: str, width: int, hang: int | None) -> str:
    from dateline.cli.terminal.wrapping import cells, line_ranges

    line = _escaped(line)
    words = re.sub(_STYLE, "", line)
    if cells(words) <= width:
        return line
    if hang is None:
        hang = len(words) - len(words.lstrip(" "))
    return _cut(line, dict(line_ranges(words, width, hang)), " " * hang)


def _cut(line: str, ends: Mapping[int, int], indent: str) -> str:
    """The line in parts, which `ends` maps from start to end: offsets that do not count styles. A
    style that is interrupted ends there and begins again."""
    made: list[str] = []
    style, at, end = "", 0, 0
    for piece in re.split(_STYLE, line):
        if piece.startswith(_OURS):
            made.append(piece)
            style = "" if piece == _PLAIN else style + piece * (not piece.startswith(f"{_OURS}]"))
            continue
        for sign in piece:
            if at in ends:
                end = ends[at]
                made.append(f"{_PLAIN if style else ''}\n{indent}{style}" if at else "")
            made.append(sign if at < end else "")
            at += 1
    return "".join(made)


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


def link(text: str, url: str | None) -> str:
    """The text, for `echo`. If a terminal shows stdout, it links to the address (OSC 8), provided
    that this is one of the web and has none but printable ASCII characters."""
    if url is None or not re.fullmatch(_LINKED, url) or not _links():
        return text
    return f"{_OURS}]8;;{url}{_OURS}\\{text}{_OURS}]8;;{_OURS}\\"


def _links() -> bool:
    """Terminals that do not know links ignore them, but for these two kinds."""
    return sys.stdout.isatty() and os.environ.get("TERM") not in (None, "dumb", "linux")


def _safe(text: str) -> str:
    """The text with sequences of `style` as the terminal's own, and all other signs escaped."""
    return _escaped(text).replace(_OURS, "\x1b")


def _escaped(text: str) -> str:
    return _SIGN.sub(lambda sign: sign[0] if sign[0] == _OURS else escape(sign), text)


def colored(choice: str) -> bool | None:
    """The `color` argument of `echo`: None lets click find out whether it is a terminal."""
    if choice == "auto":
        return False if os.environ.get("NO_COLOR") else None
    return choice == "always"


def highlighted(snippet: Snippet, *, bold: bool = False) -> str:
    """The text in one line, for `echo`, with its highlights in bold red, which is legible on dark
    and on light terminals."""
    text = "".join(" " if sign.isspace() else sign for sign in snippet.text)
    pieces: list[str] = []
    done = 0
    for start, end in snippet.highlights:
        pieces.append(style(text[done:start], bold=bold or None))
        pieces.append(style(text[start:end], fg="red", bold=True))
        done = end
    pieces.append(style(text[done:], bold=bold or None))
    return "".join(pieces)
