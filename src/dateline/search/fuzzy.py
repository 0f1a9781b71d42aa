"""Words that differ from another by a few letters.

The distance is that of optimal string alignment: the least number of letters put in, left out,
changed, or swapped with a neighbor, none of them touched twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_LAST = "\U0010ffff"  # the last code point, which is in no word


def within(word: str, other: str, distance: int) -> bool:
    """Whether `other` becomes `word` by at most so many changes."""
    if abs(len(word) - len(other)) > distance:
        return False
    return next(neighbors(word, distance, [other]), None) is not None


def neighbors(word: str, distance: int, vocabulary: Sequence[str]) -> Iterator[str]:
    """The words of a sorted vocabulary that are within the distance, in its order.

    What two words in a row begin with is worked out once, and all that begin as no near word
    can are passed over at once.
    """
    rows = [list(range(len(word) + 1))]  # one for each letter of `previous`, and one before it
    previous = ""
    at = 0
    while at < len(vocabulary):
        other = vocabulary[at]
        at += 1
        shared = _shared(previous, other)
        del rows[shared + 1 :]
        previous = other[:shared]
        for letter in other[shared:]:
            rows.append(_row(word, previous, letter, rows, distance))
            previous += letter
            # A later row can fall back on the one before it by a swap: both must be too far.
            if min(rows[-1]) > distance and min(rows[-2]) >= distance:
                at = bisect_left(vocabulary, previous + _LAST, at)
                break
        else:
            if rows[-1][-1] <= distance:
                yield other


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _row(word: str, before: str, letter: str, rows: list[list[int]], most: int) -> list[int]:
    """The distances of `before` + `letter` to every beginning of `word`; `most` + 1 stands for
    all that are more, as those to beginnings so much longer or shorter must be."""
    above, number = rows[-1], len(rows)
    row = [most + 1] * (len(word) + 1)
    row[0] = min(number, most + 1)
    for at in range(max(1, number - most), min(len(word), number + most) + 1):
        own = word[at - 1]
        cost = above[at - 1]
        if own != letter:
            cost = min(cost, above[at], row[at - 1]) + 1
            if at > 1 and before and own == before[-1] and word[at - 2] == letter:
                cost = min(cost, rows[-2][at - 2] + 1)
        row[at] = cost
    return row
