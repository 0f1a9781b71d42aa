"""An engine query as tantivy's query."""

from __future__ import annotations

import tantivy
from tantivy import Occur, Query

from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    PhraseTerms,
    Term,
    TermKind,
)
from dateline.search.engines.entries import terms_field


def unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


EVERYTHING = unscored(Query.all_query())


def all_of(*parts: tuple[Occur, Query]) -> Query:
    return Query.boolean_query(parts)


def translated(query: EngineQuery, schema: tantivy.Schema) -> Query:
    """tantivy's query with the same matches and scores as `query`."""
    match query:
        case Term(text, TermKind.VALUES, field):
            name = terms_field(field, TermKind.VALUES)
            return unscored(Query.term_query(schema, name, text, "basic"))
        case Term(text, terms, field):
            return Query.term_query(schema, terms_field(field, terms), text, "freq")
        case Everything():
            return EVERYTHING
        case NoneOf(part):
            return all_of((Occur.Must, EVERYTHING), (Occur.MustNot, translated(part, schema)))
        case AllOf(parts):
            return all_of(
                *(
                    (Occur.MustNot, translated(part.part, schema))
                    if isinstance(part, NoneOf)
                    else (Occur.Must, translated(part, schema))
                    for part in parts
                ),
                *([(Occur.Must, EVERYTHING)] if _only_exclusions(parts) else []),
            )
        case AnyOf(parts):
            return all_of(*((Occur.Should, translated(part, schema)) for part in parts))
        case PhraseTerms((word,), field):
            return translated(Term(word, TermKind.WORDS, field), schema)
        case PhraseTerms(words, field):
            name = terms_field(field, TermKind.WORDS)
            phrase = Query.phrase_query(schema, name, list(words))
            scored = (translated(Term(word, TermKind.WORDS, field), schema) for word in words)
            return all_of((Occur.Must, unscored(phrase)), *((Occur.Must, word) for word in scored))


def is_scored(query: EngineQuery) -> bool:
    """Whether matches of `query` may have a score above zero."""
    match query:
        case AllOf(parts) | AnyOf(parts):
            return any(map(is_scored, parts))
        case Term(_, terms, _):
            return terms is not TermKind.VALUES
    return isinstance(query, PhraseTerms)


def _only_exclusions(parts: tuple[EngineQuery, ...]) -> bool:
    return all(isinstance(part, NoneOf) for part in parts)
