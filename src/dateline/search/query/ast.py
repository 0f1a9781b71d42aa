"""The query tree: frozen nodes. Leaves remember their offsets in the query text.

`field` is None for all text fields together. `offsets` are for messages: two leaves that differ
in nothing else are equal. The nodes are named tuples because a cold search defines those in a
sixth of the time of dataclasses; `kind` keeps nodes with the same fields unequal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias


class Offsets(NamedTuple):
    """Code-point offsets in the query text, half-open. All values compare as equal."""

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
    """Articles with exactly these words, adjacent, in one paragraph, title or caption; `whole`:
    in one that has no other words."""

    words: tuple[str, ...]
    field: str | None = None
    offsets: Offsets = NO_OFFSETS
    kind: Literal["phrase"] = "phrase"
    whole: bool = False


class Pattern(NamedTuple):
    """Articles with a word that fits: each * in `text` matches any letters, or none."""

    text: str
    field: str | None = None
    offsets: Offsets = NO_OFFSETS
    kind: Literal["pattern"] = "pattern"


class Fuzzy(NamedTuple):
    """Articles with a word at most `distance` edits away from `text`. An edit inserts, deletes
    or replaces a letter, or swaps two neighbors."""

    text: str
    distance: int
    field: str | None = None
    offsets: Offsets = NO_OFFSETS


class Value(NamedTuple):
    """Articles whose field has this value; for an id: one that begins with it."""

    text: str
    field: str
    offsets: Offsets = NO_OFFSETS
    kind: Literal["value"] = "value"


class DateRange(NamedTuple):
    """Articles whose printed date is in this range as a whole, both days included; `loose`: also
    those of whose date (a month or year) a part is in it.

    None leaves that side open. The days are those of the article's own printed calendar. A range of
    the field added may be of seconds: then both sides are datetimes, in UTC.
    """

    field: str
    first: date | None
    last: date | None
    loose: bool = False
    offsets: Offsets = NO_OFFSETS


class All(NamedTuple):
    """Every article."""

    offsets: Offsets = NO_OFFSETS
    kind: Literal["all"] = "all"


class Near(NamedTuple):
    """Articles with both in one block and at most `distance` words apart, `ordered`: the first
    before the second. Adjacent words have a distance of one."""

    first: TextLeaf
    second: TextLeaf
    distance: int
    ordered: bool = False


class SameSentence(NamedTuple):
    """Articles with both in one sentence."""

    first: TextLeaf
    second: TextLeaf
    kind: Literal["sentence"] = "sentence"


class SameParagraph(NamedTuple):
    """Articles with both in one paragraph (block)."""

    first: TextLeaf
    second: TextLeaf
    kind: Literal["paragraph"] = "paragraph"


class AtLeast(NamedTuple):
    """Articles with at least so many occurrences (`times`) of the part."""

    times: int
    part: TextLeaf


class SameEvent(NamedTuple):
    """Articles with an event for which all parts hold. The leaves of each part are in one field,
    one of those about an event."""

    parts: tuple[Query, ...]
    kind: Literal["event"] = "event"


class SameQuote(NamedTuple):
    """Articles with a quote for which all parts hold. The leaves of each part are in one field,
    one of those about a quote."""

    parts: tuple[Query, ...]
    kind: Literal["quote"] = "quote"


class Not(NamedTuple):
    """Articles that the part does not match."""

    part: Query


class And(NamedTuple):
    """Articles that all parts match."""

    parts: tuple[Query, ...]
    kind: Literal["and"] = "and"


class Or(NamedTuple):
    """Articles that at least one part matches."""

    parts: tuple[Query, ...]
    kind: Literal["or"] = "or"


TextLeaf: TypeAlias = Word | Phrase | Pattern | Fuzzy  # matches at places in a text
Leaf: TypeAlias = TextLeaf | Value | DateRange
Query: TypeAlias = (
    Leaf
    | Near
    | SameSentence
    | SameParagraph
    | AtLeast
    | SameEvent
    | SameQuote
    | All
    | And
    | Or
    | Not
)


def leaves(query: Query, *, negated: bool = True) -> Iterator[Leaf]:
    """Every leaf of the tree, left to right; with negated=False, without those under a NOT."""
    match query:
        case And(parts) | Or(parts) | SameEvent(parts) | SameQuote(parts):
            for part in parts:
                yield from leaves(part, negated=negated)
        case Near(first, second) | SameSentence(first, second) | SameParagraph(first, second):
            yield first
            yield second
        case AtLeast(_, part):
            yield part
        case Not(part):
            if negated:
                yield from leaves(part, negated=negated)
        case All():
            pass
        case _:
            yield query
