"""Words that differ from another by a few letters.

The distance is that of optimal string alignment: the least number of letters put in, left out,
changed, or swapped with a neighbor, none of them touched twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def within(word: str, other: str, distance: int) -> bool:
    """Whether `other` becomes `word` by at most so many changes."""
    if abs(len(word) - len(other)) > distance:
        return False
    return next(neighbors(word, distance, [other]), None) is not None


def neighbors(word: str, distance: int, vocabulary: Iterable[str]) -> Iterator[str]:
    """The words of a vocabulary that are within the distance, in its order.

    Quick on a sorted vocabulary: what two words in a row begin with is worked out once, and all
    that begin as no near word can are passed over.
    """
    rows = [list(range(len(word) + 1))]  # one for each letter of `previous`, and one before it
    previous = ""
    hopeless = ""  # nothing that begins with this can be near
    for other in vocabulary:
        if hopeless and other.startswith(hopeless):
            continue
        hopeless = ""
        shared = _shared(previous, other)
        del rows[shared + 1 :]
        previous = other[:shared]
        for letter in other[shared:]:
            rows.append(_row(word, previous, letter, rows))
            previous += letter
            # A later row can fall back on the one before it by a swap: both must be too far.
            if min(rows[-1]) > distance and min(rows[-2]) >= distance:
                hopeless = previous
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


def _row(word: str, before: str, letter: str, rows: list[list[int]]) -> list[int]:
    """The distances of `before` + `letter` to every beginning of `word`."""
    above = rows[-1]
    row = [len(rows)]
    for at, own in enumerate(word, 1):
        cost = min(above[at] + 1, row[at - 1] + 1, above[at - 1] + (own != letter))
        if at > 1 and before and own == before[-1] and word[at - 2] == letter:
            cost = min(cost, rows[-2][at - 2] + 1)
        row.append(cost)
    return row
