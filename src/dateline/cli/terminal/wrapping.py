"""Lines that fit a terminal: broken between words, counted in the terminal's columns."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

# Signs that no line of Chinese or Japanese begins with, and those that none ends with (JIS X 4051).
_NOT_FIRST = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖")


def cells(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian wide signs take two, marks that
    combine with the letter before them and invisible signs take none (Unicode Annex 11)."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def line_ranges(text: str, width: int, hang: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line of a text without line breaks, so that the first fits in `width`
    columns, and each later one after an indent of `hang`. Spaces at a break are in no line. Lines
    break at spaces and between East Asian signs; a word that is longer than a line is cut."""
    start, room = 0, width
    while start < len(text):
        end = _end(text, start, room)
        yield start, start + len(text[start:end].rstrip(" "))
        start = end + len(text[end:]) - len(text[end:].lstrip(" "))
        room = width - hang


def _end(text: str, start: int, room: int) -> int:
    """Where the line that begins at `start` ends."""
    used, last = 0, start
    first = len(text) - len(text[start:].lstrip(" "))  # nothing breaks before the first word
    for at in range(start, len(text)):
        if at > first and _may_break(text[at - 1], text[at]):
            last = at
        used += _cells(text[at])
        if used > room and text[at] != " ":
            return last if last > start else max(at, start + 1)
    return len(text)


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _is_wide(after) or (_is_wide(before) and after.isalnum())


def _is_wide(sign: str) -> bool:
    return sign > "\u02ff" and east_asian_width(sign) in "WF"


def _cells(sign: str) -> int:
    if sign < "\u0300":
        return 1
    if _is_wide(sign):
        return 2
    return 0 if category(sign) in ("Mn", "Me", "Cf") else 1
