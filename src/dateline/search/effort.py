"""How much work a query is, estimated from the index before it is run, and where it is too much.

Two things take time for each single article: to see whether the words of a phrase are adjacent in
it, and to read its text for what the index does not decide (nearness, sentences, how often). Both
are counted in places to look at, so that a query takes some two seconds at most on 20,000 articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    NoneOf,
    OneWord,
    PhraseTerms,
    Term,
    TermDictionary,
    TermKind,
)

SMALL = 20_000  # articles; an archive that has fewer is searched as if it had so many
MOST_PHRASES = 25  # for each article: phrases whose words it has
MOST_LOOKS = 3  # for each article: words to look for in its text
_ABSENT = 0.1  # of a look, where the article does not have the words
_HINT = "narrow it down with rarer words or a date, or ask for its parts one by one"


class Look(NamedTuple):
    """What must be checked in the text of articles: those that may match, and how many words are
    looked for in each."""

    found: EngineQuery
    words: int


def check_effort(query: EngineQuery, looks: Sequence[Look], index: TermDictionary) -> None:
    """Raises UsageError if a query takes too long on this index. With `looks`, the text of each
    article that it finds is read."""
    phrases = list(_phrases(query))
    if not phrases and not looks:
        return
    articles = max(index.count(), SMALL)
    if sum(_at_most(phrase, index) for phrase in phrases) > MOST_PHRASES * articles:
        raise UsageError(f"the {len(phrases)} phrases are of words too common", hint=_HINT)
    read = min(_at_most(query, index), index.count())
    effort = sum(
        look.words * (min(read, _at_most(look.found, index)) + _ABSENT * read) for look in looks
    )
    if effort > MOST_LOOKS * articles:
        words = sum(look.words for look in looks)
        raise UsageError(
            f"{words} words to look for in the texts of {read:,} articles are too many at once",
            hint=_HINT,
        )


def _phrases(query: EngineQuery) -> Iterator[PhraseTerms]:
    match query:
        case PhraseTerms():
            yield query
        case AllOf(parts) | AnyOf(parts):
            for part in dict.fromkeys(parts):
                yield from _phrases(part)
        case NoneOf(part):
            yield from _phrases(part)


def _at_most(query: EngineQuery, index: TermDictionary) -> int:
    """An upper bound of the number of articles that the query finds."""
    match query:
        case Term():
            return index.frequency(query)
        case OneWord(forms):
            return sum(map(index.frequency, forms))
        case PhraseTerms(words, field):
            return min(index.frequency(Term(word, TermKind.WORDS, field)) for word in words)
        case AllOf(parts):
            return min((_at_most(part, index) for part in parts), default=0)
        case AnyOf(parts):
            return sum(_at_most(part, index) for part in parts)
    return index.count()
