"""An engine query as tantivy's query."""

from __future__ import annotations

from collections import Counter
from typing import Any

import tantivy
from tantivy import Occur, Query

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


def unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


EVERYTHING = unscored(Query.all_query())


def all_of(*parts: tuple[Occur, Query]) -> Query:
    return Query.boolean_query(parts)


class Translator:
    """Translates engine queries for one index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def query(self, query: EngineQuery) -> Query:
        """tantivy's query with the same matches and scores as `query`."""
        match query:
            case Term(text, TermKind.VALUES, field):
                return unscored(self._term(text, TermKind.VALUES, field, "basic"))
            case Term(text, terms, field, weight):
                return _times(weight, self._term(text, terms, field, "freq"))
            case OneWord():
                return self._word(query)
            case Everything():
                return EVERYTHING
            case NoneOf(part):
                return all_of((Occur.Must, EVERYTHING), (Occur.MustNot, self.query(part)))
            case AllOf(parts):
                return all_of(
                    *(
                        (Occur.MustNot, self.query(part.part))
                        if isinstance(part, NoneOf)
                        else (Occur.Must, self.query(part))
                        for part in parts
                    ),
                    *([(Occur.Must, EVERYTHING)] if _only_exclusions(parts) else []),
                )
            case AnyOf(parts):
                return all_of(*((Occur.Should, self.query(part)) for part in parts))
            case PhraseTerms((word,), field):
                return self._term(word, TermKind.WORDS, field, "freq")
            case PhraseTerms(words, field):
                name = terms_field(field, TermKind.WORDS)
                phrase = unscored(Query.phrase_query(self._schema, name, list(words)))
                scored = (
                    _times(times, self._term(word, TermKind.WORDS, field, "freq"))
                    for word, times in Counter(words).items()
                )
                return all_of((Occur.Must, phrase), *((Occur.Must, word) for word in scored))

    def frequency(self, word: Term | OneWord) -> int:
        """How many documents have any form of the word; those that are deleted count until
        tantivy removes them."""
        forms = forms_of(word)
        present = [count for form in forms if (count := self._count(form))]
        if len(present) < 2 or are_exclusive(forms):
            return sum(present)
        found: Any = self._searcher.search(self._any(forms), 1)
        return max(int(found.count), *present)

    def _count(self, term: Term) -> int:
        return self._searcher.doc_freq(terms_field(term.field, term.terms), term.text)

    def _term(self, text: str, terms: TermKind, field: str | None, option: str) -> Query:
        return Query.term_query(self._schema, terms_field(field, terms), text, option)

    def _any(self, forms: tuple[Term, ...]) -> Query:
        name = terms_field(forms[0].field, forms[0].terms)
        return Query.term_set_query(self._schema, name, [form.text for form in forms])

    def _word(self, word: OneWord) -> Query:
        """tantivy weighs each form by the documents that have this form. A factor puts in its place
        the weight by the documents that have any form."""
        counts = {form: count for form in word.forms if (count := self._count(form))}
        exclusive = are_exclusive(word.forms)
        having = sum(counts.values()) if exclusive else self.frequency(word)
        documents = max(self._searcher.num_docs, having)
        idf = ranking.idf(documents, having)
        forms = [
            _times(
                form.weight * idf / ranking.idf(documents, count),
                self._term(form.text, form.terms, form.field, "freq"),
            )
            for form, count in counts.items()
        ]
        if len(forms) == 1:
            return forms[0]
        if exclusive:
            return all_of(*((Occur.Should, form) for form in forms))
        return Query.disjunction_max_query(forms, ranking.OTHER_FORMS)


def _times(factor: float, query: Query) -> Query:
    return query if factor == 1 else Query.boost_query(query, factor)


def is_scored(query: EngineQuery) -> bool:
    """Whether matches of `query` may have a score above zero."""
    match query:
        case AllOf(parts) | AnyOf(parts):
            return any(map(is_scored, parts))
        case Term(terms=terms):
            return terms is not TermKind.VALUES
    return isinstance(query, OneWord | PhraseTerms)


def _only_exclusions(parts: tuple[EngineQuery, ...]) -> bool:
    return all(isinstance(part, NoneOf) for part in parts)
