"""The query language: text to Query, and Query to text.

    any   := all ("OR" all)*                       OR binds loosest
    all   := one ("AND"? one)*                     side by side means all of them
    one   := ("NOT" | "-") one | field ":" atom | atom
    atom  := "(" any ")" | quoted phrase | bare word

A query parses or fails with the position of what was not understood; it is never repaired. A
bare word with punctuation inside (F-16, U.S.) is the phrase of its parts. Punctuation that
stands between words is no word, and is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.errors import QueryError
from dateline.search.analysis import words
from dateline.search.dates import parse_range
from dateline.search.fields import FIELDS, Kind
from dateline.search.lexer import Lexeme, lex
from dateline.search.query import And, DateRange, Not, Or, Phrase, Query, Word

Match = Literal["all", "any"]
_MAX_DEPTH = 50  # brackets and NOTs inside one another; far below Python's own limit


def parse(text: str, *, match: Match = "all", plain: bool = False) -> Query:
    """The tree that `text` means.

    With match="any", words that stand side by side need not all be there; what AND joins, what
    is excluded, or a date still binds. With plain=True nothing in the text is an operator: it
    is words only. Raises QueryError with the position of what was not understood.
    """
    if plain:
        query = _join([[Word(word, None, start, end)] for word, start, end in words(text)], match)
    else:
        query = _Parser(text, match).query()
    if query is None:
        raise QueryError("there is no word to search for", query=text, position=0)
    return query


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
        case DateRange(field, first, last):
            return f"{field}:{first or ''}..{last or ''}"
        case Word(text, field):
            return f"{field}:{text}" if field else text
        case Phrase(phrase, field):
            quoted = f'"{" ".join(phrase)}"'
            return f"{field}:{quoted}" if field else quoted


def _bracketed(query: Query) -> str:
    text = format_query(query)
    return f"({text})" if isinstance(query, And | Or) else text


def _join(runs: Sequence[Sequence[Query]], match: Match) -> Query | None:
    """What stands side by side, each run of it joined by AND, as one tree; None where nothing
    does."""
    parts = [part for run in runs for part in run]
    if match == "any":
        binding = [part for part in parts if isinstance(part, Not | DateRange)]
        free = [[part for part in run if not isinstance(part, Not | DateRange)] for run in runs]
        either = [part for run in free if (part := _node(And, run))]
        parts = [Or(tuple(either)), *binding] if len(either) > 1 else [*either, *binding]
    return _node(And, parts)


def _node(kind: type[And | Or], parts: Sequence[Query]) -> Query | None:
    """The parts under one node; the part itself where there is one, None where there is none."""
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None


class _Parser:
    """Recursive descent over the lexemes of one query; every method leaves `_next` after what
    it read, and gets the field that the enclosing bracket stands in."""

    def __init__(self, text: str, match: Match) -> None:
        self._text = text
        self._match = match
        self._lexemes = tuple(lex(text))
        self._next = 0
        self._depth = 0

    def query(self) -> Query | None:
        found = self._any(None)
        if self._peek().kind == ")":
            raise self._error("this bracket was never opened", self._peek())
        return found

    def _peek(self) -> Lexeme:
        return self._lexemes[self._next]

    def _take(self) -> Lexeme:
        lexeme = self._lexemes[self._next]
        self._next += 1
        return lexeme

    def _error(self, message: str, at: Lexeme, hint: str | None = None) -> QueryError:
        return QueryError(message, query=self._text, position=at.start, hint=hint)

    def _any(self, field: str | None) -> Query | None:
        parts = [self._all(field)]
        while self._peek().kind == "OR":
            operator = self._take()
            parts.append(self._all(field))
            if parts[-2] is None or parts[-1] is None:
                raise self._error("OR needs a word on each side", operator)
        return _node(Or, [part for part in parts if part is not None])

    def _all(self, field: str | None) -> Query | None:
        runs: list[list[Query]] = []  # what AND joins is one run
        while self._peek().kind not in ("OR", ")", "end"):
            operator = self._take() if self._peek().kind == "AND" else None
            sides = runs and self._peek().kind not in ("AND", "OR", ")", "end")
            part = self._one(field) if sides or not operator else None
            if operator and part is None:
                raise self._error("AND needs a word on each side", operator)
            if operator and part:
                runs[-1].append(part)
            elif part:
                runs.append([part])
        return _join(runs, self._match)

    def _one(self, field: str | None) -> Query | None:
        """One operand; None where it is punctuation only."""
        lexeme = self._take()
        match lexeme.kind:
            case "NOT":
                part = self._nested(lexeme, field)
                if part is None:
                    raise self._error(f"{lexeme.text} needs a word after it", lexeme)
                return Not(part)
            case "field":
                if field:
                    raise self._error(f"a field inside “{field}:( )” has no meaning", lexeme)
                part = self._nested(lexeme, lexeme.text)
                if part is None:
                    raise self._error(f"“{lexeme.text}:” needs a word after it", lexeme)
                return part
            case "(":
                return self._group(lexeme, field)
            case "phrase":
                return self._phrase(lexeme, field)
            case _:
                return self._bare(lexeme, field)

    def _nested(self, opener: Lexeme, field: str | None) -> Query | None:
        if self._peek().kind in ("AND", "OR", ")", "end"):
            return None
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error(f"nested more than {_MAX_DEPTH} deep", opener)
        part = self._one(field)
        self._depth -= 1
        return part

    def _group(self, bracket: Lexeme, field: str | None) -> Query:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error(f"nested more than {_MAX_DEPTH} deep", bracket)
        part = self._any(field)
        self._depth -= 1
        if self._take().kind != ")":
            raise self._error("this bracket is never closed", bracket)
        if part is None:
            raise self._error("there is no word between these brackets", bracket)
        return part

    def _phrase(self, lexeme: Lexeme, field: str | None) -> Query:
        if field and FIELDS[field].kind is Kind.DATE:
            return self._dates(lexeme, field)
        found = tuple(word for word, _, _ in words(lexeme.text))
        if not found:
            raise self._error("there is no word between these quotes", lexeme)
        return Phrase(found, field, lexeme.start, lexeme.end)

    def _bare(self, lexeme: Lexeme, field: str | None) -> Query | None:
        if field and FIELDS[field].kind is Kind.DATE:
            return self._dates(lexeme, field)
        found = tuple(word for word, _, _ in words(lexeme.text))
        if len(found) > 1:
            return Phrase(found, field, lexeme.start, lexeme.end)
        return Word(found[0], field, lexeme.start, lexeme.end) if found else None

    def _dates(self, lexeme: Lexeme, field: str) -> Query:
        try:
            first, last = parse_range(lexeme.text)
        except ValueError as error:
            raise self._error(str(error), lexeme) from error
        return DateRange(field, first, last, lexeme.start, lexeme.end)
