"""What differs between two readings of an article: field by field, and text word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from dateline.values.article import Article, Caption, Source
from dateline.values.moment import Moment

# Only values count: other evidence for the same value is not a change.
_COMPARED = tuple(
    field.name for field in fields(Article) if field.name not in ("evidence", "dates")
)
_WORD = re.compile(r"(\S+|\n\s*)([^\S\n]*)")  # a word or a break of lines, and spaces after it


class PieceKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of words that are all in both texts, or all in the first or the second alone."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field with another value than before; None is a field without a value."""

    field: str
    before: str | None
    after: str | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words of both, in order."""
        return word_difference(self.before or "", self.after or "")


def changes(before: Article, after: Article) -> tuple[FieldChange, ...]:
    """The fields whose values differ, in the order of Article, as text for a person."""
    return tuple(
        FieldChange(field=name, before=_text(old), after=_text(new))
        for name in _COMPARED
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both texts, each with the white space after it. What is SAME or ADDED makes
    up `after`; what is SAME or REMOVED are the words of `before`. Two texts of 6,000
    words that have nothing in common take 0.1 s."""
    return tuple(
        piece for piece in _by_words(_WORD.findall(before), _WORD.findall(after)) if piece.text
    )


def _by_words(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, [w for w, _ in old], [w for w, _ in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(PieceKind.SAME, _run(new[c:d]))
        else:
            yield Piece(PieceKind.REMOVED, _run(old[a:b]))
            yield Piece(PieceKind.ADDED, _run(new[c:d]))


def _run(words: list[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)


def _text(value: object) -> str | None:
    """The value of a field as text; None if there is none."""
    match value:
        case None | () | "":
            return None
        case bool():
            return "yes" if value else "no"
        case Moment():
            return f"{value.value}{value.offset or ''} ({value.basis})"
        case Source():
            return ", ".join(filter(None, (value.name, value.domain))) or None
        case Caption():
            return f"{value.text} ({value.credit})" if value.credit else value.text
        case tuple():
            return "\n".join(_text(part) or "" for part in value)
        case _:
            return str(value)
