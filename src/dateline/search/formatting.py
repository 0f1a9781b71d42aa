"""Query to text: what `--explain` prints, and what parses to the same tree."""

from __future__ import annotations

from dateline.search.core import Adjacent, Both, Core, Either, Everything, Term, Without
from dateline.search.query import (
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
    Same,
    Value,
    Word,
)


def format_query(query: Query) -> str:
    """Query text that parses to the same tree."""
    match query:
        case And(parts):
            return " ".join(map(_bracketed, parts))
        case Or(parts):
            # AND binds closer: brackets around it would add to the depth that parse allows.
            return " OR ".join(
                format_query(part) if isinstance(part, And) else _bracketed(part) for part in parts
            )
        case Not(part):
            return f"NOT {_bracketed(part)}"
        case Near(first, second, distance, ordered):
            operator = f"{'BEFORE' if ordered else 'NEAR'}/{distance}"
            return _in_field(first.field, f"{_place(first)} {operator} {_place(second)}")
        case Same(first, second, scope):
            operator = "SAMESENT" if scope == "sentence" else "SAMEPARA"
            return _in_field(first.field, f"{_place(first)} {operator} {_place(second)}")
        case AtLeast(count, part):
            return _in_field(part.field, f"ATLEAST/{count} {_place(part)}")
        case DateRange(field, first_day, last_day, loose):
            return f"{field}:{first_day or ''}..{last_day or ''}{'~' if loose else ''}"
        case Value(text, field):
            return f"{field}:{text}" if text.isalnum() else f'{field}:"{text}"'
        case _:
            text = _place(query)
            return f"{query.field}:{text}" if query.field else text


def format_core(core: Core, indent: str = "") -> str:
    """What an engine is asked, a node a line."""
    match core:
        case Both(parts) | Either(parts):
            inner = [format_core(part, indent + "  ") for part in parts]
            name = "all of" if isinstance(core, Both) else "any of"
            return "\n".join((f"{indent}{name}", *inner))
        case Without(part):
            return f"{indent}all but\n{format_core(part, indent + '  ')}"
        case Everything():
            return f"{indent}everything"
        case Adjacent(words, field):
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


def _bracketed(query: Query) -> str:
    text = format_query(query)
    return f"({text})" if isinstance(query, And | Or) else text
