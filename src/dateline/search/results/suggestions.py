"""What to tell when nothing matched: which part found how much, and which words there are."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import Term, TermKind
from dateline.search.engines.base import Engine, EngineRequest
from dateline.search.fields import FIELDS
from dateline.search.matching.fuzzy import neighbors
from dateline.search.query.ast import Leaf, Query, Word, leaves
from dateline.search.query.format import format_query
from dateline.search.results.pages import run_query
from dateline.values.results import PartCount

_LONG = 5  # letters from which on two changes still leave a word that is like it
_SUGGESTIONS = 3


def part_counts(query: Query, engine: Engine, analyzer: Analyzer) -> tuple[PartCount, ...]:
    """For each part of the query that is not excluded: how many articles match it alone, and,
    for a word that none has, words of the archive that are like it, those that most articles
    have first. The words are as they stand in articles, folded; never stems."""
    parts = dict.fromkeys(leaves(query, negated=False))
    return tuple(_counted(leaf, engine, analyzer) for leaf in parts)


def _counted(leaf: Leaf, engine: Engine, analyzer: Analyzer) -> PartCount:
    total = run_query(leaf, engine, analyzer, EngineRequest(limit=0))[0].total
    like = tuple(_like(leaf, engine)) if isinstance(leaf, Word) and not total else ()
    return PartCount(text=format_query(leaf), articles=total, like=like)


def _like(word: Word, engine: Engine) -> Iterator[tuple[str, int]]:
    distance = 2 if len(word.text) >= _LONG else 1
    # Those with the same first letter, which few misspellings miss: a tenth of a second less.
    field = word.field if word.field is None or FIELDS[word.field].own else None
    known = list(engine.terms(field, TermKind.WORDS, word.text[:1]))
    near = neighbors(word.text, distance, known)
    counted = ((other, engine.frequency(Term(other, TermKind.WORDS, field))) for other in near)
    yield from sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:_SUGGESTIONS]
