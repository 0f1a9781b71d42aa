"""The query that an engine executes: a few kinds of node. The planner turns a query tree into it,
so that an engine knows nothing of languages, patterns, sentences or calendars.

A term belongs to one of a field's sets of terms: its stems, its exact words, or its values. The
field None is all text together. The nodes are named tuples because a cold search defines those
quickly; `kind` keeps nodes with the same fields unequal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol, TypeAlias


class TermKind(StrEnum):
    """The sets of terms that a field may have."""

    STEMS = "stems"
    WORDS = "words"
    VALUES = "values"

    __hash__ = str.__hash__  # a query may have thousands of terms, and Enum's own is slow


class Term(NamedTuple):
    """Documents with this term. Stems and words are scored, values are not; `weight` is what the
    score is multiplied by."""

    text: str
    terms: TermKind
    field: str | None = None
    weight: float = 1.0


class OneWord(NamedTuple):
    """Documents with any of these terms of one set, which are forms of one word: its stems in
    several languages, or the words that a pattern stands for. They score as one word: by the number
    of documents that have any of them, and once per document (see `ranking.of_forms`)."""

    forms: tuple[Term, ...]
    kind: Literal["one_word"] = "one_word"


class PhraseTerms(NamedTuple):
    """Documents with these words, adjacent, in one block of the field."""

    words: tuple[str, ...]
    field: str | None = None


class Everything(NamedTuple):
    """Every document, with a score of zero."""

    kind: Literal["everything"] = "everything"


class AllOf(NamedTuple):
    """Documents that all parts match; the score is the sum of theirs."""

    parts: tuple[EngineQuery, ...]
    kind: Literal["all_of"] = "all_of"


class AnyOf(NamedTuple):
    """Documents that some part matches; the score is the sum over the parts that match. An AnyOf
    without parts matches nothing."""

    parts: tuple[EngineQuery, ...]
    kind: Literal["any_of"] = "any_of"


class NoneOf(NamedTuple):
    """Documents that the part does not match, with a score of zero."""

    part: EngineQuery
    kind: Literal["none_of"] = "none_of"


EngineQuery: TypeAlias = Term | OneWord | PhraseTerms | Everything | AllOf | AnyOf | NoneOf


def forms_of(word: Term | OneWord) -> tuple[Term, ...]:
    """The forms of a word; a term is its own only form."""
    return word.forms if isinstance(word, OneWord) else (word,)


def are_exclusive(forms: Sequence[Term]) -> bool:
    """Whether a document has at most one of these forms of a word: stems of an article are all in
    its language."""
    return forms[0].terms is TermKind.STEMS


class TermDictionary(Protocol):
    """The terms of an index. Terms of documents that were replaced or dropped may remain."""

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Mapping[str, int]:
        """Each term that begins with `prefix`, in order, and how many documents have it. It may be
        kept for the next call."""

    def frequency(self, word: Term | OneWord) -> int:
        """How many documents have the term, or any of the word's forms."""

    def count(self) -> int:
        """The number of documents in the index."""
