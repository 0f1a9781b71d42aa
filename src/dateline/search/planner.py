"""A query tree to an engine query.

The planner turns words into stems in every language of the archive, patterns and fuzzy words into
words of the index, and date ranges into units of the calendar. What an engine cannot decide (how
near, in which sentence, how often, in which event) becomes a wider engine query: the engine finds
every document that may match, and the matcher decides on each.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from dateline.dictionaries.stopwords import stopwords
from dateline.search.analysis import Analyzer
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
)
from dateline.search.fields import FIELDS
from dateline.search.folding import fold
from dateline.search.matching.matcher import word_test
from dateline.search.query.ast import (
    All,
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    SameEvent,
    SameParagraph,
    SameQuote,
    SameSentence,
    TextLeaf,
    Value,
    Word,
    leaves,
)
from dateline.search.query.dates import loose_terms, range_terms

# Measured: 1 loses .026 on texts of a sentence or two, 0 loses .002 where headlines are queries.
STOPWORD_WEIGHT = 0.25
MAX_EXPANSION = 1000  # words that one pattern or fuzzy word is expanded to
MAX_EXPANSIONS = 3000  # and all of a query together, which share them equally


class Plan(NamedTuple):
    """The engine query. `exact`: it finds exactly the documents that the query means; otherwise
    the matcher must check each. `notes` are sentences for the user: which pattern was limited."""

    engine_query: EngineQuery
    exact: bool
    notes: tuple[str, ...] = ()


def plan(query: Query, analyzer: Analyzer, dictionary: TermDictionary) -> Plan:
    """The plan for a query on an index with these terms."""
    expanded = sum(isinstance(leaf, Pattern | Fuzzy) for leaf in leaves(query))
    most = min(MAX_EXPANSION, MAX_EXPANSIONS // max(expanded, 1))
    planner = _Planner(analyzer, dictionary, most)
    engine_query, exact = planner.lower(query)
    return Plan(engine_query, exact, tuple(planner.notes))


class _Planner:
    def __init__(self, analyzer: Analyzer, dictionary: TermDictionary, most: int) -> None:
        self._analyzer = analyzer
        self._most_words = most
        self._dictionary = dictionary
        self._languages: tuple[str, ...] | None = None
        self.notes: list[str] = []

    def lower(self, query: Query) -> tuple[EngineQuery, bool]:
        """The engine query, which finds at least what the query means, and whether it is exact."""
        match query:
            case And(parts):
                lowered = [self.lower(part) for part in parts]
                return AllOf(tuple(part for part, _ in lowered)), all(exact for _, exact in lowered)
            case Or(parts):
                lowered = [self.lower(part) for part in parts]
                return AnyOf(tuple(part for part, _ in lowered)), all(exact for _, exact in lowered)
            case Not(part):
                notes_before = len(self.notes)
                engine_query, exact = self.lower(part)
                if exact and len(self.notes) == notes_before:
                    return NoneOf(engine_query), True
                # The words beyond a pattern's limit would be found here. The matcher has no limit.
                del self.notes[notes_before:]
                return Everything(), False
            case SameEvent(parts) | SameQuote(parts):
                return self._of_one(And(parts) if len(parts) > 1 else parts[0])
            case Near(first, second) | SameSentence(first, second) | SameParagraph(first, second):
                return self.lower(And((first, second)))[0], False
            case AtLeast(times, part):
                engine_query, exact = self.lower(part)
                return engine_query, exact and times == 1
            case All():
                return Everything(), True
            case Value(text, field):
                return self._value(text, field), True
            case DateRange(field, first_day, last_day, loose):
                terms = (loose_terms if loose else range_terms)(first_day, last_day)
                return AnyOf(tuple(Term(term, TermKind.VALUES, field) for term in terms)), True
            case _:
                if query.field is None or FIELDS[query.field].own:
                    return self._text_leaf(query, query.field), True
                return self._text_leaf(query, None), False

    def _of_one(self, query: Query) -> tuple[EngineQuery, bool]:
        """The engine query for parts that must hold for one event or quote. The engine knows only
        which values the document's events have in total, so a NOT excludes nothing there."""
        match query:
            case And(parts):
                return AllOf(tuple(self._of_one(part)[0] for part in parts)), False
            case Or(parts):
                lowered = [self._of_one(part) for part in parts]
                return AnyOf(tuple(part for part, _ in lowered)), all(exact for _, exact in lowered)
            case Not():
                return Everything(), False
        return self.lower(query)

    def _text_leaf(self, leaf: TextLeaf, field: str | None) -> EngineQuery:
        match leaf:
            case Word(word):
                languages = self._used_languages()
                return _one_word(stem_terms(word, field, self._analyzer, languages))
            case Phrase(phrase) if field and FIELDS[field].whole:
                return Term(" ".join(phrase), TermKind.VALUES, field)
            case Phrase((word,)):
                return Term(word, TermKind.WORDS, field)
            case Phrase(phrase):
                return PhraseTerms(phrase, field)
            case _:
                return self._expanded(leaf, field)

    def _used_languages(self) -> tuple[str, ...]:
        if self._languages is None:
            self._languages = used_languages(self._analyzer, self._dictionary)
        return self._languages

    def _expanded(self, leaf: Pattern | Fuzzy, field: str | None) -> EngineQuery:
        """The words of the index that a pattern or fuzzy word matches; if there are too many,
        those that most articles have."""
        if isinstance(leaf, Pattern):
            prefix, shown = leaf.text.partition("*")[0], leaf.text
            vocabulary = self._dictionary.terms(field, TermKind.WORDS, prefix)
            words = list(filter(word_test(leaf), vocabulary))
        else:
            from dateline.search.matching.fuzzy import neighbors

            shown = f"{leaf.text}~{leaf.distance}"
            vocabulary = self._dictionary.terms(field, TermKind.WORDS)
            words = neighbors(leaf.text, leaf.distance, list(vocabulary))
        if len(words) > self._most_words:
            self.notes.append(
                f"{shown} matches {len(words):,} words; only the {self._most_words:,} that are in "
                "most articles were searched for"
            )
            words = sorted(words, key=vocabulary.__getitem__, reverse=True)[: self._most_words]
        return _one_word([Term(word, TermKind.WORDS, field) for word in words])

    def _value(self, text: str, field: str) -> EngineQuery:
        if field != "id":
            return Term(text, TermKind.VALUES, field)
        ids = self._dictionary.terms("id", TermKind.VALUES, text)
        return AnyOf(tuple(Term(id, TermKind.VALUES, "id") for id in ids))


def used_languages(analyzer: Analyzer, dictionary: TermDictionary) -> tuple[str, ...]:
    """The archive's own language, and those of its articles."""
    return analyzer.language, *dictionary.terms("lang", TermKind.VALUES)


def stem_terms(
    word: str, field: str | None, analyzer: Analyzer, languages: Iterable[str]
) -> list[Term]:
    """The stems of a folded word in each language. Among the most common words of a language it
    weighs less: it says little about what a text is about."""
    terms: dict[str, Term] = {}
    for language in languages:
        weight = STOPWORD_WEIGHT if word in _folded_stopwords(language) else 1.0
        stem = analyzer.stem(word, language)
        terms[stem] = Term(stem, TermKind.STEMS, field, weight)
    return list(terms.values())


@cache
def _folded_stopwords(language: str) -> frozenset[str]:
    return frozenset(map(fold, stopwords(language)))


def _one_word(forms: list[Term]) -> EngineQuery:
    if not forms:
        return AnyOf(())
    return forms[0] if len(forms) == 1 else OneWord(tuple(forms))
