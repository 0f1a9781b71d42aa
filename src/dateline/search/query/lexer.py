"""Query text to lexemes, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from dateline.errors import QueryError
from dateline.search.analysis import word_spans
from dateline.search.fields import FIELDS

LexemeKind: TypeAlias = Literal[
    "(", ")", "OR", "AND", "NOT", "NEAR", "BEFORE", "ATLEAST", "SAMESENT", "SAMEPARA",
    "field", "phrase", "whole", "exact", "bare", "end",
]  # fmt: skip

_OPERATORS: Mapping[str, LexemeKind] = {
    "OR": "OR",
    "AND": "AND",
    "NOT": "NOT",
    "SAMESENT": "SAMESENT",
    "SAMEPARA": "SAMEPARA",
}
_COUNTED: Mapping[str, LexemeKind] = {"NEAR": "NEAR", "BEFORE": "BEFORE", "ATLEAST": "ATLEAST"}
# Other languages' OR and AND. No prose has them; if they were skipped, both would mean AND.
_FOREIGN = {
    "||": "write OR in capitals",
    "&&": "adjacent words must all match; AND means the same",
}
# Signs that exclude a word elsewhere, or that a phone types in place of a hyphen.
_LOOKALIKE_MINUS = "!‐‑‒–−"
# What other search engines call these fields.
_SYNONYMS = {
    "author": "by",
    "byline": "by",
    "headline": "title",
    "text": "body",
    "content": "body",
    "publisher": "source",
    "keywords": "keyword",
    "label": "tag",
    "labels": "tag",
    "notes": "note",
    "tags": "tag",
    "topic": "keyword",
    "published": "date",
    "before": "date",
    "after": "date",
    "since": "date",
    "until": "date",
}
# Quotes as in English, German, French, Danish, Swedish and Finnish, by their opening sign.
_CLOSING = {'"': '"', "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«»"}
# A quotation mark between two Hebrew letters is the gershayim of an acronym.
_GERSHAYIM = r'["“”](?<=[\u0591-\u05ea].)(?=[\u05d0-\u05ea])'
_BARE = re.compile(rf"(?:[^\s(){''.join(_CLOSING)}]|{_GERSHAYIM})+")
# Letters and a colon with something directly after it: not 10:30, not http://, not the colon of
# a pasted headline ("Pakistan: talks go on").
_FIELD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*):(?=\S)(?!//)")


class Lexeme(NamedTuple):
    """`text` is the name of a field, the text between quotes, the number of an operator that has
    one, or the word as typed."""

    kind: LexemeKind
    text: str
    start: int
    end: int


def lex(text: str) -> Iterator[Lexeme]:
    """The lexemes of a query; the last one is of kind "end".

    Raises QueryError for an unknown field, a field with nothing directly after its colon, a
    quote that is never closed, and an operator without its number.
    """
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        lexeme = _lexeme(text, at)
        yield lexeme
        at = lexeme.end
    yield Lexeme("end", "", len(text), len(text))


def _lexeme(text: str, at: int) -> Lexeme:
    char = text[at]
    if char in "()":
        return Lexeme("(" if char == "(" else ")", char, at, at + 1)
    if char in _CLOSING:
        return _phrase(text, at)
    if char == "=" and text[at + 1 : at + 2] in (*_CLOSING,):
        return _phrase(text, at + 1)._replace(kind="whole", start=at)
    if field := _FIELD.match(text, at):
        return _field(text, field)
    if (char == "-" or char in _LOOKALIKE_MINUS) and _begins_word(text, at + 1):
        return _minus(text, at)
    bare = next(_BARE.finditer(text, at))  # whatever it does not match is handled above
    word = bare[0]
    if char == "=" and word_spans(word):
        return Lexeme("exact", word[1:], *bare.span())
    if word == "=" and text[bare.end() : bare.end() + 1] == "(":
        raise QueryError("= works with a single word only", query=text, position=at)
    if word in _FOREIGN:
        raise QueryError(f"{word} is not an operator", query=text, position=at, hint=_FOREIGN[word])
    if word.endswith(":") and word[:-1].lower() in FIELDS:
        raise QueryError(
            f"“{word}” needs a word right after its colon",
            query=text,
            position=bare.end() - 1,
            hint=f'write {word}word, or "{word}" to search for the word itself',
        )
    return _operator(text, bare) or Lexeme("bare", word, *bare.span())


def _operator(text: str, bare: re.Match[str]) -> Lexeme | None:
    word = bare[0]
    if word in _OPERATORS:
        return Lexeme(_OPERATORS[word], word, *bare.span())
    name, _, number = word.partition("/")
    if name not in _COUNTED:
        return None
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= 1000):
        raise QueryError(
            f"{name} needs a slash and a number from 1 to 1000",
            query=text,
            position=bare.start() + len(name),
            hint=f"for instance {name}/5; in lower case it is an ordinary word",
        )
    return Lexeme(_COUNTED[name], number, *bare.span())


def _phrase(text: str, at: int) -> Lexeme:
    closing = _CLOSING[text[at]]
    for end in range(at + 1, len(text)):
        if text[end] in closing and not re.compile(_GERSHAYIM).match(text, end):
            loose = text[end + 1 : end + 2] == "~"  # after a date; the parser refuses it elsewhere
            return Lexeme("phrase", text[at + 1 : end], at, end + 1 + loose)
    raise QueryError(
        "this quote is never closed",
        query=text,
        position=at,
        hint="close it, remove it, or search with --plain",
    )


def _field(text: str, match: re.Match[str]) -> Lexeme:
    name = match[1].lower()
    if name in FIELDS:
        return Lexeme("field", name, *match.span())
    from difflib import get_close_matches  # imported here: only a wrong query pays for it

    meant = _SYNONYMS.get(name) or next(iter(get_close_matches(name, FIELDS, n=1)), None)
    known = ", ".join(f"{field}:" for field in FIELDS)
    raise QueryError(
        f"there is no field “{match[1]}:”",
        query=text,
        position=match.start(),
        hint=f"did you mean {meant}: ?"
        if meant
        else f"fields are {known}; put words with a colon between them in quotes",
    )


def _minus(text: str, at: int) -> Lexeme:
    """The sign that excludes what follows; an error if it could be a dash as well."""
    char = text[at]
    if char != "-" or text[at + 1] == "-":
        raise QueryError(
            f"{char if char != '-' else '--'} before a word has no meaning",
            query=text,
            position=at,
            hint="write -word to exclude it; put a space after a dash",
        )
    # A colon before it belongs to a field: a bare word would have included colon and sign.
    if not (at == 0 or text[at - 1].isspace() or text[at - 1] in "(:"):
        raise QueryError(
            "this hyphen may exclude what follows, or join it to what precedes it",
            query=text,
            position=at,
            hint="put a space before it to exclude; replace it by a space to search for both",
        )
    return Lexeme("NOT", char, at, at + 1)


def _begins_word(text: str, at: int) -> bool:
    """Whether a word, a bracket or a quote begins here, without a space before it."""
    if text[at : at + 1] in ("(", *_CLOSING):
        return True
    bare = _BARE.match(text, at)
    return bare is not None and bool(word_spans(bare[0]))
