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
    rows = [_row(word, "", "", [], distance)]  # one for each letter of `previous`, and one before
    previous = ""
    at = 0
    while at < len(vocabulary):
        other = vocabulary[at]
        at += 1
        if abs(len(other) - len(word)) > distance:
            continue
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
            if rows[-1][len(word) - len(other) + distance] <= distance:
                yield other


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _row(word: str, before: str, letter: str, rows: list[list[int]], most: int) -> list[int]:
    """The distances of `before` + `letter` to the beginnings of `word` that are up to `most`
    letters shorter or longer, and one more, which like all that are too far is `most` + 1."""
    number = len(rows)
    row = [most + 1] * (2 * most + 2)
    for place in range(2 * most + 1):
        at = number - most + place  # letters of `word`; one less of both is in the same place
        if number == 0 or at == 0:
            row[place] = max(number, at) if at >= 0 else most + 1
        elif 0 < at <= len(word):
            above = rows[-1]
            cost = above[place]
            if word[at - 1] != letter:
                cost = min(cost, above[place + 1], row[place - 1]) + 1
                if at > 1 and before and word[at - 1] == before[-1] and word[at - 2] == letter:
                    cost = min(cost, rows[-2][place] + 1)
            row[place] = cost
    return row
