"""The engine that keeps documents in memory and asks the matcher of each.

It is the meaning of a query with nothing in between: for tests, and for a few documents that
need no index. A search costs time in proportion to all text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.search.analysis import Analyzer
from dateline.search.engine import Match, Matches
from dateline.search.fields import TEXT_WEIGHTS, Document
from dateline.search.matching import Matcher, parts_of
from dateline.search.query import DateRange, Leaf, Phrase, Query, leaves
from dateline.search.ranking import bm25, idf


class MemoryEngine:
    """An Engine over a dict."""

    name = "memory"

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._documents: dict[str, Document] = {}

    def search(self, query: Query, *, limit: int) -> Matches:
        matcher = Matcher(query, self._analyzer)
        found = [document for document in self._documents.values() if matcher.matches(document)]
        scores = self._scores(query)
        ranked = sorted(
            (Match(scores.get(document.id, 0.0), document) for document in found),
            key=lambda match: (-match.score, match.document.id),
        )
        return Matches(len(found), tuple(ranked[:limit]))

    @contextmanager
    def writing(self) -> Iterator[_MemoryWriter]:
        writer = _MemoryWriter(dict(self._documents))
        yield writer
        self._documents = writer.documents

    def count(self) -> int:
        return len(self._documents)

    def close(self) -> None:
        self._documents = {}

    def _scores(self, query: Query) -> dict[str, float]:
        """Every document's score: BM25 summed over the terms of the leaves not negated."""
        scores: defaultdict[str, float] = defaultdict(float)
        for leaf in leaves(query, negated=False):
            if isinstance(leaf, DateRange):
                continue
            bags = {id: self._bag(document, leaf) for id, document in self._documents.items()}
            average = sum(bag.total() for bag in bags.values()) / len(bags) if bags else 0
            for term in self._terms(leaf):
                holding = {id: bag for id, bag in bags.items() if bag[term]}
                weight = idf(len(bags), len(holding))
                for id, bag in holding.items():
                    scores[id] += bm25(weight, bag[term], bag.total(), average)
        return scores

    def _terms(self, leaf: Leaf) -> tuple[str, ...]:
        if isinstance(leaf, Phrase):
            return leaf.words
        return () if isinstance(leaf, DateRange) else (self._analyzer.stem(leaf.text),)

    def _bag(self, document: Document, leaf: Leaf) -> Counter[str]:
        exact = isinstance(leaf, Phrase)
        bag: Counter[str] = Counter()
        for part in parts_of(leaf.field):
            weight = 1 if leaf.field else TEXT_WEIGHTS[part]
            for block in document.texts.get(part, ()):
                for word, stem in self._analyzer.terms(block):
                    bag[word if exact else stem] += weight
        return bag


class _MemoryWriter:
    def __init__(self, documents: dict[str, Document]) -> None:
        self.documents = documents

    def put(self, document: Document) -> None:
        self.documents[document.id] = document

    def drop(self, id: str) -> None:
        self.documents.pop(id, None)
