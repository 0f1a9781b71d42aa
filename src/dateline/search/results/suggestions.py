"""What to show when nothing matched: how much each part of the query matches, and which words of
the archive have similar spellings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.engines.base import Engine, EngineRequest
from dateline.search.fields import FIELDS
from dateline.search.query.ast import Leaf, Query, Word, leaves
from dateline.search.query.format import format_query
from dateline.search.results.pages import run_query
from dateline.values.search.results import PartCount

MAX_PARTS = 50
MAX_SPELLINGS = 10
_LONG = 5  # letters from which a word is still recognizable after two edits
_SUGGESTIONS = 3


def part_counts(query: Query, engine: Engine, analyzer: Analyzer) -> tuple[PartCount, ...]:
    """For each part of the query that is not excluded: how many articles match it alone, and, for
    a word that no article has, words of the archive with a similar spelling, the most frequent
    first. They are folded words of articles, never stems. Of a long query only the first
    MAX_PARTS parts are counted, and only the first MAX_SPELLINGS such words are compared."""
    parts = islice(dict.fromkeys(leaves(query, negated=False)), MAX_PARTS)
    counts = [(leaf, _total(leaf, engine, analyzer)) for leaf in parts]
    unknown = [leaf for leaf, total in counts if isinstance(leaf, Word) and not total]
    like: dict[Leaf, tuple[tuple[str, int], ...]] = {
        leaf: tuple(_similar(leaf, engine)) for leaf in unknown[:MAX_SPELLINGS]
    }
    return tuple(
        PartCount(text=format_query(leaf), articles=total, like=like.get(leaf, ()))
        for leaf, total in counts
    )


def _total(leaf: Leaf, engine: Engine, analyzer: Analyzer) -> int:
    return run_query(leaf, engine, analyzer, EngineRequest(limit=0))[0].total


def _similar(word: Word, engine: Engine) -> Iterator[tuple[str, int]]:
    distance = 2 if len(word.text) >= _LONG else 1
    field = word.field if word.field is None or FIELDS[word.field].own else None
    # Few misspellings miss the first letter, and all other words are a tenth of a second more.
    vocabulary = engine.terms(field, TermKind.WORDS, word.text[:1])
    similar = [other for other in vocabulary if is_similar(word.text, other, distance)]
    counts = ((other, vocabulary[other]) for other in similar)
    yield from sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:_SUGGESTIONS]


def is_similar(word: str, other: str, distance: int) -> bool:
    """The same as `fuzzy.within`. For the few words here, most of them ruled out by their length
    or their letters, it takes less time than the import of rapidfuzz."""
    if abs(len(word) - len(other)) > distance or len(set(word) ^ set(other)) > 2 * distance:
        return False
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(word):
        row = [i + 1]
        for j, other_letter in enumerate(other):
            edits = min(last[j] + (letter != other_letter), last[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and word[i - 1] == other_letter:
                edits = min(edits, before_last[j - 1] + 1)
            row.append(edits)
        before_last, last = last, row
    return last[-1] <= distance
