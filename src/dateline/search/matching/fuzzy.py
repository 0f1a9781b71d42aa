"""Words that differ from another by a few letters.

The distance is that of optimal string alignment: the smallest number of letters inserted, deleted,
replaced, or swapped with a neighbor, where no letter is edited twice. rapidfuzz computes it. Its
import takes longer than a small search, so it is loaded at the first fuzzy word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

_LAST = "\U0010ffff"  # the last code point, which is in no word


def within(word: str, other: str, distance: int) -> bool:
    """Whether `other` becomes `word` by at most `distance` edits."""
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=distance) <= distance


def neighbors(word: str, distance: int, vocabulary: Sequence[str]) -> list[str]:
    """The words of a sorted vocabulary that are within the distance, in its order."""
    if distance == 1 and word:
        # Words with another first letter differ there and nowhere else: they need no comparison.
        start = bisect_left(vocabulary, word[0])
        end = bisect_left(vocabulary, word[0] + _LAST)
        compared = near(word, distance, vocabulary[start:end])
        return sorted({*compared, *_edited_in_front(word, vocabulary)})
    return near(word, distance, vocabulary)


def near(word: str, distance: int, words: Sequence[str]) -> list[str]:
    """Those of the words that are within the distance, in their order."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    matches = extract_iter(word, words, scorer=OSA.distance, score_cutoff=distance)
    return [other for other, _, _ in matches]


def _edited_in_front(word: str, vocabulary: Sequence[str]) -> Iterator[str]:
    """The words that become `word` by one edit of their first letter."""
    candidates = [word[1:], word[1:2] + word[:1] + word[2:]]
    for letter in _first_letters(vocabulary):
        candidates += letter + word, letter + word[1:]
    for candidate in candidates:
        at = bisect_left(vocabulary, candidate)
        if at < len(vocabulary) and vocabulary[at] == candidate:
            yield candidate


def _first_letters(vocabulary: Sequence[str]) -> Iterator[str]:
    at = bisect_right(vocabulary, "")
    while at < len(vocabulary):
        yield vocabulary[at][0]
        at = bisect_left(vocabulary, vocabulary[at][0] + _LAST, at)
