"""Which words of one block are near each other, in one sentence, or in that block together."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from dateline.search.matching.evidence import WordRun
from dateline.search.query.ast import Near, SameParagraph, SameSentence

Relation: TypeAlias = Near | SameSentence | SameParagraph


def related(
    first: Iterable[WordRun], second: Iterable[WordRun], relation: Relation
) -> Iterator[WordRun]:
    """The runs of each side that are in the relation to one of the other. All are in one block, in
    order."""
    most = relation.distance if isinstance(relation, Near) else sys.maxsize
    ordered = isinstance(relation, Near) and relation.ordered
    if not isinstance(relation, SameSentence):
        groups = [(list(first), list(second))]
    else:
        sentences, others = _by_sentence(first), _by_sentence(second)
        groups = [(runs, others[at]) for at, runs in sentences.items() if at in others]
    for runs, of_second in groups:
        yield from _near(runs, of_second, most, before=not ordered, after=True)
        yield from _near(of_second, runs, most, before=True, after=not ordered)


def are_related(first: Sequence[WordRun], second: Sequence[WordRun], relation: Relation) -> bool:
    """Whether any runs are in the relation. Words with no stop between them are in one sentence,
    wherever sentences end, and that is quicker to see."""
    if isinstance(relation, SameSentence):
        starts = [run.first for run in second]
        for run in first:
            at = bisect_left(starts, run.first)
            for other in second[max(at - 1, 0) : at + 1]:
                earlier, later = (run, other) if run.first < other.first else (other, run)
                if earlier.last < later.first and run.block.has_no_stop(earlier.first, later.first):
                    return True
    return any(True for _ in related(first, second, relation))


def _by_sentence(runs: Iterable[WordRun]) -> dict[int, list[WordRun]]:
    found: dict[int, list[WordRun]] = {}
    for run in runs:
        found.setdefault(run.block.sentence(run.first), []).append(run)
    return found


def _near(
    runs: list[WordRun], others: list[WordRun], most: int, *, before: bool, after: bool
) -> Iterator[WordRun]:
    """The runs with one of the others, which shares no word with them, at most so many words
    before or after."""
    firsts, lasts = [other.first for other in others], [other.last for other in others]
    for run in runs:
        if (after and _any_within(firsts, run.last + 1, run.last + most)) or (
            before and _any_within(lasts, run.first - most, run.first - 1)
        ):
            yield run


def _any_within(numbers: list[int], low: int, high: int) -> bool:
    """Whether a sorted list has a number from `low` to `high`."""
    at = bisect_left(numbers, low)
    return at < len(numbers) and numbers[at] <= high
