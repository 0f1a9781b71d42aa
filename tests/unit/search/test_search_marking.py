"""Snippets as HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.results.html import marked
from dateline.values.search.results import Snippet


@pytest.mark.parametrize(
    ("text", "highlights", "html"),
    [
        ("no match", (), "no match"),
        ("the old bridge", ((4, 7),), "the <mark>old</mark> bridge"),
        ("fog fog", ((0, 3), (4, 7)), "<mark>fog</mark> <mark>fog</mark>"),
        ("<b>AT&T</b>", ((3, 7),), "&lt;b&gt;<mark>AT&amp;T</mark>&lt;/b&gt;"),
        ("<mark>\"'", ((1, 5),), "&lt;<mark>mark</mark>&gt;&quot;&#x27;"),
        ("🌉 fog", ((2, 5),), "🌉 <mark>fog</mark>"),
    ],
)
def test_marked(text: str, highlights: tuple[tuple[int, int], ...], html: str) -> None:
    """What matched is in <mark>, and every sign of the text is text."""

    assert marked(Snippet("body", text, highlights)) == html


@given(st.text("ab<>&\"'/mark;"), st.sets(st.integers(0, 20), max_size=6))
def test_nothing_of_the_text_is_markup(text: str, cuts: set[int]) -> None:
    """Whatever the text, the only tags are those of the highlights, each closed."""

    places = sorted(cut for cut in cuts if cut <= len(text))
    pairs = tuple(zip(places[::2], places[1::2], strict=False))
    html = marked(Snippet("body", text, pairs))

    assert re.findall(r"<[^>]*>", html) == ["<mark>", "</mark>"] * len(pairs)
    assert not set(re.sub(r"</?mark>", "", html)) & set("<>\"'")
