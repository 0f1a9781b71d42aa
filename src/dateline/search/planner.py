"""A query tree to an engine query.

The planner turns words into stems in every language of the archive, patterns and fuzzy words into
words of the index, and date ranges into units of the calendar. What an engine cannot decide (how
near, in which sentence, how often, in which event) becomes a wider engine query: the engine finds
every document that may match, and the matcher decides on each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
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
from dateline.search.fields import FIELDS, TEXT_WEIGHTS
from dateline.search.folding import fold
from dateline.search.matching.alternatives import is_phrase
from dateline.search.matching.matcher import word_test
from dateline.search.query.ast import (
    All,
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Leaf,
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
MAX_EXPANSIONS = 2000  # and all of a query together, which share them equally


class Plan(NamedTuple):
    """The engine query, and what the matcher must check of those documents found that `doubtful`
    matches as well; None if the documents found are exactly those that the query means. `notes` are
    sentences for the user: which pattern was limited."""

    engine_query: EngineQuery
    checked: Query | None
    doubtful: EngineQuery = AnyOf(())
    notes: tuple[str, ...] = ()


class _Lowered(NamedTuple):
    """A part of a query: the engine query, which finds at least what the part means, what must be
    checked of documents that it finds, and those of which it must be, as in `Plan`."""

    found: EngineQuery
    checked: Query | None = None
    doubtful: tuple[EngineQuery, ...] = ()


def plan(query: Query, analyzer: Analyzer, dictionary: TermDictionary) -> Plan:
    """The plan for a query on an index with these terms. Raises UsageError for a query that takes
    too long there."""
    expanded = sum(isinstance(leaf, Pattern | Fuzzy) for leaf in leaves(query))
    most = min(MAX_EXPANSION, MAX_EXPANSIONS // max(expanded, 1))
    planner = _Planner(analyzer, dictionary, most)
    lowered = planner.lower(query)
    made = Plan(lowered.found, lowered.checked, AnyOf(lowered.doubtful), tuple(planner.notes))
    if made.checked is not None or not isinstance(made.engine_query, Term | OneWord):
        from dateline.search.effort import check_effort  # a word alone is little work

        check_effort(made.engine_query, made.doubtful, planner.looks, dictionary)
    return made


class _Planner:
    def __init__(self, analyzer: Analyzer, dictionary: TermDictionary, most: int) -> None:
        self._analyzer = analyzer
        self._most_words = most
        self._dictionary = dictionary
        self._languages: tuple[str, ...] | None = None
        self.notes: list[str] = []
        self.looks: list[Leaf] = []  # what is looked for in each text that is read

    def lower(self, query: Query) -> _Lowered:
        """The engine query for a part, and what must be checked."""
        match query:
            case And(parts):
                lowered = [self.lower(part) for part in parts]
                checked = tuple(part.checked for part in lowered if part.checked is not None)
                all_checked = And(checked) if len(checked) > 1 else next(iter(checked), None)
                found = AllOf(tuple(part.found for part in lowered))
                return _Lowered(found, all_checked, _doubtful(lowered))
            case Or(parts):
                lowered = [self.lower(part) for part in parts]
                either = AnyOf(tuple(part.found for part in lowered))
                if all(part.checked is None for part in lowered):
                    return _Lowered(either)
                # Which of the parts matched is not known either.
                pairs = zip(parts, lowered, strict=True)
                self._look_for_any(part for part, how in pairs if how.checked is None)
                return _Lowered(either, query, _doubtful(lowered))
            case Not(part):
                notes_before = len(self.notes)
                inner = self.lower(part)
                if len(self.notes) == notes_before:
                    if inner.checked is None:
                        return _Lowered(NoneOf(inner.found))
                    if inner.doubtful == (inner.found,):
                        return _Lowered(Everything(), query, inner.doubtful)
                    doubtful = AnyOf(inner.doubtful)
                    certain = AllOf((inner.found, NoneOf(doubtful)))
                    return _Lowered(NoneOf(certain), query, (AllOf((inner.found, doubtful)),))
                # The words beyond a pattern's limit would be found here. The matcher has no limit.
                del self.notes[notes_before:]
                return self._checked(query, Everything())
            case SameEvent(parts) | SameQuote(parts):
                of_one, is_exact = self._of_one(And(parts) if len(parts) > 1 else parts[0])
                return _Lowered(of_one) if is_exact else self._checked(query, of_one)
            case Near(first, second) | SameSentence(first, second) | SameParagraph(first, second):
                return self._checked(query, AllOf((self._leaf(first)[0], self._leaf(second)[0])))
            case AtLeast(times, part):
                having, is_exact = self._leaf(part)
                is_exact = is_exact and times == 1
                return _Lowered(having) if is_exact else self._checked(query, having)
            case All():
                return _Lowered(Everything())
            case Value(text, field):
                return _Lowered(self._value(text, field))
            case DateRange(field, first_day, last_day, loose):
                terms = _terms(first_day, last_day, loose=loose)
                days = tuple(Term(term, TermKind.VALUES, field) for term in terms)
                return _Lowered(AnyOf(days))
            case _:
                having, is_exact = self._leaf(query)
                if query.field == "body" and not is_exact:
                    return self._of_body(query, having)
                return _Lowered(having) if is_exact else self._checked(query, having)

    def _of_body(self, leaf: TextLeaf, found: EngineQuery) -> _Lowered:
        """What is in the text and in no other part of it is in the body."""
        notes_before = len(self.notes)
        rest = tuple(self._text_leaf(leaf, part) for part in TEXT_WEIGHTS if part != "body")
        if len(self.notes) > notes_before or (isinstance(leaf, Phrase) and leaf.whole):
            del self.notes[notes_before:]  # words of the rest beyond a pattern's limit
            return self._checked(leaf, found)
        self.looks.append(leaf)
        return _Lowered(found, leaf, rest)

    def _checked(self, query: Query, found: EngineQuery) -> _Lowered:
        """The query, which must be checked wherever the engine query matches."""
        self.looks += leaves(query)
        return _Lowered(found, query, (found,))

    def _look_for_any(self, parts: Iterable[Query]) -> None:
        """The parts of an OR: of their single words the first stands for all, since they are looked
        for at once (see `matching.alternatives`)."""
        every = [leaf for part in parts for leaf in leaves(part)]
        single = [leaf for leaf in every if isinstance(leaf, Word | Phrase) and not is_phrase(leaf)]
        self.looks += single[:1]
        self.looks += [leaf for leaf in every if leaf not in single]

    def _leaf(self, leaf: TextLeaf) -> tuple[EngineQuery, bool]:
        if leaf.field is not None and not FIELDS[leaf.field].own:
            return self._text_leaf(leaf, None), False
        has_all = not isinstance(leaf, Phrase) or not leaf.whole or _is_counted(leaf.field)
        return self._text_leaf(leaf, leaf.field), has_all

    def _of_one(self, query: Query) -> tuple[EngineQuery, bool]:
        """The engine query for parts that must hold for one event or quote, and whether it is
        exact. The engine knows only which values the document's events have in total, so a NOT
        excludes nothing there."""
        match query:
            case And(parts):
                return AllOf(tuple(self._of_one(part)[0] for part in parts)), False
            case Or(parts):
                any_of = [self._of_one(part) for part in parts]
                return AnyOf(tuple(part for part, _ in any_of)), all(exact for _, exact in any_of)
            case Not():
                return Everything(), False
        lowered = self.lower(query)
        return lowered.found, lowered.checked is None

    def _text_leaf(self, leaf: TextLeaf, field: str | None) -> EngineQuery:
        match leaf:
            case Word(word):
                languages = self._used_languages()
                return _one_word(stem_terms(word, field, self._analyzer, languages))
            case Phrase(phrase, whole=True) if _is_counted(field):
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


def _is_counted(field: str | None) -> bool:
    return field is not None and FIELDS[field].counted


def _doubtful(parts: Iterable[_Lowered]) -> tuple[EngineQuery, ...]:
    return tuple(dict.fromkeys(doubtful for part in parts for doubtful in part.doubtful))


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


def _terms(first: date | None, last: date | None, *, loose: bool) -> tuple[str, ...]:
    """The terms of a DateRange."""
    if isinstance(first, datetime) or isinstance(last, datetime):
        from dateline.search.query.times import time_range_terms  # few searches name a time

        return time_range_terms(first, last)
    return (loose_terms if loose else range_terms)(first, last)
