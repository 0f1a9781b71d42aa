"""Patterns, fuzzy words, nearness, counts, values and loose dates: what each text means."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import QueryError
from dateline.search.query.ast import (
    All,
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
    SameParagraph,
    SameSentence,
    Value,
    Word,
)
from dateline.search.query.format import format_query
from dateline.search.query.parser import parse

TODAY = date(2025, 7, 18)  # a Friday
a, b = Word("a"), Word("b")

MEANINGS: list[tuple[str, Query]] = [
    ("=Bridges", Phrase(("bridges",))),
    ("=F-16", Phrase(("f", "16"))),
    ("title:=bridges", Phrase(("bridges",), "title")),
    ("bridge*", Pattern("bridge*")),
    ("*bridge", Pattern("*bridge")),
    ("Br*ge*", Pattern("br*ge*")),
    ("Zür*", Pattern("zur*")),
    ("bridge*,", Pattern("bridge*")),
    ("title:bridge*", Pattern("bridge*", "title")),
    ("日*", Pattern("日*")),
    ("日", Pattern("*日*")),
    ("title:か\u3099", Pattern("*が*", "title")),
    ("=日", Phrase(("日",))),
    ('"日"', Phrase(("日",))),
    ("日 NEAR/3 a", Near(Pattern("*日*"), Word("a"), 3)),
    ("a *", And((a, All()))),
    ("*", All()),
    ("**", All()),
    ("(*) -a", And((All(), Not(a)))),
    ('"bridge*"', Phrase(("bridge",))),
    ("harbur~", Fuzzy("harbur", 1)),
    ("Harbur~2", Fuzzy("harbur", 2)),
    ("by:smyth~1", Fuzzy("smyth", 1, "by")),
    ('"harbur~"', Phrase(("harbur",))),
    ("a NEAR/5 b", Near(a, b, 5)),
    ("a BEFORE/5 b", Near(a, b, 5, True)),
    ('a NEAR/1 "b c"', Near(a, Phrase(("b", "c")), 1)),
    ("a* NEAR/3 b~", Near(Pattern("a*"), Fuzzy("b", 1), 3)),
    ("title:(a NEAR/5 b)", Near(Word("a", "title"), Word("b", "title"), 5)),
    ("NOT a NEAR/5 b", Not(Near(a, b, 5))),
    ("a NEAR/5 b OR a", Or((Near(a, b, 5), a))),
    ("b a NEAR/5 b", And((b, Near(a, b, 5)))),
    ("a near/5 b", And((a, Phrase(("near", "5")), b))),
    ("O’*", Pattern("o'*")),
    ("*'s", Pattern("*'s")),
    ("'*ing'", Pattern("*ing")),
    ("goverment~, a", And((Fuzzy("goverment", 1), a))),
    ("goverment~2.", Fuzzy("goverment", 2)),
    ("a SAMESENT b", SameSentence(a, b)),
    ("a SAMEPARA b", SameParagraph(a, b)),
    ("ATLEAST/3 a", AtLeast(3, a)),
    ('ATLEAST/2 "a b" b', And((AtLeast(2, Phrase(("a", "b"))), b))),
    ("title:ATLEAST/2 a", AtLeast(2, Word("a", "title"))),
    ("lang:EN", Value("en", "lang")),
    ("lang:(en OR de)", Or((Value("en", "lang"), Value("de", "lang")))),
    ("-is:copy", Not(Value("copy", "is"))),
    ("has:caption", Value("caption", "has")),
    ("story:9A2D10A1FCEE067E", Value("9a2d10a1fcee067e", "story")),
    ('date-basis:"file name"', Value("file name", "date-basis")),
    ("run:012", Value("12", "run")),
    ("id:9A2D", Value("9a2d", "id")),
    ("date:2025-07-18~", DateRange("date", TODAY, TODAY, True)),
    ("updated:2025", DateRange("updated", date(2025, 1, 1), date(2025, 12, 31))),
    ("added:today", DateRange("added", TODAY, TODAY)),
    ('date:"Last Week"', DateRange("date", date(2025, 7, 7), date(2025, 7, 13))),
    ('date:"last week"~', DateRange("date", date(2025, 7, 7), date(2025, 7, 13), True)),
    ("date:>=2025-07", DateRange("date", date(2025, 7, 1), None)),
    ("date:<2025-07", DateRange("date", None, date(2025, 6, 30))),
    ("C++ C# c", And((Word("c++"), Word("c#"), Word("c")))),
    ("日本", Word("日本")),
    ("日本語", Phrase(("日本", "本語"))),
    ("جسر", Word("جسر")),
]


@pytest.mark.parametrize(("text", "tree"), MEANINGS)
def test_meaning(text: str, tree: Query) -> None:
    """A query text means this tree, and what the tree is printed as means it again."""

    assert tree == parse(text, today=TODAY)
    assert tree == parse(format_query(tree))


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("a F-1*", 2, "* works within a single word only"),
        ("U.S.*", 0, "* works within a single word only"),
        ("日本語*", 0, "* works within a single word only"),
        ("a F-16~", 2, "~ works with a single word only"),
        ("ab*~", 0, "~ works with a single word only"),
        ('"a b"~', 0, "~ works with a single word only"),
        ('a "b c"~3', 2, "~ works with a single word only"),
        ('lang:"en"~', 5, "~ works with a single word only"),
        ("harbur~3", 0, "~ takes 1 or 2"),
        ("a harbur~12", 2, "~ takes 1 or 2"),
        ("a =bridg*", 2, "= finds a word exactly as written, so it cannot be combined with *"),
        ("=bridge~", 0, "= finds a word exactly as written, so it cannot be combined with ~"),
        ("a =(b c)", 2, "= works with a single word only"),
        ("a || b", 2, "|| is not an operator"),
        ("a && b", 2, "&& is not an operator"),
        ("a NEAR b", 6, "NEAR needs a slash and a number from 1 to 1000"),
        ("a NEAR/ b", 6, "NEAR needs a slash and a number from 1 to 1000"),
        ("a NEAR/0 b", 6, "NEAR needs a slash and a number from 1 to 1000"),
        ("a BEFORE/1001 b", 8, "BEFORE needs a slash and a number from 1 to 1000"),
        ("ATLEAST/x a", 7, "ATLEAST needs a slash and a number from 1 to 1000"),
        ("NEAR/5 b", 0, "NEAR needs a word on each side"),
        ("a NEAR/5", 2, "NEAR needs a word or a phrase after it"),
        ("a NEAR/5 (b c)", 2, "NEAR needs a word or a phrase after it"),
        ("a NEAR/5 title:b", 2, "NEAR needs a word or a phrase after it"),
        ("a NEAR/5 –", 2, "NEAR needs a word or a phrase after it"),
        ("(a b) NEAR/5 c", 6, "NEAR needs a word on each side"),
        ("a NEAR/5 b NEAR/5 c", 11, "NEAR joins two words or phrases only"),
        ("a SAMESENT b SAMEPARA c", 13, "SAMEPARA joins two words or phrases only"),
        ("SAMESENT b", 0, "SAMESENT needs a word on each side"),
        ("a SAMEPARA", 2, "SAMEPARA needs a word or a phrase after it"),
        ("ATLEAST/2", 0, "ATLEAST needs a word or a phrase after it"),
        ("ATLEAST/2 (a)", 0, "ATLEAST needs a word or a phrase after it"),
        ("ATLEAST/2 a NEAR/3 b", 12, "NEAR needs a word on each side"),
        ("title:a NEAR/5 b", 0, "put both sides in brackets after the field"),
        ("date:(2025 NEAR/2 2024)", 11, "NEAR needs a word on each side"),
        ("is:new", 3, "“is:” has no value “new”"),
        ("has:(caption OR rhythm)", 16, "“has:” has no value “rhythm”"),
        ("id:9a2", 3, "an id is four or more hexadecimal digits"),
        ("run:soon", 4, "a run is its number, or last"),
        ("run:last", 4, "a run is its number, or last"),
        ("id:zebra", 3, "an id is four or more hexadecimal digits"),
        ("lang:klingon", 5, "a language is two letters (ISO 639-1)"),
        ("lang:en-US", 5, "a language is two letters (ISO 639-1)"),
        ("date:>9999", 5, "there is no day beyond that"),
        ('date:"last 0 days"', 5, "“last 0 days” is not a date"),
        ('date:"next week"', 5, "“next week” is not a date"),
    ],
)
def test_errors(text: str, position: int, message: str) -> None:
    """A text that is no query says what is wrong, and at which code point."""

    with pytest.raises(QueryError) as raised:
        parse(text, today=TODAY)

    assert raised.value.message.startswith(message)
    assert position == raised.value.position


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Near(a, Phrase(("b", "c")), 3), 'a NEAR/3 "b c"'),
        (Near(Word("a", "title"), Word("b", "title"), 3, True), "title:(a BEFORE/3 b)"),
        (SameSentence(a, b), "a SAMESENT b"),
        (AtLeast(2, Pattern("a*", "by")), "by:(ATLEAST/2 a*)"),
        (Not(Fuzzy("harbur", 2)), "NOT harbur~2"),
        (Value("en", "lang"), "lang:en"),
        (DateRange("updated", TODAY, None, True), "updated:2025-07-18..~"),
    ],
)
def test_format(tree: Query, text: str) -> None:
    """A tree is printed in the language's own words, every field and number with it."""

    assert text == format_query(tree)


def test_relative_days_need_a_day_to_count_from() -> None:
    """Without a day of the searcher's, "yesterday" is no date; nothing is taken from a clock."""

    with pytest.raises(QueryError, match="“yesterday” is not a date"):
        parse("date:yesterday")
