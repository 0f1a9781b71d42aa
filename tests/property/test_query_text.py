"""Text to queries and back, for any text and any query."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.search.analysis import words
from dateline.search.query.ast import Query
from dateline.search.query.format import format_query
from dateline.search.query.parser import MatchMode, parse
from tests.property.search_builders import queries

matches: st.SearchStrategy[MatchMode] = st.sampled_from(["all", "any"])
# Text that is thick with what the language gives a meaning to.
SIGNS = """( ) " “ ” „ « » - – : .. ' ’ OR AND NOT title: date: source: tilte: 2025-07 a F-16 ½ й"""
signs = st.lists(
    st.sampled_from((*SIGNS.split(), " ", "\t", "\u0301", "\u200d", "𝐀")), max_size=25
).map("".join)


# Letters and marks of scripts that fold, join and part in their own ways, thick on the ground.
letters = st.text(
    "aÉß'’slدæı\"ב#+字か\u3099ガｶﾞ한〸½⑴𝐀й\u0301\u0591بِ\u200c\u200dකि \u0f42\u0fb7", max_size=12
)
texts = st.one_of(st.text(), letters)


@given(queries)
def test_round_trip(query: Query) -> None:
    """Every tree is printed as text that parses to that tree."""

    assert parse(format_query(query)) == query


@given(st.one_of(texts, signs), matches)
@example("title:(", "all")
@example("½ ⑴ ﷺ 𝐀 ͅ", "all")
@example("0\u200c\u3099 0‘ﾞ", "all")
def test_any_text(text: str, match: MatchMode) -> None:
    """Any text is a query, one that can be printed, or an error that points into it."""

    try:
        query = parse(text, match=match)
    except QueryError as error:
        wrong = error
    else:
        assert parse(format_query(query)) == query
        return
    assert wrong.query == text
    assert 0 <= wrong.position <= len(text)


@given(st.one_of(texts, signs), matches)
def test_any_plain_text(text: str, match: MatchMode) -> None:
    """Any text with a word in it is a plain query."""

    if words(text):
        parse(text, match=match, plain=True)
    else:
        with pytest.raises(QueryError, match="there is no word to search for"):
            parse(text, match=match, plain=True)


@given(texts)
@example("a〸 か\u3099か ｶﾞｶ 字'a C#字 字\u0591")
def test_words_stand_where_they_say(text: str) -> None:
    """The words of a text stand in order, and each is read alike in its place and alone."""

    before = -1
    for word, start, stop in words(text):
        assert before < start < stop <= len(text)
        assert words(text[start:stop]) == ((word, 0, stop - start),)
        before = start


@given(texts)
@example("གྷ a〸 ½ ⑴ ﷺ 𝐀 ͅ ｶﾞ ﾞ ŉ ﾞ’s l'ŉ ـ")
def test_folding_is_final(text: str) -> None:
    """A folded word is one word, and folded already."""

    for word, _, _ in words(text):
        assert [again for again, _, _ in words(word)] == [word]
