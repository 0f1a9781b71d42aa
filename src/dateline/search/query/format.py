"""A query tree to query text that parses to the same tree; an engine query to lines. Both are
what `--explain` prints."""

from __future__ import annotations

from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    OneWord,
    PhraseTerms,
    Term,
)
from dateline.search.fields import FIELDS
from dateline.search.query.ast import (
    All,
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    SameEvent,
    SameParagraph,
    SameQuote,
    SameSentence,
    TextLeaf,
    Value,
    leaves,
)


def format_query(query: Query) -> str:
    """Query text that parses to the same tree."""
    return _formatted(query, None)


def _formatted(query: Query, within: str | None) -> str:
    """The text of a query in the brackets of the field `within`; None: in no field's."""
    match query:
        case And(parts):
            # Brackets keep the parts of one event together, and two events apart.
            return " ".join(
                _bracketed(part, within, And, Or, SameEvent, SameQuote) for part in parts
            )
        case Or(parts):
            # AND binds closer: brackets around it would add to the depth that parse allows.
            return " OR ".join(_bracketed(part, within, Or) for part in parts)
        case Not(part):
            return f"NOT {_bracketed(part, within, And, Or, SameEvent, SameQuote)}"
        case SameEvent(parts) | SameQuote(parts):
            return " ".join(map(_in_own_field, parts))
        case Near() | SameSentence() | SameParagraph():
            text = f"{_text_leaf(query.first)} {_operator(query)} {_text_leaf(query.second)}"
            return text if within else _in_field(query.first.field, text)
        case AtLeast(times, part):
            text = f"ATLEAST/{times} {_text_leaf(part)}"
            return text if within else _in_field(part.field, text)
        case DateRange(field, first_day, last_day, loose):
            first, last = (day.isoformat() if day else "" for day in (first_day, last_day))
            text = f"{first}..{last}{'~' if loose else ''}"
            return text if within else f"{field}:{text}"
        case All():
            return "*"
        case Value(text, field):
            text = text if text.isalnum() else f'"{text}"'
            return text if within else f"{field}:{text}"
        case _:
            text = _text_leaf(query)
            return f"{query.field}:{text}" if query.field and not within else text


def _in_own_field(part: Query) -> str:
    """A part of a SameEvent or SameQuote: its leaves are all in one field."""
    if isinstance(part, And | Or | Not):
        field = next(leaves(part)).field
        text = _formatted(part, field)
        return f"{field}:{text}" if isinstance(part, Not) else f"{field}:({text})"
    return _formatted(part, None)


def format_engine_query(engine_query: EngineQuery, indent: str = "") -> str:
    """The engine query, one line per node, parts indented under their node."""
    match engine_query:
        case AllOf(parts) | AnyOf(parts):
            inner = [format_engine_query(part, indent + "  ") for part in parts]
            name = "all of" if isinstance(engine_query, AllOf) else "any of"
            return "\n".join((f"{indent}{name}", *inner))
        case OneWord(forms):
            lines = (format_engine_query(form, indent + "  ") for form in forms)
            return "\n".join((f"{indent}one word", *lines))
        case NoneOf(part):
            return f"{indent}none of\n{format_engine_query(part, indent + '  ')}"
        case Everything():
            return f"{indent}everything"
        case PhraseTerms(words, field):
            return f'{indent}{field or "text"}.words "{" ".join(words)}"'
        case Term(text, terms, field):
            return f"{indent}{field or 'text'}.{terms.value} {text}"


def _in_field(field: str | None, text: str) -> str:
    return f"{field}:({text})" if field else text


def _operator(relation: Near | SameSentence | SameParagraph) -> str:
    match relation:
        case SameSentence():
            return "SAMESENT"
        case SameParagraph():
            return "SAMEPARA"
    return f"{'BEFORE' if relation.ordered else 'NEAR'}/{relation.distance}"


def _text_leaf(leaf: TextLeaf) -> str:
    match leaf:
        case Phrase(words, field, whole=whole):
            sign = "=" if whole and field and not FIELDS[field].whole else ""
            return f'{sign}"{" ".join(words)}"'
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case _:
            return leaf.text


def _bracketed(query: Query, within: str | None, *kinds: type) -> str:
    text = _formatted(query, within)
    return f"({text})" if isinstance(query, kinds) else text
