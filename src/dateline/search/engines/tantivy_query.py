"""A Core as tantivy's query."""

from __future__ import annotations

import tantivy
from tantivy import Occur, Query

from dateline.search.core import Adjacent, Both, Core, Either, Everything, Term, Terms, Without
from dateline.search.indexing import terms_field


def unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


EVERYTHING = unscored(Query.all_query())


def all_of(*parts: tuple[Occur, Query]) -> Query:
    return Query.boolean_query(parts)


def translated(core: Core, schema: tantivy.Schema) -> Query:
    """The query that finds and scores what `core` does."""
    match core:
        case Term(text, Terms.VALUES, field):
            name = terms_field(field, Terms.VALUES)
            return unscored(Query.term_query(schema, name, text, "basic"))
        case Term(text, terms, field):
            return Query.term_query(schema, terms_field(field, terms), text, "freq")
        case Everything():
            return EVERYTHING
        case Without(part):
            return all_of((Occur.Must, EVERYTHING), (Occur.MustNot, translated(part, schema)))
        case Both(parts):
            return all_of(
                *(
                    (Occur.MustNot, translated(part.part, schema))
                    if isinstance(part, Without)
                    else (Occur.Must, translated(part, schema))
                    for part in parts
                ),
                *([(Occur.Must, EVERYTHING)] if _only_without(parts) else []),
            )
        case Either(parts):
            return all_of(*((Occur.Should, translated(part, schema)) for part in parts))
        case Adjacent((word,), field):
            return translated(Term(word, Terms.WORDS, field), schema)
        case Adjacent(words, field):
            name = terms_field(field, Terms.WORDS)
            phrase = Query.phrase_query(schema, name, list(words))
            scored = (translated(Term(word, Terms.WORDS, field), schema) for word in words)
            return all_of((Occur.Must, unscored(phrase)), *((Occur.Must, word) for word in scored))


def is_scored(core: Core) -> bool:
    """Whether what `core` finds may score."""
    match core:
        case Both(parts) | Either(parts):
            return any(map(is_scored, parts))
        case Term(_, terms, _):
            return terms is not Terms.VALUES
    return isinstance(core, Adjacent)


def _only_without(parts: tuple[Core, ...]) -> bool:
    return all(isinstance(part, Without) for part in parts)
