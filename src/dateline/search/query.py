"""The query tree: frozen nodes that remember where in the text they stood.

`start` and `end` are code-point offsets in the query as typed; they are for messages, and two
nodes that differ in nothing else are equal.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """Articles with this word in any of its inflected forms (one stem)."""

    text: str
    field: str | None = None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Articles with exactly these words, side by side, in one paragraph, title or caption."""

    words: tuple[str, ...]
    field: str | None = None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles whose whole printed date lies within these days, both included.

    None leaves that side open. The days are those of the article's own printed calendar.
    """

    field: str
    first: date | None
    last: date | None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    part: Query


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Query, ...]


Leaf: TypeAlias = Word | Phrase | DateRange
Query: TypeAlias = Leaf | And | Or | Not
