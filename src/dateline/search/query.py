"""The query tree: frozen nodes that remember where in the text they stood.

`start` and `end` are code-point offsets in the query as typed; they are for messages, and two
nodes that differ in nothing else are equal. `field` is None for all text fields together.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


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
class Pattern:
    """Articles with a word that fits: each * in `text` stands for any letters, or none."""

    text: str
    field: str | None = None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Articles with a word that becomes `text` by at most `distance` changes: a letter left
    out, put in, or another, or two neighbors swapped."""

    text: str
    distance: int
    field: str | None = None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Value:
    """Articles whose field has this value, or, for an id, one that begins with it."""

    text: str
    field: str
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles whose whole printed date lies within these days, both included; `loose`: those
    whose date may do so, since a part of it does.

    None leaves that side open. The days are those of the article's own printed calendar.
    """

    field: str
    first: date | None
    last: date | None
    loose: bool = False
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Articles with both in one block and at most `distance` words apart, `ordered`: the first
    before the second. Side by side is a distance of one."""

    first: Place
    second: Place
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """Articles with both in one sentence, or in one paragraph (block)."""

    first: Place
    second: Place
    scope: Literal["sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Articles in which the part stands so many times."""

    count: int
    part: Place


@dataclass(frozen=True, slots=True)
class Not:
    part: Query


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Query, ...]


Place: TypeAlias = Word | Phrase | Pattern | Fuzzy  # what stands somewhere in a text
Leaf: TypeAlias = Place | Value | DateRange
Query: TypeAlias = Leaf | Near | Same | AtLeast | And | Or | Not


def leaves(query: Query, *, negated: bool = True) -> Iterator[Leaf]:
    """Every leaf of the tree, left to right; without what stands under a NOT, if asked."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, negated=negated)
        case Near(first, second) | Same(first, second):
            yield first
            yield second
        case AtLeast(_, part):
            yield part
        case Not(part):
            if negated:
                yield from leaves(part, negated=negated)
        case _:
            yield query
