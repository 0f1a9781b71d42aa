"""What an engine is asked: the few kinds of node that every query is lowered to.

A term is looked up in a set of terms: a field's stems, its exact words, or its values. The field
None is all text together. `plan` does the lowering, so an engine knows nothing of languages,
patterns, sentences or calendars.

Named tuples, for the sake of a cold search; `kind` keeps those of one shape unequal.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol, TypeAlias


class TermKind(StrEnum):
    """The sets of terms that a field may have."""

    STEMS = "stems"
    WORDS = "words"
    VALUES = "values"


class Term(NamedTuple):
    """Documents that have this term. Stems and words are scored, values are not."""

    text: str
    terms: TermKind
    field: str | None = None


class PhraseTerms(NamedTuple):
    """Documents that have these words side by side in one block of the field."""

    words: tuple[str, ...]
    field: str | None = None


class Everything(NamedTuple):
    """Every document; it scores nothing."""

    kind: Literal["everything"] = "everything"


class AllOf(NamedTuple):
    """Documents that all parts find; the score is the sum of theirs."""

    parts: tuple[EngineQuery, ...]
    kind: Literal["both"] = "both"


class AnyOf(NamedTuple):
    """Documents that some part finds; the score is the sum of those that do. No parts find
    nothing."""

    parts: tuple[EngineQuery, ...]
    kind: Literal["either"] = "either"


class NoneOf(NamedTuple):
    """Documents that the part does not find; it scores nothing."""

    part: EngineQuery
    kind: Literal["without"] = "without"


EngineQuery: TypeAlias = Term | PhraseTerms | Everything | AllOf | AnyOf | NoneOf


class TermDictionary(Protocol):
    """The terms that an index holds. Those of documents that were replaced or dropped since may
    still be there."""

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Iterator[str]:
        """Each term that begins with `prefix`, in order."""

    def frequency(self, term: Term) -> int:
        """How many documents have the term."""
