"""The query language: text to a query tree.

    alternatives := sequence ("OR" sequence)*          OR binds loosest
    sequence     := operand ("AND"? operand)*          adjacent operands are joined by AND
    operand      := ("NOT" | "-") operand | field ":" operand | "(" alternatives ")" | relation
    relation     := leaf (("NEAR/" n | "BEFORE/" n | "SAMESENT" | "SAMEPARA") leaf)?
                  | "ATLEAST/" n leaf
    leaf         := quoted phrase | "=" quoted phrase | "=" word
                  | bare word, possibly with * in it or ~ after it
                  | "*"                                every article

All fields about an event in one sequence are about the same event, unless they have brackets of
their own; so are those about a quote.

A text is parsed as a whole, or QueryError points at the position that was not understood; it is
never repaired. A bare word with punctuation inside (F-16, U.S.) is the phrase of its parts.
Punctuation between words is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from dateline.errors import QueryError
from dateline.search.analysis import words
from dateline.search.fields import FIELDS
from dateline.search.query.ast import (
    All,
    And,
    AtLeast,
    DateRange,
    Near,
    Not,
    Offsets,
    Or,
    Query,
    SameEvent,
    SameParagraph,
    SameQuote,
    SameSentence,
    TextLeaf,
    Value,
)
from dateline.search.query.leaf import QueryText, leaf, word_leaf
from dateline.search.query.lexer import Lexeme, lex
from dateline.search.query.limits import check_length, check_size

MatchMode = Literal["all", "any"]
_MAX_DEPTH = 50  # nested brackets and NOTs; far below Python's own limit
# Patterns that few queries need are compiled for those.
_SURROGATE = "[\ud800-\udfff]"  # Python's stand-in for bytes that are not UTF-8
_LAST_RUN = r"run:.*last"  # only then the archive is asked for its last run
_RELATIONS = ("NEAR", "BEFORE", "SAMESENT", "SAMEPARA")
_LEAF_LEXEMES = ("phrase", "whole", "exact", "bare")
_OPERANDS = "for instance (a NEAR/5 b) OR (a NEAR/5 c), title:(a NEAR/5 b)"


def parse(
    text: str,
    *,
    match: MatchMode = "all",
    plain: bool = False,
    today: date | None = None,
    last_run: Callable[[], int] | None = None,
) -> Query:
    """The tree that `text` means.

    With match="any", at least one of the adjacent words must match instead of all; what AND
    joins, excluded parts, dates and other values are still required. With plain=True nothing in
    the text is an operator: it is words only. `today` is what "yesterday" counts from; without
    it, relative dates are errors. `last_run` gives the number that run:last means; without it, that
    is an error. Raises QueryError with the position that was not understood, or where the query
    gets too long: more than MAX_LENGTH characters, MAX_WORDS words or MAX_PATTERNS of those with *
    or ~.
    """
    run = None
    if last_run is not None and ":" in text and re.search(_LAST_RUN, text, re.I):
        run = last_run()
    return _parsed(text, match, plain, today, run)


@lru_cache(maxsize=128)  # a query is often parsed again: for its next page, its count, its facets
def _parsed(
    text: str, match: MatchMode, plain: bool, today: date | None, last_run: int | None
) -> Query:
    if not text.isascii() and (broken := re.search(_SURROGATE, text)):
        raise QueryError("this byte is not UTF-8", query=text, position=broken.start())
    check_length(text)
    if plain:
        query = _sequence(
            [[word_leaf(word, None, Offsets(start, end))] for word, start, end in words(text)],
            any_word=match == "any",
        )
    else:
        query = _Parser(QueryText(text, today, last_run), match).query()
    if query is None:
        raise QueryError("there is no word to search for", query=text, position=0)
    check_size(query, text)
    return query


class _Parser:
    """Recursive descent over the lexemes of one query. Every method leaves `_next` after what it
    read; `field` is the field of the enclosing bracket."""

    def __init__(self, text: QueryText, match: MatchMode) -> None:
        self._text = text
        self._match = match
        self._lexemes = tuple(lex(text.text))
        self._next = 0
        self._depth = 0

    def query(self) -> Query | None:
        query = self._alternatives(None)
        if self._peek().kind == ")":
            raise self._text.error("this bracket was never opened", self._peek())
        return query

    def _peek(self) -> Lexeme:
        return self._lexemes[self._next]

    def _take(self) -> Lexeme:
        lexeme = self._lexemes[self._next]
        self._next += 1
        return lexeme

    def _alternatives(self, field: str | None) -> Query | None:
        parts = [self._sequence(field)]
        while self._peek().kind == "OR":
            operator = self._take()
            parts.append(self._sequence(field))
            if parts[-2] is None or parts[-1] is None:
                raise self._text.error("OR needs a word on each side", operator)
        return _joined(Or, [part for part in parts if part is not None])

    def _sequence(self, field: str | None) -> Query | None:
        runs: list[list[Query]] = []  # operands that AND joins are one run
        unbracketed: list[SameEvent | SameQuote] = []
        while self._peek().kind not in ("OR", ")", "end"):
            operator = self._take() if self._peek().kind == "AND" else None
            opener = self._peek()
            has_sides = runs and opener.kind not in ("AND", "OR", ")", "end")
            part = self._operand(field) if has_sides or not operator else None
            if operator and part is None:
                raise self._text.error("AND needs a word on each side", operator)
            if operator and part:
                runs[-1].append(part)
            elif part:
                runs.append([part])
            if isinstance(part, SameEvent | SameQuote) and opener.kind == "field":
                unbracketed.append(part)
        return _sequence(_with_one_node(runs, unbracketed), any_word=self._match == "any")

    def _operand(self, field: str | None) -> Query | None:
        """One operand; None if it is punctuation only."""
        lexeme = self._take()
        match lexeme.kind:
            case "NOT":
                part = self._nested(lexeme, field)
                if part is None:
                    raise self._text.error(f"{lexeme.text} needs a word after it", lexeme)
                return Not(part)
            case "field":
                return self._in_field(lexeme, field)
            case "(":
                return self._group(lexeme, field)
            case "ATLEAST":
                return AtLeast(int(lexeme.text), self._right_side(lexeme, "ATLEAST", field))
            case kind if kind in _RELATIONS:
                raise self._text.error(f"{kind} needs a word on each side", lexeme)
            case _:
                return self._relation(lexeme, field)

    def _in_field(self, lexeme: Lexeme, outer: str | None) -> Query:
        name = lexeme.text
        if outer:
            raise self._text.error(f"a field inside “{outer}:( )” has no meaning", lexeme)
        part = self._nested(lexeme, name)
        if part is None:
            raise self._text.error(f"“{name}:” needs a word after it", lexeme)
        if self._peek().kind in _RELATIONS:
            hint = f"for instance {name}:(one NEAR/5 other)"
            raise self._text.error("put both sides in brackets after the field", lexeme, hint)
        match FIELDS[name].about:
            case "event":
                return SameEvent((part,))
            case "quote":
                return SameQuote((part,))
        return part

    def _relation(self, lexeme: Lexeme, field: str | None) -> Query | None:
        """A leaf, or two leaves and their relation."""
        first = leaf(self._text, lexeme, self._peek(), field)
        if first is None and lexeme.text.startswith(("-*", "-=", "-~")):
            raise self._text.error("a minus needs a word after it", lexeme)
        after_field = self._next > 1 and self._lexemes[self._next - 2].kind == "field"
        if self._peek().kind not in _RELATIONS or after_field:
            return first
        operator = self._take()
        kind = operator.kind
        if first is None or isinstance(first, Value | DateRange | All):
            raise self._text.error(f"{kind} needs a word on each side", operator)
        second = self._right_side(operator, kind, field)
        if (extra := self._peek()).kind in _RELATIONS:
            raise self._text.error(f"{extra.kind} joins two words or phrases only", extra)
        if kind == "SAMESENT":
            return SameSentence(first, second)
        if kind == "SAMEPARA":
            return SameParagraph(first, second)
        return Near(first, second, int(operator.text), ordered=kind == "BEFORE")

    def _right_side(self, operator: Lexeme, kind: str, field: str | None) -> TextLeaf:
        """The word or phrase that an operator needs after it."""
        part = None
        if self._peek().kind in _LEAF_LEXEMES:
            part = leaf(self._text, self._take(), self._peek(), field)
        if part is None or isinstance(part, Value | DateRange | All):
            message = f"{kind} needs a word or a phrase after it"
            raise self._text.error(message, operator, _OPERANDS)
        return part

    def _nested(self, opener: Lexeme, field: str | None) -> Query | None:
        if self._peek().kind in ("AND", "OR", ")", "end"):
            return None
        self._enter(opener)
        part = self._operand(field)
        self._depth -= 1
        return part

    def _group(self, bracket: Lexeme, field: str | None) -> Query:
        self._enter(bracket)
        part = self._alternatives(field)
        self._depth -= 1
        if self._take().kind != ")":
            raise self._text.error("this bracket is never closed", bracket)
        if part is None:
            raise self._text.error("there is no word between these brackets", bracket)
        return part

    def _enter(self, opener: Lexeme) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._text.error(f"nested more than {_MAX_DEPTH} deep", opener)


def _sequence(runs: Sequence[Sequence[Query]], *, any_word: bool) -> Query | None:
    """The tree of adjacent runs, each joined by AND; None if there is no part. With `any_word`,
    one of the words is enough, but every required part must match."""
    parts = [part for run in runs for part in run]
    if any_word:
        required = [part for part in parts if _is_required(part)]
        optional = [[part for part in run if not _is_required(part)] for run in runs]
        alternatives = [part for run in optional if (part := _joined(And, run))]
        if len(alternatives) > 1:
            alternatives = [Or(tuple(alternatives))]
        parts = [*alternatives, *required]
    return _joined(And, parts)


def _is_required(part: Query) -> bool:
    """Whether this must match even if any of the words is enough."""
    return isinstance(part, Not | DateRange | Value | SameEvent | All)


def _with_one_node(
    runs: Sequence[Sequence[Query]], nodes: Sequence[SameEvent | SameQuote]
) -> Sequence[Sequence[Query]]:
    """The runs with one node in place of all `nodes` about an event, at the position of the
    first, and one of all about a quote."""
    for kind in (SameEvent, SameQuote):
        of_kind = [node for node in nodes if isinstance(node, kind)]
        if len(of_kind) < 2:
            continue
        first, *others = of_kind
        merged = kind(tuple(part for node in of_kind for part in node.parts))
        removed = set(map(id, others))
        runs = [
            [merged if part is first else part for part in run if id(part) not in removed]
            for run in runs
        ]
    return runs


def _joined(kind: type[And | Or], parts: Sequence[Query]) -> Query | None:
    """The parts under one node; a single part as it is; None for no part."""
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None
