"""The engine that keeps documents in memory and asks the matcher of each.

It is the meaning of a query with nothing in between: for tests, and for a few documents that
need no index. A search costs time in proportion to all text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.search.analysis import Analyzer
from dateline.search.engine import Match, Matches
from dateline.search.fields import TEXT_WEIGHTS, Document
from dateline.search.matching import Matcher, parts_of
from dateline.search.query import And, DateRange, Not, Or, Phrase, Query, Word
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
        scores = self._scores(query) if found else {}
        ranked = sorted(
            (Match(scores[document.id], document) for document in found),
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
        """The score of every document that matches: the sum over the parts that made it match."""
        match query:
            case And(parts):
                scored = [self._scores(part) for part in parts]
                all_of = set(scored[0]).intersection(*scored)
                return {id: sum(scores[id] for scores in scored) for id in all_of}
            case Or(parts):
                scored = [self._scores(part) for part in parts]
                any_of = set[str]().union(*scored)
                return {id: sum(scores.get(id, 0.0) for scores in scored) for id in any_of}
            case Word() | Phrase():
                return self._leaf_scores(query)
            case Not() | DateRange():
                matcher = Matcher(query, self._analyzer)
                return {id: 0.0 for id, text in self._documents.items() if matcher.matches(text)}

    def _leaf_scores(self, leaf: Word | Phrase) -> dict[str, float]:
        matcher = Matcher(leaf, self._analyzer)
        bags = {id: self._bag(document, leaf) for id, document in self._documents.items()}
        average = sum(bag.total() for bag in bags.values()) / (len(bags) or 1)
        terms = leaf.words if isinstance(leaf, Phrase) else (self._analyzer.stem(leaf.text),)
        weights = {
            term: idf(len(bags), sum(1 for bag in bags.values() if bag[term])) for term in terms
        }
        return {
            id: sum(bm25(weights[term], bag[term], bag.total(), average) for term in terms)
            for id, bag in bags.items()
            if matcher.matches(self._documents[id])
        }

    def _bag(self, document: Document, leaf: Word | Phrase) -> Counter[str]:
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
