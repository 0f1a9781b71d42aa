"""The query tree: frozen nodes that remember where in the text they stood.

`field` is None for all text fields together. `offsets` is for messages: two nodes that differ in
nothing else are equal. Named tuples, which a cold search defines in a sixth of the time of
dataclasses; `kind` keeps those of one shape unequal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from dateline.search.fields import About


class Offsets(NamedTuple):
    """Code-point offsets in the query as typed, half-open. All are equal, wherever they are."""

    start: int = 0
    end: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Offsets)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, Offsets)

    def __hash__(self) -> int:
        return 0


NO_OFFSETS = Offsets()


class Word(NamedTuple):
    """Articles with this word in any of its inflected forms (one stem)."""

    text: str
    field: str | None = None
    offsets: Offsets = NO_OFFSETS
    kind: Literal["word"] = "word"


class Phrase(NamedTuple):
    """Articles with exactly these words, side by side, in one paragraph, title or caption."""

    words: tuple[str, ...]
    field: str | None = None
    offsets: Offsets = NO_OFFSETS
    kind: Literal["phrase"] = "phrase"


class Pattern(NamedTuple):
    """Articles with a word that fits: each * in `text` stands for any letters, or none."""

    text: str
    field: str | None = None
    offsets: Offsets = NO_OFFSETS
    kind: Literal["pattern"] = "pattern"


class Fuzzy(NamedTuple):
    """Articles with a word that becomes `text` by at most `distance` changes: a letter left
    out, put in, or another, or two neighbors swapped."""

    text: str
    distance: int
    field: str | None = None
    offsets: Offsets = NO_OFFSETS


class Value(NamedTuple):
    """Articles whose field has this value, or, for an id, one that begins with it."""

    text: str
    field: str
    offsets: Offsets = NO_OFFSETS
    kind: Literal["value"] = "value"


class DateRange(NamedTuple):
    """Articles whose whole printed date lies within these days, both included; `loose`: those
    whose date may do so, since a part of it does.

    None leaves that side open. The days are those of the article's own printed calendar.
    """

    field: str
    first: date | None
    last: date | None
    loose: bool = False
    offsets: Offsets = NO_OFFSETS


class Near(NamedTuple):
    """Articles with both in one block and at most `distance` words apart, `ordered`: the first
    before the second. Side by side is a distance of one."""

    first: TextLeaf
    second: TextLeaf
    distance: int
    ordered: bool = False


class Same(NamedTuple):
    """Articles with both in one sentence, or in one paragraph (block)."""

    first: TextLeaf
    second: TextLeaf
    scope: Literal["sentence", "paragraph"]


class AtLeast(NamedTuple):
    """Articles in which the part stands so many `times`."""

    times: int
    part: TextLeaf


class One(NamedTuple):
    """Articles with one event, or one quote, of which all the parts are true. Their leaves are
    in fields that are `about` it, those of each part in one field."""

    about: About
    parts: tuple[Query, ...]


class Not(NamedTuple):
    part: Query


class And(NamedTuple):
    parts: tuple[Query, ...]
    kind: Literal["and"] = "and"


class Or(NamedTuple):
    parts: tuple[Query, ...]
    kind: Literal["or"] = "or"


TextLeaf: TypeAlias = Word | Phrase | Pattern | Fuzzy  # what stands somewhere in a text
Leaf: TypeAlias = TextLeaf | Value | DateRange
Query: TypeAlias = Leaf | Near | Same | AtLeast | One | And | Or | Not


def leaves(query: Query, *, negated: bool = True) -> Iterator[Leaf]:
    """Every leaf of the tree, left to right; without what stands under a NOT, if asked."""
    match query:
        case And(parts) | Or(parts) | One(_, parts):
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
