"""Words that differ by a few letters, against the plain table of optimal string alignment."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.matching.fuzzy import neighbors, within
from tests.conftest import lines_run

short_words = st.text("abcé", max_size=6)


def distance(one: str, other: str) -> int:
    """The least number of changes, from the whole table, a cell at a time."""
    table = {(-1, at): at + 1 for at in range(-1, len(other))}
    table |= {(at, -1): at + 1 for at in range(-1, len(one))}
    for i in range(len(one)):
        for j in range(len(other)):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i] != other[j]),
            )
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one) - 1, len(other) - 1]


@given(short_words, short_words, st.integers(0, 3))
def test_within(one: str, other: str, most: int) -> None:
    """A word is within so many changes of another if the table says so, in both directions."""

    assert within(one, other, most) == (distance(one, other) <= most)
    assert within(one, other, most) == within(other, one, most)


@given(short_words, st.sets(short_words, max_size=40), st.integers(0, 3))
def test_neighbors(word: str, known: set[str], most: int) -> None:
    """The neighbors among a sorted vocabulary are those that are within, in its order."""

    vocabulary = sorted(known)

    assert list(neighbors(word, most, vocabulary)) == [
        other for other in vocabulary if distance(word, other) <= most
    ]


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        ("harbour", "harbor", 1),
        ("goverment", "government", 1),
        ("recieve", "receive", 1),
        ("ca", "abc", 3),
        ("мост", "мсот", 1),
        ("", "ab", 2),
    ],
)
def test_known_distances(one: str, other: str, changes: int) -> None:
    """A letter put in, left out, another, or two swapped, is one change; none is touched twice."""

    assert within(one, other, changes)
    assert not within(one, other, changes - 1)


def test_a_huge_word_beside_short_ones() -> None:
    """A word is compared with none that is longer or shorter than so many changes can make it."""

    known = sorted(f"{'e' * letters}{number}" for letters in range(1, 9) for number in range(50))

    def work(letters: int) -> int:
        return lines_run(lambda: list(neighbors("e" * letters, 2, known)))

    assert work(100_000) < work(6) / 3


def test_two_huge_words() -> None:
    """The room and the work that a comparison takes grow with the length of the words, not with
    its square."""

    def room(letters: int) -> int:
        tracemalloc.start()
        assert within("e" * letters, "e" * (letters - 1) + "f", 2)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    def work(letters: int) -> int:
        return lines_run(lambda: within("e" * letters, "e" * (letters - 1) + "f", 2))

    assert room(800) < 2.5 * room(400)
    assert work(800) < 2.5 * work(400)
