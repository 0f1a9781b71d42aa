"""Running text to blocks: what a blank line, a line end and a bullet mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from dateline.values.draft import Block, Role

BULLETS = "•‣◦▪▫●○■□–*·"

_BULLET = re.compile(rf"[{re.escape(BULLETS)}-]\s+\S")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")

_MAX_WRAP = 100
"""Mail and old archives wrap lines at 65 to 80 characters, and hardly any at more than 100."""

_MIN_WRAP = 40


def text_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs and list items of `text`, whose line ends are "\\n".

    A blank line separates blocks. So does a line end, unless the lines around it were wrapped at a
    width: then they are one paragraph, joined with spaces, up to the next line that is indented.
    """
    return tuple(
        block for chunk in _BLANK_LINE.split(text) if chunk.strip() for block in _chunk(chunk)
    )


def _chunk(chunk: str) -> list[Block]:
    lines = [line for line in chunk.split("\n") if line.strip()]
    starts = [n for n, line in enumerate(lines) if n == 0 or line[:2].isspace()]
    if len(starts) == len(lines):
        starts = [0]
    parts = [
        [line.strip() for line in lines[start:end]]
        for start, end in pairwise([*starts, len(lines)])
    ]
    width = max(len(line) for part in parts for line in part)
    if len(lines) > len(parts) and all(_wrapped(part, width) for part in parts):
        return [Block(role=Role.PARAGRAPH, text=" ".join(part)) for part in parts]
    return [_block(line) for part in parts for line in part]


def _block(line: str) -> Block:
    role = Role.LIST_ITEM if _BULLET.match(line) else Role.PARAGRAPH
    return Block(role=role, text=line)


def _wrapped(lines: list[str], width: int) -> bool:
    """Whether a paragraph was wrapped at a width: every line but the last is nearly as long as the
    longest, and the next word would not have fitted."""
    if not _MIN_WRAP <= width <= _MAX_WRAP or any(map(_BULLET.match, lines)):
        return False
    return all(len(line) + 1 + _first_word(after) > width for line, after in pairwise(lines))


def _first_word(line: str) -> int:
    return len(line.split(None, 1)[0])


def row_blocks(cells: Iterable[Iterable[str]]) -> tuple[Block, ...]:
    """A table's row as one paragraph, its cells separated by bars. If only one cell has text, the
    table is a frame around it, and each of its paragraphs is a block."""
    filled = [texts for cell in cells if (texts := [text for text in cell if text])]
    rows = filled[0] if len(filled) == 1 else [" | ".join(map(" ".join, filled))]
    return tuple(Block(role=Role.PARAGRAPH, text=text) for text in rows if text)
