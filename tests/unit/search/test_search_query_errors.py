"""A text that is not a query is an error that points at what was not understood."""

from __future__ import annotations

import pytest

from dateline.errors import QueryError
from dateline.search.fields import FIELDS
from dateline.search.query.ast import Phrase
from dateline.search.query.format import format_query
from dateline.search.query.parser import MatchMode, parse


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "there is no word to search for"),
        ("   ", 0, "there is no word to search for"),
        ("– &", 0, "there is no word to search for"),
        ('="a b"', 0, "=“ ” is all of a field, so it needs one"),
        ('by:="a', 4, "this quote is never closed"),
        ('by:="–"', 3, "there is no word between these quotes"),
        ('by:="a b"~', 3, "~ works with a single word only"),
        ("title:(", 6, "this bracket is never closed"),
        ("title:", 5, "“title:” needs a word right after its colon"),
        ("title: a", 5, "“title:” needs a word right after its colon"),
        ("a date:", 6, "“date:” needs a word right after its colon"),
        ("title:–", 0, "“title:” needs a word after it"),
        ("title:)", 0, "“title:” needs a word after it"),
        ("title:OR", 0, "“title:” needs a word after it"),
        ("title:date:2025", 6, "a field inside “title:( )” has no meaning"),
        ("title:(a source:b)", 9, "a field inside “title:( )” has no meaning"),
        ("(a", 0, "this bracket is never closed"),
        ("a (b (c)", 2, "this bracket is never closed"),
        ("a) b", 1, "this bracket was never opened"),
        (")", 0, "this bracket was never opened"),
        ("a ()", 2, "there is no word between these brackets"),
        ("title:(–)", 6, "there is no word between these brackets"),
        ('a "b c', 2, "this quote is never closed"),
        ("a “b c", 2, "this quote is never closed"),
        ('“a b"', 0, "this quote is never closed"),
        ("𝒂 «b", 2, "this quote is never closed"),
        ("a b”", 3, "this quote is never closed"),
        ("a »", 2, "this quote is never closed"),
        ('a ""', 2, "there is no word between these quotes"),
        ('"–"', 0, "there is no word between these quotes"),
        ("colour:a", 0, "there is no field “colour:”"),
        ("a (Tilte:b)", 3, "there is no field “Tilte:”"),
        ("NOT", 0, "NOT needs a word after it"),
        ("a NOT", 2, "NOT needs a word after it"),
        ("(a NOT) b", 3, "NOT needs a word after it"),
        ("NOT OR a", 0, "NOT needs a word after it"),
        ("NOT –", 0, "NOT needs a word after it"),
        ("-()", 1, "there is no word between these brackets"),
        ("OR", 0, "OR needs a word on each side"),
        ("OR a", 0, "OR needs a word on each side"),
        ("a OR", 2, "OR needs a word on each side"),
        ("a OR OR b", 2, "OR needs a word on each side"),
        ("a OR –", 2, "OR needs a word on each side"),
        ("(a OR) b", 3, "OR needs a word on each side"),
        ("AND", 0, "AND needs a word on each side"),
        ("AND a", 0, "AND needs a word on each side"),
        ("a AND", 2, "AND needs a word on each side"),
        ("a AND AND b", 2, "AND needs a word on each side"),
        ("a AND OR b", 2, "AND needs a word on each side"),
        ("a AND – b", 2, "AND needs a word on each side"),
        ("(a AND) b", 3, "AND needs a word on each side"),
        ("date:yesterday", 5, "“yesterday” is not a date: write 2025"),
        ("a date:2025-13", 7, "“2025-13” is not a date: write 2025"),
        ("date:2025-02-29", 5, "“2025-02-29” is not a date: write 2025"),
        ("date:0000", 5, "“0000” is not a date: write 2025"),
        ("date:٢٠٢٥", 5, "“٢٠٢٥” is not a date: write 2025"),
        ("date:2025-07-18T10:00", 5, "“2025-07-18T10:00” is not a day: write 2025"),
        (
            "date:03/04/2019",
            5,
            "“03/04/2019” may begin with its day or with its month: write 2019-",
        ),
        ("a date:3-4-2019", 7, "“3-4-2019” may begin with its day or with its month: write 2019-"),
        ("date:march 2019", 5, "“march” has no year of four digits: write march-2019"),
        ("date:mar-19", 5, "“mar-19” has no year of four digits"),
        ("date:3/4/19", 5, "“3/4/19” has no year of four digits"),
        ("date:2019-mar-32", 5, "“2019-mar-32” is not a date: write 2025"),
        ("date:30.2.2019", 5, "“30.2.2019” is not a date: write 2025"),
        ("date:2019-q5", 5, "“2019-q5” is not a date: write 2025"),
        ("date:2018-2019", 5, "“2018-2019” is not a date: write 2025"),
        ("date:marchy-2019", 5, "“marchy-2019” is not a date: write 2025"),
        ("date:2019+3", 5, "“2019+3” is not a date: write 2025"),
        ("date:2025..x", 5, "“x” is not a date: write 2025"),
        ("date:..", 5, "a range needs a date on at least one side of its dots"),
        ("date:2025..2024", 5, "this range ends (2024-12-31) before it begins (2025-01-01)"),
        ("date:(2025 OR x)", 14, "“x” is not a date: write 2025"),
        ('date:""', 5, "“” is not a date: write 2025"),
        (
            "date:2025-07-01 .. 2025-07-31",
            16,
            "write a range without spaces, or all of it in quotes",
        ),
        ('date:"2025-06"..2025-07', 14, "write a range without spaces, or all of it in"),
        ("a --b", 2, "-- before a word has no meaning"),
        ("a −b", 2, "− before a word has no meaning"),
        ("a –(b c)", 2, "– before a word has no meaning"),
        ("a !b", 2, "! before a word has no meaning"),
        ('"a b"-c', 5, "this hyphen may exclude what follows, or join it to what precedes it"),
        ("(a)-(b)", 3, "this hyphen may exclude what follows, or join it to what precedes it"),
        ("a ~b", 2, "~ goes after its word"),
        ("a~0.8", 0, "~ takes 1 or 2"),
        ("story:9a2d", 6, "a story id has sixteen hexadecimal digits"),
        ("* NEAR/2 a", 2, "NEAR needs a word on each side"),
        ("a NEAR/2 *", 2, "NEAR needs a word or a phrase after it"),
        ("title:*", 0, "“title:” needs a word after it"),
        ("a NEAR/2 (b OR c)", 2, "NEAR needs a word or a phrase after it"),
    ],
)
def test_errors(text: str, position: int, message: str) -> None:
    """A text that is no query says what is wrong, and at which code point."""

    with pytest.raises(QueryError) as raised:
        parse(text)

    assert raised.value.message.startswith(message)
    assert position == raised.value.position
    assert text == raised.value.query
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("tilte:a", "did you mean title: ?"),
        ("Sources:a", "did you mean source: ?"),
        (
            "zebra:a",
            "fields are "
            + ", ".join(f"{name}:" for name in FIELDS)
            + "; put words with a colon between them in quotes",
        ),
        ("author:a", "did you mean by: ?"),
        ("before:2025", "did you mean date: ?"),
        ("a --b", "write -word to exclude it; put a space after a dash"),
        ("~a", "write a~"),
        ("title: a", 'write title:word, or "title:" to search for the word itself'),
        ('a "b', "close it, remove it, or search with --plain"),
    ],
)
def test_hints(text: str, hint: str) -> None:
    """Where there is a likely remedy, the error names it."""

    with pytest.raises(QueryError) as raised:
        parse(text)

    assert hint == raised.value.hint


