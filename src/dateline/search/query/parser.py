"""The query language: text to Query.

    any    := all ("OR" all)*                      OR binds loosest
    all    := one ("AND"? one)*                    side by side means all of them
    one    := ("NOT" | "-") one | field ":" group-or-atom | group | relation
    relation := place (("NEAR/" n | "BEFORE/" n | "SAMESENT" | "SAMEPARA") place)?
              | "ATLEAST/" n place
    place  := quoted phrase | "=" word | bare word, perhaps with * in it, or ~ after it

Fields that are about an event, or a quote, and stand in one `all` make one node: they speak of
one and the same.

A query parses or fails with the position of what was not understood; it is never repaired. A
bare word with punctuation inside (F-16, U.S.) is the phrase of its parts. Punctuation that
stands between words is no word, and is passed over.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from dateline.errors import QueryError, UsageError
from dateline.search.analysis import fold, is_unspaced_letter, words
from dateline.search.fields import FIELDS, FieldKind
from dateline.search.query.adjacent import gathered, joined, one_node
from dateline.search.query.ast import (
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Offsets,
    One,
    Or,
    Pattern,
    Phrase,
    Query,
    Same,
    TextLeaf,
    Value,
    Word,
)
from dateline.search.query.dates import parse_range
from dateline.search.query.lexer import Lexeme, lex
from dateline.search.query.values import checked_value

MatchMode = Literal["all", "any"]
_MAX_DEPTH = 50  # brackets and NOTs inside one another; far below Python's own limit
_BESIDE = ",.;!?"  # what may stand right after the sign of a pattern or a fuzzy word
_NO_TEXT = re.compile("[\ud800-\udfff]")  # how Python hands on bytes that are no UTF-8
_RELATIONS = ("NEAR", "BEFORE", "SAMESENT", "SAMEPARA")
_PLACES = ("phrase", "exact", "bare")
_OPERANDS = "no brackets and no field: (a NEAR/5 b) OR (a NEAR/5 c), title:(a NEAR/5 b)"
_INSTEAD = "for words that stand near one another: one NEAR/3 other"


def parse(
    text: str, *, match: MatchMode = "all", plain: bool = False, today: date | None = None
) -> Query:
    """The tree that `text` means.

    With match="any", words that stand side by side need not all be there; what AND joins, what
    is excluded, or a date or other value still binds. With plain=True nothing in the text is an
    operator: it is words only. `today` is what "yesterday" counts from; without it such words
    are no dates. Raises QueryError with the position of what was not understood.
    """
    return _parsed(text, match, plain, today)


@lru_cache(maxsize=128)  # a query is often asked again: for its next page, its count, its facets
def _parsed(text: str, match: MatchMode, plain: bool, today: date | None) -> Query:
    if broken := _NO_TEXT.search(text):
        raise QueryError("this byte is no UTF-8", query=text, position=broken.start())
    if plain:
        query = joined(
            [[_word(word, None, Offsets(start, end))] for word, start, end in words(text)],
            any_word=match == "any",
        )
    else:
        query = _Parser(text, match, today).query()
    if query is None:
        raise QueryError("there is no word to search for", query=text, position=0)
    return query


class _Parser:
    """Recursive descent over the lexemes of one query; every method leaves `_next` after what
    it read, and gets the field that the enclosing bracket stands in."""

    def __init__(self, text: str, match: MatchMode, today: date | None) -> None:
        self._text = text
        self._match = match
        self._today = today
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
        return one_node(Or, [part for part in parts if part is not None])

    def _all(self, field: str | None) -> Query | None:
        runs: list[list[Query]] = []  # what AND joins is one run
        bare: list[One] = []  # what is about an event or a quote and in no bracket of its own
        while self._peek().kind not in ("OR", ")", "end"):
            operator = self._take() if self._peek().kind == "AND" else None
            opener = self._peek()
            sides = runs and opener.kind not in ("AND", "OR", ")", "end")
            part = self._one(field) if sides or not operator else None
            if operator and part is None:
                raise self._error("AND needs a word on each side", operator)
            if operator and part:
                runs[-1].append(part)
            elif part:
                runs.append([part])
            if isinstance(part, One) and opener.kind == "field":
                bare.append(part)
        return joined(gathered(runs, bare), any_word=self._match == "any")

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
                if self._peek().kind in _RELATIONS:
                    hint = f"for instance {lexeme.text}:(one NEAR/5 other)"
                    raise self._error("both sides stand in one field, in brackets", lexeme, hint)
                about = FIELDS[lexeme.text].about
                return One(about, (part,)) if about else part
            case "(":
                return self._group(lexeme, field)
            case "ATLEAST":
                return AtLeast(int(lexeme.text), self._side(lexeme, "ATLEAST", field))
            case kind if kind in _RELATIONS:
                raise self._error(f"{kind} needs a word on each side", lexeme)
            case _:
                return self._related(lexeme, field)

    def _related(self, lexeme: Lexeme, field: str | None) -> Query | None:
        """A place, or two and how they stand to one another."""
        first = self._atom(lexeme, field)
        after_field = self._next > 1 and self._lexemes[self._next - 2].kind == "field"
        if self._peek().kind not in _RELATIONS or after_field:
            return first
        operator = self._take()
        kind = operator.kind
        if first is None or isinstance(first, Value | DateRange):
            raise self._error(f"{kind} needs a word on each side", operator)
        second = self._side(operator, kind, field)
        if self._peek().kind in _RELATIONS:
            raise self._error(f"{self._peek().kind} joins two words or phrases only", self._peek())
        if kind == "SAMESENT" or kind == "SAMEPARA":
            return Same(first, second, "sentence" if kind == "SAMESENT" else "paragraph")
        return Near(first, second, int(operator.text), ordered=kind == "BEFORE")

    def _side(self, operator: Lexeme, kind: str, field: str | None) -> TextLeaf:
        """The word or phrase that must stand after an operator."""
        found = self._atom(self._take(), field) if self._peek().kind in _PLACES else None
        if found is None or isinstance(found, Value | DateRange):
            raise self._error(f"{kind} needs a word or a phrase after it", operator, _OPERANDS)
        return found

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

    def _atom(self, lexeme: Lexeme, field: str | None) -> TextLeaf | Value | DateRange | None:
        """What one lexeme means in the field; None where it is punctuation only."""
        if field and FIELDS[field].kind is FieldKind.DATE:
            return self._dates(lexeme, field)
        marks = self._marks(lexeme)
        if marks and lexeme.kind == "exact":
            raise self._error(f"= takes a word as written, with no {marks} for others", lexeme)
        if marks and lexeme.kind == "phrase":
            raise self._error("~ may stand after a single word only", lexeme, _INSTEAD)
        if field and FIELDS[field].kind is FieldKind.VALUE:
            return self._value(lexeme, field)
        if marks:
            return (self._fuzzy if marks == "~" else self._pattern)(lexeme, field)
        found = tuple(word for word, _, _ in words(lexeme.text))
        if lexeme.kind == "phrase" and not found:
            raise self._error("there is no word between these quotes", lexeme)
        if not found:
            return None
        if len(found) > 1 or lexeme.kind != "bare":
            return Phrase(found, field, Offsets(lexeme.start, lexeme.end))
        return _word(found[0], field, Offsets(lexeme.start, lexeme.end))

    def _marks(self, lexeme: Lexeme) -> str:
        """The ~ or * that a word or phrase has, or none. In quotes they are signs like others."""
        if lexeme.kind == "phrase":
            return "~" if self._text[lexeme.end - 1] == "~" else ""
        word, sign, number = lexeme.text.rpartition("~")
        if sign and words(word) and not any(map(str.isalpha, number)):
            return "~"
        if lexeme.text[:1] == "~" and lexeme.text[1:2].isalpha():
            raise self._error("~ stands after its word", lexeme, f"write {lexeme.text[1:]}~")
        return "*" if "*" in lexeme.text else ""

    def _fuzzy(self, lexeme: Lexeme, field: str | None) -> Fuzzy:
        typed, _, number = lexeme.text.rstrip(_BESIDE).rpartition("~")
        found = words(typed)
        if len(found) > 1 or "*" in typed:
            raise self._error("~ may stand after a single word only", lexeme, _INSTEAD)
        if number not in ("", "1", "2"):
            raise self._error("~ takes 1 or 2: so many changes make the word", lexeme)
        return Fuzzy(found[0][0], int(number or 1), field, Offsets(lexeme.start, lexeme.end))

    def _pattern(self, lexeme: Lexeme, field: str | None) -> Pattern | None:
        text = lexeme.text.strip(_BESIDE + "'’")  # an apostrophe beside a * is one in the word
        pieces = [piece.strip(_BESIDE) for piece in text.split("*")]
        if not any(char.isalnum() for piece in pieces for char in piece):
            return None
        cores = [core for piece in pieces if (core := piece.strip("'’"))]
        if any([fold(core)] != [word for word, _, _ in words(core)] for core in cores):
            raise self._error("* may stand in or beside a single word only", lexeme)
        return Pattern("*".join(map(fold, pieces)), field, Offsets(lexeme.start, lexeme.end))

    def _value(self, lexeme: Lexeme, field: str) -> Value:
        try:
            value = checked_value(field, lexeme.text)
        except UsageError as error:
            raise self._error(error.message, lexeme, error.hint) from error
        return Value(value, field, Offsets(lexeme.start, lexeme.end))

    def _dates(self, lexeme: Lexeme, field: str) -> DateRange:
        loose = lexeme.text.endswith("~") or self._text[lexeme.end - 1] == "~"
        try:
            first, last = parse_range(lexeme.text.removesuffix("~"), self._today)
        except ValueError as error:
            raise self._error(str(error), lexeme) from error
        after = self._peek()
        if after.kind == "bare" and after.text.startswith(".."):
            hint = f'{field}:2025-07-01..2025-07-31, {field}:"last month..today"'
            raise self._error("a range stands in one piece, or all in quotes", after, hint)
        return DateRange(field, first, last, loose, Offsets(lexeme.start, lexeme.end))


def _word(word: str, field: str | None, at: Offsets) -> Word | Pattern:
    """The word; of the letters that texts are made of by twos, one alone stands in any of these."""
    return Pattern(f"*{word}*", field, at) if is_unspaced_letter(word) else Word(word, field, at)
