"""Query to text: what `--explain` prints, and what parses to the same tree."""

from __future__ import annotations

from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    PhraseTerms,
    Term,
)
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
    leaves,
)


def format_query(query: Query) -> str:
    """Query text that parses to the same tree."""
    return _formatted(query, None)


def _formatted(query: Query, within: str | None) -> str:
    """The text of a query that stands in brackets `within` a field."""
    match query:
        case And(parts):
            # A bracket around each One, which those of several parts need to be seen, and where
            # there are two of one kind, both need.
            return " ".join(_bracketed(part, within, And, Or, One) for part in parts)
        case Or(parts):
            # AND binds closer: brackets around it would add to the depth that parse allows.
            return " OR ".join(_bracketed(part, within, Or) for part in parts)
        case Not(part):
            return f"NOT {_bracketed(part, within, And, Or, One)}"
        case One(_, parts):
            return " ".join(map(_in_own_field, parts))
        case Near(first, second, distance, ordered):
            operator = f"{'BEFORE' if ordered else 'NEAR'}/{distance}"
            text = f"{_place(first)} {operator} {_place(second)}"
            return text if within else _in_field(first.field, text)
        case Same(first, second, scope):
            operator = "SAMESENT" if scope == "sentence" else "SAMEPARA"
            text = f"{_place(first)} {operator} {_place(second)}"
            return text if within else _in_field(first.field, text)
        case AtLeast(count, part):
            text = f"ATLEAST/{count} {_place(part)}"
            return text if within else _in_field(part.field, text)
        case DateRange(field, first_day, last_day, loose):
            text = f"{first_day or ''}..{last_day or ''}{'~' if loose else ''}"
            return text if within else f"{field}:{text}"
        case Value(text, field):
            text = text if text.isalnum() else f'"{text}"'
            return text if within else f"{field}:{text}"
        case _:
            text = _place(query)
            return f"{query.field}:{text}" if query.field and not within else text


def _in_own_field(part: Query) -> str:
    """A part of a One, whose leaves are all in one field."""
    if isinstance(part, And | Or | Not):
        field = next(leaves(part)).field
        text = _formatted(part, field)
        return f"{field}:{text}" if isinstance(part, Not) else f"{field}:({text})"
    return _formatted(part, None)


def format_engine_query(engine_query: EngineQuery, indent: str = "") -> str:
    """What an engine is asked, a node a line."""
    match engine_query:
        case AllOf(parts) | AnyOf(parts):
            inner = [format_engine_query(part, indent + "  ") for part in parts]
            name = "all of" if isinstance(engine_query, AllOf) else "any of"
            return "\n".join((f"{indent}{name}", *inner))
        case NoneOf(part):
            return f"{indent}all but\n{format_engine_query(part, indent + '  ')}"
        case Everything():
            return f"{indent}everything"
        case PhraseTerms(words, field):
            return f'{indent}{field or "text"}.words "{" ".join(words)}"'
        case Term(text, terms, field):
            return f"{indent}{field or 'text'}.{terms.value} {text}"


def _in_field(field: str | None, text: str) -> str:
    return f"{field}:({text})" if field else text


def _place(place: Word | Phrase | Pattern | Fuzzy) -> str:
    match place:
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case _:
            return place.text


def _bracketed(query: Query, within: str | None, *kinds: type) -> str:
    text = _formatted(query, within)
    return f"({text})" if isinstance(query, kinds) else text
