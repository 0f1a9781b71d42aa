"""Changes of an article's fields, for people."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from dateline.cli.terminal.echo import echo, style
from dateline.comparing import FieldChange, Piece, PieceKind

_CONTEXT = 8  # words shown on each side of a change


def print_changes(changes: Iterable[FieldChange]) -> None:
    """Each field with its words: [-removed-] in red and {+added+} in green, as in git. Words that
    are the same are cut to those around a change."""
    color = False if os.environ.get("NO_COLOR") else None
    for change in changes:
        name = style(f"{change.field:>13}", dim=True)
        text = "".join(_shown(change.pieces)).strip().replace("\n\n", "\n").splitlines()
        echo(f"{name}  " + f"\n{' ' * 15}".join(text), color=color)


def _shown(pieces: tuple[Piece, ...]) -> Iterator[str]:
    space = True  # whether a space separates the next word from the one before
    for number, piece in enumerate(pieces):
        if piece.kind is PieceKind.SAME:
            text = _shortened(piece.text, first=number == 0, last=number == len(pieces) - 1)
        else:
            text = _marked(piece)
        yield text if space or text[:1].isspace() else f" {text}"
        space = piece.text[-1:].isspace()


def _marked(piece: Piece) -> str:
    words = piece.text.strip() or "¶"  # nothing but a break between paragraphs
    before, _, after = piece.text.partition(words) if words in piece.text else ("", "", piece.text)
    removed = piece.kind is PieceKind.REMOVED
    marked = f"[-{words}-]" if removed else f"{{+{words}+}}"
    return before + style(marked, fg="red" if removed else "green") + after


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """The words next to a change, and an ellipsis for those between."""
    words = text.split(" ")
    if len(words) <= 2 * _CONTEXT + 2:
        return text
    before = "" if first else " ".join(words[:_CONTEXT]) + " "
    after = "" if last else " " + " ".join(words[-_CONTEXT:])
    return f"{before}…{after}"