def test_hinted_remedy_works() -> None:
    """The quoted form that the error for “title: a” proposes is a query."""

    assert Phrase(("title",)) == parse('"title:"')


@pytest.mark.parametrize("text", ["", "  ", '"–" & ('])
@pytest.mark.parametrize("match", ["all", "any"])
def test_plain_text_without_a_word(text: str, match: MatchMode) -> None:
    """The only thing wrong with a plain text is that there is no word in it."""

    with pytest.raises(QueryError) as raised:
        parse(text, match=match, plain=True)

    assert (
        raised.value.position,
        raised.value.message,
    ) == (0, "there is no word to search for")


@pytest.mark.parametrize(
    ("opening", "deepest"),
    [("(", 50), ("NOT ", 50), ("(b OR -", 25), ("-(b NOT ", 16)],
)
def test_nesting(opening: str, deepest: int) -> None:
    """Fifty brackets and NOTs inside one another parse, and one level more is an error."""

    def nested(levels: int) -> str:
        return opening * levels + "a" + ")" * levels * opening.count("(")

    assert parse(nested(deepest)) == parse(format_query(parse(nested(deepest))))
    with pytest.raises(QueryError):
        parse(nested(deepest + 1))


@pytest.mark.parametrize("opening", ["(", "-(", "NOT ", "title:(", "(a OR ", "(a NOT "])
def test_too_deep_nesting(opening: str) -> None:
    """However deep a query is nested, it ends in a QueryError and not in a stack overflow."""

    with pytest.raises(QueryError):
        parse(opening * 10_000 + "a" + ")" * 10_000)


def test_too_deep_nesting_is_pointed_at() -> None:
    """The error for too deep nesting stands at the first bracket that is one too many."""

    with pytest.raises(QueryError, match="nested more than 50 deep") as raised:
        parse("(" * 10_000)

    assert raised.value.position == 50


def test_deepest_tree_can_be_formatted() -> None:
    """Text that parses at the greatest depth is printed as text that parses, too."""

    text = "a b OR c (" * 50 + "d" + ")" * 50

    assert parse(text) == parse(format_query(parse(text)))
