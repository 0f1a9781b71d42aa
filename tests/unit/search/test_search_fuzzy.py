"""Words that differ by a few letters, against the plain table of optimal string alignment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.matching.fuzzy import neighbors, within
from dateline.search.results.suggestions import is_similar

short_words = st.text("abcé", max_size=6)


def distance(word: str, other: str) -> int:
    """The least number of edits, from the whole table, a cell at a time."""
    table = {(-1, at): at + 1 for at in range(-1, len(other))}
    table |= {(at, -1): at + 1 for at in range(-1, len(word))}
    for i in range(len(word)):
        for j in range(len(other)):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (word[i] != other[j]),
            )
            if i and j and word[i] == other[j - 1] and word[i - 1] == other[j]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(word) - 1, len(other) - 1]


@given(short_words, short_words, st.integers(0, 3))
def test_words_are_within_a_distance_as_the_table_says(word: str, other: str, most: int) -> None:
    """A word is within so many edits of another if the table says so, in both directions, for
    fuzzy words and for suggested spellings."""

    expected = distance(word, other) <= most
    assert within(word, other, most) == expected
    assert within(other, word, most) == expected
    assert is_similar(word, other, most) == expected


@given(short_words, st.sets(short_words, max_size=40), st.integers(0, 3))
def test_neighbors_are_the_words_within_the_distance(word: str, known: set[str], most: int) -> None:
    """The neighbors in a sorted vocabulary are the words that are within, in its order."""

    vocabulary = sorted(known)

    assert neighbors(word, most, vocabulary) == [
        other for other in vocabulary if distance(word, other) <= most
    ]


@pytest.mark.parametrize(
    ("word", "other", "edits"),
    [
        ("harbour", "harbor", 1),
        ("goverment", "government", 1),
        ("recieve", "receive", 1),
        ("ca", "abc", 3),
        ("мост", "мсот", 1),
        ("", "ab", 2),
        ("e" * 100_000, "e" * 99_999 + "f", 1),
        ("f" + "e" * 99_999, "e" * 99_999 + "f", 2),
    ],
)
def test_an_insertion_deletion_replacement_or_swap_is_one_edit(
    word: str, other: str, edits: int
) -> None:
    """No letter is edited twice, and words may be long."""

    assert within(word, other, edits)
    assert not within(word, other, edits - 1)


def test_a_huge_word_has_no_short_neighbors() -> None:
    """A word is no neighbor of words that are much shorter."""

    vocabulary = sorted(
        f"{'e' * letters}{number}" for letters in range(1, 9) for number in range(9)
    )

    assert neighbors("e" * 100_000, 2, vocabulary) == []
    assert neighbors("e" * 9, 1, vocabulary) == [f"{'e' * 8}{number}" for number in range(9)]
