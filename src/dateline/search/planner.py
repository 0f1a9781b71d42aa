"""A query to what an engine is asked.

Lowering turns words into stems of each language that the archive holds, patterns and fuzzy words
into the words that the index has, and ranges into units of the calendar. What an engine cannot
decide (how near, in which sentence, how often, of which event) is asked for roughly: the engine
finds all that may be meant, and the matcher has the last word on each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    PhraseTerms,
    Term,
    TermDictionary,
    TermKind,
)
from dateline.search.fields import FIELDS
from dateline.search.matching.matcher import word_test
from dateline.search.query.ast import (
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    One,
    Or,
    Pattern,
    Phrase,
    Query,
    Same,
    Value,
    Word,
)
from dateline.search.query.dates import loose_terms, range_terms

MAX_EXPANSION = 1000  # words that one pattern or fuzzy word may stand for


class Plan(NamedTuple):
    """What to ask an engine. `exact`: all that it finds is meant; otherwise the matcher decides
    on each. `notes` are sentences for a person: which pattern reached its limit."""

    engine_query: EngineQuery
    exact: bool
    notes: tuple[str, ...] = ()


def plan(query: Query, analyzer: Analyzer, lexicon: TermDictionary) -> Plan:
    """The plan for a query on an index with these terms."""
    planner = _Planner(analyzer, lexicon)
    engine_query, exact = planner.lower(query)
    return Plan(engine_query, exact, tuple(planner.notes))


class _Planner:
    def __init__(self, analyzer: Analyzer, lexicon: TermDictionary) -> None:
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._languages: tuple[str, ...] | None = None
        self.notes: list[str] = []

    def lower(self, query: Query) -> tuple[EngineQuery, bool]:
        """The core of a query, and whether it is exact; never less than the query means."""
        match query:
            case And(parts):
                lowered = [self.lower(part) for part in parts]
                return AllOf(tuple(engine_query for engine_query, _ in lowered)), all(
                    e for _, e in lowered
                )
            case Or(parts):
                lowered = [self.lower(part) for part in parts]
                return AnyOf(tuple(engine_query for engine_query, _ in lowered)), all(
                    e for _, e in lowered
                )
            case Not(part):
                before = len(self.notes)
                engine_query, exact = self.lower(part)
                if exact and len(self.notes) == before:
                    return NoneOf(engine_query), True
                del self.notes[before:]  # what a pattern left out would come in here
                return Everything(), False
            case One(_, parts):
                return self._of_one(And(parts) if len(parts) > 1 else parts[0])
            case Near(first, second) | Same(first, second):
                return self.lower(And((first, second)))[0], False
            case AtLeast(count, part):
                engine_query, exact = self.lower(part)
                return engine_query, exact and count == 1
            case Value(text, field):
                return self._value(text, field), True
            case DateRange(field, first_day, last_day, loose):
                terms = (loose_terms if loose else range_terms)(first_day, last_day)
                return AnyOf(tuple(Term(term, TermKind.VALUES, field) for term in terms)), True
            case _:
                if query.field is None or FIELDS[query.field].own:
                    return self._place(query, query.field), True
                return self._place(query, None), False

    def _of_one(self, query: Query) -> tuple[EngineQuery, bool]:
        """The core of what must be true of one event or quote: of several things the engine
        knows only that there is each, and of what one lacks, nothing."""
        match query:
            case And(parts):
                return AllOf(tuple(self._of_one(part)[0] for part in parts)), False
            case Or(parts):
                lowered = [self._of_one(part) for part in parts]
                return AnyOf(tuple(engine_query for engine_query, _ in lowered)), all(
                    e for _, e in lowered
                )
            case Not():
                return Everything(), False
        return self.lower(query)

    def _place(self, place: Word | Phrase | Pattern | Fuzzy, field: str | None) -> EngineQuery:
        match place:
            case Word(word):
                stems = dict.fromkeys(
                    self._analyzer.stem(word, language) for language in self._in_use()
                )
                return _either(Term(stem, TermKind.STEMS, field) for stem in stems)
            case Phrase((word,)):
                return Term(word, TermKind.WORDS, field)
            case Phrase(phrase):
                return PhraseTerms(phrase, field)
            case _:
                return self._expanded(place, field)

    def _in_use(self) -> tuple[str, ...]:
        """The archive's own language, and all that its articles are in."""
        if self._languages is None:
            self._languages = (
                self._analyzer.language,
                *self._lexicon.terms("lang", TermKind.VALUES),
            )
        return self._languages

    def _expanded(self, place: Pattern | Fuzzy, field: str | None) -> EngineQuery:
        """The words of the index that a pattern or a fuzzy word means; of too many, those that
        most articles have."""
        if isinstance(place, Pattern):
            prefix, shown = place.text.partition("*")[0], place.text
            words: Iterable[str] = filter(
                word_test(place), self._lexicon.terms(field, TermKind.WORDS, prefix)
            )
        else:
            from dateline.search.matching.fuzzy import neighbors

            shown = f"{place.text}~{place.distance}"
            known = list(self._lexicon.terms(field, TermKind.WORDS))
            words = neighbors(place.text, place.distance, known)
        found = [Term(word, TermKind.WORDS, field) for word in words]
        if len(found) > MAX_EXPANSION:
            self.notes.append(
                f"{shown} stands for {len(found):,} words; only the {MAX_EXPANSION:,} that most "
                "articles have were searched for"
            )
            found.sort(key=self._lexicon.frequency, reverse=True)
        return _either(found[:MAX_EXPANSION])

    def _value(self, text: str, field: str) -> EngineQuery:
        if field != "id":
            return Term(text, TermKind.VALUES, field)
        ids = self._lexicon.terms("id", TermKind.VALUES, text)
        return _either(Term(id, TermKind.VALUES, "id") for id in ids)


def _either(terms: Iterable[EngineQuery]) -> EngineQuery:
    found = tuple(terms)
    return found[0] if len(found) == 1 else AnyOf(found)
