"""How much work a query is, estimated from the index before it is run, and where it is too much.

Three things take time for each single article: to add up what each word is worth in it, to see
whether the words of a phrase are adjacent in it, and to read its text for what the index does not
decide (nearness, sentences, how often). All are counted in the time that one word takes in one
article, so that a query takes less than two seconds on 20,000 articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.errors import UsageError
from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    OneWord,
    PhraseTerms,
    Term,
    TermDictionary,
    TermKind,
    are_exclusive,
)
from dateline.search.query.ast import DateRange, Fuzzy, Leaf, Pattern, Value

SMALL = 20_000  # articles; an archive that has fewer is searched as if it had so many
MOST = 300  # words and values of the query, in each article
_HINT = "narrow it down with rarer words or a date, or ask for its parts one by one"
# What takes as long as so many words in an article, measured on 20,000 articles of BBC: to find a
# word in the index at all; to see whether the words of a phrase are adjacent in an article; to read
# an article, and to analyze its text, or its first paragraph; to look there for a word, to compare
# all of them with a pattern, and to see a value.
_TERM, _PHRASE = 700, 12
_READ, _ANALYSIS, _LEAD, _LOOK, _PATTERN, _VALUE = 200, 500, 40, 50, 200, 5


def check_effort(
    query: EngineQuery, doubtful: EngineQuery, looks: Sequence[Leaf], index: TermDictionary
) -> None:
    """Raises UsageError if a query takes too long on this index. The text of each article that is
    `doubtful`, as in `Plan`, is read and looked through for these leaves of the query."""
    phrases, terms = list(_phrases(query)), list(_terms(query))
    if not phrases and not looks and len(terms) < MOST / 2:
        return
    read = min(_at_most(query, index), _at_most(doubtful, index), index.count()) if looks else 0
    efforts = {
        "the words of this query are in too many articles together": sum(
            _at_most(term, index) + _TERM for term in terms
        ),
        f"the {len(phrases)} phrases are of words too common": _PHRASE
        * sum(_at_most(phrase, index) for phrase in phrases),
        f"the texts of {read:,} articles are too many to look into for this query": read
        * _of_one_text(looks),
    }
    if sum(efforts.values()) > MOST * max(index.count(), SMALL):
        raise UsageError(max(efforts, key=efforts.__getitem__), hint=_HINT)


def _of_one_text(looks: Sequence[Leaf]) -> int:
    """To read a text and to look for all these in it."""
    values = sum(isinstance(look, Value | DateRange) for look in looks)
    patterns = sum(isinstance(look, Pattern | Fuzzy) for look in looks)
    whole = any(look.field != "lead" for look in looks)
    words = len(looks) - values - patterns
    analysis = _ANALYSIS if whole else _LEAD
    return _READ + analysis + _LOOK * words + _PATTERN * patterns + _VALUE * values


def _terms(query: EngineQuery) -> Iterator[EngineQuery]:
    """What is looked for in the index, once for each time that its articles are gone through."""
    match query:
        case AllOf(parts):
            for part in dict.fromkeys(parts):
                yield from _terms(part.part if isinstance(part, NoneOf) else part)
        case AnyOf(parts):
            for part in dict.fromkeys(parts):
                yield from _terms(part)
        case NoneOf(part):
            yield Everything()
            yield from _terms(part)
        case OneWord(words) if not are_exclusive(words):
            yield from words
        case PhraseTerms(words, field):
            yield from (Term(word, TermKind.WORDS, field) for word in dict.fromkeys(words))
        case _:
            yield query


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
