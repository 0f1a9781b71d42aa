"""One lexeme to a leaf of the query tree: a word, phrase, pattern, fuzzy word, value or dates."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dateline.errors import QueryError, UsageError
from dateline.search.analysis import is_unspaced_letter, words
from dateline.search.fields import FIELDS, FieldKind
from dateline.search.folding import fold
from dateline.search.query.ast import (
    All,
    DateRange,
    Fuzzy,
    Leaf,
    Offsets,
    Pattern,
    Phrase,
    Value,
    Word,
)
from dateline.search.query.dates import parse_range
from dateline.search.query.lexer import Lexeme
from dateline.search.query.values import checked_value

_PUNCTUATION = ",.;!?"  # may directly follow the * of a pattern or the ~ of a fuzzy word
MAX_PHRASE_WORDS = 200  # more than a paragraph of a newspaper has
_JOINED = "words that punctuation joins, as in F-16, are a phrase too"
_WHOLE = 'for instance section:="world", by:="jane example"'
_NEAR_INSTEAD = "for words that are near each other, write one NEAR/3 other"


class QueryText(NamedTuple):
    """The text that is parsed, the searcher's current day (None: relative dates are errors) and the
    number of the archive's last run (None: run:last is an error)."""

    text: str
    today: date | None
    last_run: int | None

    def error(self, message: str, lexeme: Lexeme, hint: str | None = None) -> QueryError:
        """An error at the position of the lexeme."""
        return QueryError(message, query=self.text, position=lexeme.start, hint=hint)


def leaf(
    query: QueryText, lexeme: Lexeme, following: Lexeme, field: str | None
) -> Leaf | All | None:
    """The leaf that a lexeme means in the field; None if it is punctuation only. Raises
    QueryError. The lexeme `following` it shows whether a date range is cut by spaces."""
    if field is None and lexeme.kind == "bare" and not lexeme.text.strip("*"):
        return All(Offsets(lexeme.start, lexeme.end))
    if field and FIELDS[field].kind is FieldKind.DATE:
        return _dates(query, lexeme, following, field)
    sign = _sign(query, lexeme)
    if sign and lexeme.kind == "exact":
        message = f"= finds a word exactly as written, so it cannot be combined with {sign}"
        raise query.error(message, lexeme)
    if sign and lexeme.kind in ("phrase", "whole"):
        raise query.error("~ works with a single word only", lexeme, _NEAR_INSTEAD)
    if field and FIELDS[field].kind is FieldKind.VALUE:
        return _value(query, lexeme, field)
    if sign:
        return (_fuzzy if sign == "~" else _pattern)(query, lexeme, field)
    spans = words(lexeme.text)
    found = tuple(word for word, _, _ in spans)
    if lexeme.kind in ("phrase", "whole") and not found:
        raise query.error("there is no word between these quotes", lexeme)
    if not found:
        return None
    if len(found) > MAX_PHRASE_WORDS:
        at = query.text.index(lexeme.text, lexeme.start) + spans[MAX_PHRASE_WORDS][1]
        message = f"a phrase may have {MAX_PHRASE_WORDS} words"
        raise QueryError(message, query=query.text, position=at, hint=_JOINED)
    if lexeme.kind == "whole" and field is None:
        raise query.error("=“ ” is all of a field, so it needs one", lexeme, _WHOLE)
    if len(found) > 1 or lexeme.kind != "bare":
        whole = lexeme.kind == "whole" or (field is not None and FIELDS[field].whole)
        return Phrase(found, field, Offsets(lexeme.start, lexeme.end), whole=whole)
    return word_leaf(found[0], field, Offsets(lexeme.start, lexeme.end))


def word_leaf(word: str, field: str | None, offsets: Offsets) -> Word | Pattern:
    """The word. A single letter of a script without spaces is indexed in pairs of letters, so it
    becomes the pattern that matches all pairs with it."""
    if is_unspaced_letter(word):
        return Pattern(f"*{word}*", field, offsets)
    return Word(word, field, offsets)


def _sign(query: QueryText, lexeme: Lexeme) -> str:
    """The ~ or * of a word or phrase, or "". In quotes they are ordinary characters."""
    if lexeme.kind in ("phrase", "whole"):
        return "~" if query.text[lexeme.end - 1] == "~" else ""
    word, sign, number = lexeme.text.rpartition("~")
    if sign and words(word) and not any(map(str.isalpha, number)):
        return "~"
    if lexeme.text[:1] == "~" and lexeme.text[1:2].isalpha():
        raise query.error("~ goes after its word", lexeme, f"write {lexeme.text[1:]}~")
    return "*" if "*" in lexeme.text else ""


def _fuzzy(query: QueryText, lexeme: Lexeme, field: str | None) -> Fuzzy:
    word, _, number = lexeme.text.rstrip(_PUNCTUATION).rpartition("~")
    found = words(word)
    if len(found) > 1 or "*" in word:
        raise query.error("~ works with a single word only", lexeme, _NEAR_INSTEAD)
    if number not in ("", "1", "2"):
        raise query.error("~ takes 1 or 2, the number of changed letters", lexeme)
    return Fuzzy(found[0][0], int(number or 1), field, Offsets(lexeme.start, lexeme.end))


def _pattern(query: QueryText, lexeme: Lexeme, field: str | None) -> Pattern | None:
    text = lexeme.text.strip(_PUNCTUATION + "'’")  # an apostrophe next to a * is inside the word
    pieces = [piece.strip(_PUNCTUATION) for piece in text.split("*")]
    if not any(char.isalnum() for piece in pieces for char in piece):
        return None
    cores = [core for piece in pieces if (core := piece.strip("'’"))]
    if any([fold(core)] != [word for word, _, _ in words(core)] for core in cores):
        raise query.error("* works within a single word only", lexeme)
    return Pattern("*".join(map(fold, pieces)), field, Offsets(lexeme.start, lexeme.end))


def _value(query: QueryText, lexeme: Lexeme, field: str) -> Value:
    text = lexeme.text
    if field == "run" and text.lower() == "last" and query.last_run is not None:
        text = str(query.last_run)
    try:
        value = checked_value(field, text)
    except UsageError as error:
        raise query.error(error.message, lexeme, error.hint) from error
    return Value(value, field, Offsets(lexeme.start, lexeme.end))


def _dates(query: QueryText, lexeme: Lexeme, following: Lexeme, field: str) -> DateRange:
    loose = lexeme.text.endswith("~") or query.text[lexeme.end - 1] == "~"
    first: date | None
    last: date | None
    try:
        text = lexeme.text.removesuffix("~")
        if field == "added" and ":" in text:
            from dateline.search.query.times import parse_times  # few searches name a time

            if loose:
                raise ValueError("~ is for dates of which only the month or the year is known")
            first, last = parse_times(text, query.today)
        else:
            first, last = parse_range(text, query.today)
    except ValueError as error:
        raise query.error(str(error), lexeme) from error
    if following.kind == "bare" and following.text.startswith(".."):
        hint = f'{field}:2025-07-01..2025-07-31, {field}:"last month..today"'
        raise query.error("write a range without spaces, or all of it in quotes", following, hint)
    return DateRange(field, first, last, loose, Offsets(lexeme.start, lexeme.end))
