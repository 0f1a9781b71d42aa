"""Query text to lexemes, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from dateline.errors import QueryError
from dateline.search.fields import FIELDS

Kind: TypeAlias = Literal["(", ")", "OR", "AND", "NOT", "field", "phrase", "bare", "end"]

_OPERATORS: Mapping[str, Kind] = {"OR": "OR", "AND": "AND", "NOT": "NOT"}
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_BARE = re.compile(rf"[^\s(){''.join(_CLOSING)}”»]+")
# Letters and a colon with something after it. Not 10:30, not http://, not the colon of a
# pasted headline ("Pakistan: talks go on").
_FIELD = re.compile(r"([^\W\d_]+):(?=\S)(?!//)")


class Lexeme(NamedTuple):
    """`text` is the name of a field, what stands between quotes, or the word as typed."""

    kind: Kind
    text: str
    start: int
    end: int


def lex(text: str) -> Iterator[Lexeme]:
    """The lexemes of a query, closed by one of kind "end".

    Raises QueryError for an unknown field, a field with nothing right after its colon, and a
    quote that is never closed.
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
    if char == "(":
        return Lexeme("(", char, at, at + 1)
    if char == ")":
        return Lexeme(")", char, at, at + 1)
    if char in _CLOSING:
        return _phrase(text, at)
    if field := _FIELD.match(text, at):
        return _field(text, field)
    if char == "-" and _negates(text, at):
        return Lexeme("NOT", char, at, at + 1)
    bare = _BARE.match(text, at)
    if bare is None:  # a closing curly quote with none open before it
        raise QueryError("this quote was never opened", query=text, position=at)
    word = bare[0]
    if word.endswith(":") and word[:-1].lower() in FIELDS:
        raise QueryError(
            f"“{word}” needs a word right after its colon",
            query=text,
            position=bare.end() - 1,
            hint=f'write {word}word, or "{word}" to search for the word itself',
        )
    return Lexeme(_OPERATORS.get(word, "bare"), word, *bare.span())


def _phrase(text: str, at: int) -> Lexeme:
    closing = _CLOSING[text[at]]
    for end in range(at + 1, len(text)):
        if text[end] in closing:
            return Lexeme("phrase", text[at + 1 : end], at, end + 1)
    raise QueryError(
        "this quote is never closed",
        query=text,
        position=at,
        hint="close it, leave it out, or search with --plain",
    )


def _field(text: str, match: re.Match[str]) -> Lexeme:
    name = match[1].lower()
    if name in FIELDS:
        return Lexeme("field", name, *match.span())
    from difflib import get_close_matches  # imported here: only a wrong query pays for it

    near = get_close_matches(name, FIELDS, n=1)
    known = ", ".join(f"{field}:" for field in FIELDS)
    raise QueryError(
        f"there is no field “{match[1]}:”",
        query=text,
        position=match.start(),
        hint=f"did you mean {near[0]}: ?" if near else f"fields are {known}",
    )


def _negates(text: str, at: int) -> bool:
    """Whether the hyphen at `at` stands before a word and is no dash between words.

    A colon before it is a field's: a bare word would have taken colon and hyphen with it.
    """
    begins = at == 0 or text[at - 1].isspace() or text[at - 1] in "(:"
    follows = text[at + 1 : at + 2]
    return begins and (follows.isalnum() or (follows != "" and follows in '("“„«'))
