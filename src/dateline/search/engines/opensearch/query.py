"""An engine query as OpenSearch's query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    OneWord,
    PhraseTerms,
    Term,
    TermKind,
    are_exclusive,
    forms_of,
)
from dateline.search.engines import ranking
from dateline.search.engines.entries import terms_field
from dateline.search.engines.opensearch.schema import term_text

Native = Mapping[str, Any]

EVERYTHING: Native = {"bool": {"filter": [{"match_all": {}}]}}


def unscored(query: Native) -> Native:
    return {"constant_score": {"filter": query, "boost": 0}}


def both(first: Native, second: Native) -> Native:
    """What both find, with the scores of the first."""
    return {"bool": {"must": [first], "filter": [second]}}


def without(query: Native, excluded: Native) -> Native:
    return {"bool": {"must": [query], "must_not": [excluded]}}


def any_form(word: Term | OneWord, field: str | None = None) -> Native:
    """The documents that have any form of the word, in the field with this name if it is given."""
    forms = forms_of(word)
    name = field or terms_field(forms[0].field, forms[0].terms)
    return {"terms": {name: [term_text(form.text) for form in forms]}}


def scored_words(query: EngineQuery) -> Iterator[Term | OneWord]:
    """The words whose frequencies `Translator` needs."""
    match query:
        case OneWord():
            yield query
        case Term(terms=terms) if terms is not TermKind.VALUES:
            yield query
        case PhraseTerms(words, field):
            yield from (Term(word, TermKind.WORDS, field) for word in words)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                if not isinstance(part, NoneOf):
                    yield from scored_words(part)


class Translator:
    """Translates engine queries for an index with so many documents, of which so many have each
    scored word. A word whose number is not known does not score."""

    def __init__(self, documents: int, having: Mapping[Term | OneWord, int]) -> None:
        self._documents = documents
        self._having = having

    def query(self, query: EngineQuery) -> Native:
        """OpenSearch's query with the same matches and scores as `query`."""
        match query:
            case Term(terms=TermKind.VALUES):
                return unscored(_term(query))
            case Term():
                return _term(query, self._idf(query))
            case OneWord(forms):
                return self._word(query, forms)
            case Everything():
                return EVERYTHING
            case NoneOf(part):
                return {"bool": {"filter": [{"match_all": {}}], "must_not": [self.query(part)]}}
            case AllOf(parts):
                return {
                    "bool": {
                        "filter": [{"match_all": {}}],  # if there are exclusions only
                        "must": [self.query(part) for part in parts if not _is_none_of(part)],
                        "must_not": [
                            self.query(part.part) for part in parts if isinstance(part, NoneOf)
                        ],
                    }
                }
            case AnyOf(()):
                return {"match_none": {}}
            case AnyOf(parts):
                return _any_of([self.query(part) for part in parts])
            case PhraseTerms(words, field):
                name = terms_field(field, TermKind.WORDS)
                phrase = {"match_phrase": {name: " ".join(map(term_text, words))}}
                terms = Counter(Term(word, TermKind.WORDS, field) for word in words)
                scored = [_term(term, times * self._idf(term)) for term, times in terms.items()]
                return {"bool": {"filter": [phrase], "must": scored}}

    def _word(self, word: OneWord, forms: tuple[Term, ...]) -> Native:
        if forms[0].terms is TermKind.VALUES:
            return unscored(any_form(word))
        terms = [_term(form, self._idf(word)) for form in forms]
        if are_exclusive(forms):
            return _any_of(terms)
        return {"dis_max": {"queries": terms, "tie_breaker": ranking.OTHER_FORMS}}

    def _idf(self, word: Term | OneWord) -> float:
        having = self._having.get(word)
        if having is None:
            return 0.0
        return ranking.idf(max(self._documents, having), having)


def _term(term: Term, idf: float = 1.0) -> Native:
    name = terms_field(term.field, term.terms)
    return {"term": {name: {"value": term_text(term.text), "boost": idf * term.weight}}}


def _any_of(queries: list[Native]) -> Native:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _is_none_of(query: EngineQuery) -> bool:
    return isinstance(query, NoneOf)
