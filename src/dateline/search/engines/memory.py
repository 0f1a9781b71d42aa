"""The engine that keeps documents in memory and looks at each.

For tests, and for a few documents that need no index. A search costs time in proportion to all
text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    PhraseTerms,
    Term,
    TermKind,
)
from dateline.search.engines.base import EngineRequest, EngineResult, engine_result
from dateline.search.engines.entries import Entries, entries
from dateline.search.engines.facets import comes_after, count, date_of, pack, sort_key
from dateline.search.engines.ranking import bm25, idf
from dateline.search.fields import Document


class _Held(NamedTuple):
    document: Document
    entries: Entries
    packed: str
    bags: dict[tuple[str | None, TermKind], Counter[str]]  # made when first asked for


class MemoryEngine:
    """An Engine over a dict."""

    name = "memory"
    batch = 1200

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._held: dict[str, _Held] = {}

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        scored = []
        for id, held in self._held.items():
            score = self._score(query, held)
            if score is not None and (request.keep is None or request.keep(held.document)):
                key = sort_key(request.order, score, date_of(held.packed))
                scored.append((key, id, score))
        scored.sort(key=lambda item: item[1])
        scored.sort(key=lambda item: item[0], reverse=True)
        facets = count((self._held[id].packed for _, id, _ in scored), request.facets)
        total = len(scored)
        if request.after is not None:
            after = request.after
            scored = [one for one in scored if comes_after((*one[0], one[1]), after)]
        best = ((score, self._held[id].document) for _, id, score in scored[: request.limit])
        return engine_result(total, best, facets)

    def matching_ids(
        self, query: EngineQuery, keep: Callable[[Document], bool] | None = None
    ) -> frozenset[str]:
        found = self.search(query, EngineRequest(limit=None, keep=keep))
        return frozenset(hit.id for hit in found.hits)

    def score(self, query: EngineQuery, id: str) -> float | None:
        return self._score(query, self._held[id]) if id in self._held else None

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Sequence[str]:
        held = {term for one in self._held.values() for term in _bag(one, field, terms)}
        return sorted(term for term in held if term.startswith(prefix))

    def frequency(self, term: Term) -> int:
        bags = (_bag(one, term.field, term.terms) for one in self._held.values())
        return sum(term.text in bag for bag in bags)

    @contextmanager
    def writing(self) -> Iterator[_MemoryWriter]:
        writer = _MemoryWriter(dict(self._held), self._analyzer)
        yield writer
        self._held = writer.held

    def count(self) -> int:
        return len(self._held)

    def ids(self) -> Iterator[str]:
        yield from sorted(self._held)

    def close(self) -> None:
        self._held = {}

    def _score(self, query: EngineQuery, held: _Held) -> float | None:
        """The score of a document, or None where `query` does not mean it."""
        match query:
            case Everything():
                return 0.0
            case NoneOf(part):
                return 0.0 if self._score(part, held) is None else None
            case AllOf(parts):
                scores = [self._score(part, held) for part in parts]
                return None if None in scores else sum(score or 0.0 for score in scores)
            case AnyOf(parts):
                found = [s for part in parts if (s := self._score(part, held)) is not None]
                return sum(found) if found else None
            case PhraseTerms(words, field):
                if not _adjoin(words, held.entries, field):
                    return None
                return sum(self._bm25(Term(word, TermKind.WORDS, field), held) for word in words)
            case Term(text, terms, field):
                if text not in _bag(held, field, terms):
                    return None
                return 0.0 if terms is TermKind.VALUES else self._bm25(query, held)

    def _bm25(self, term: Term, held: _Held) -> float:
        bags = [_bag(one, term.field, term.terms) for one in self._held.values()]
        average = sum(bag.total() for bag in bags) / len(bags)
        weight = idf(len(bags), sum(term.text in bag for bag in bags))
        bag = _bag(held, term.field, term.terms)
        return bm25(weight, bag[term.text], bag.total(), average)


def _bag(held: _Held, field: str | None, terms: TermKind) -> Counter[str]:
    """The terms of a field with their weighted frequencies."""
    if (field, terms) not in held.bags:
        held.bags[field, terms] = held.entries.bag(field, terms)
    return held.bags[field, terms]


def _adjoin(words: tuple[str, ...], entries: Entries, field: str | None) -> bool:
    for block, _ in entries.texts.get(field, ()):
        run = tuple(block.words)
        if any(run[at : at + len(words)] == words for at in range(len(run) - len(words) + 1)):
            return True
    return False


class _MemoryWriter:
    def __init__(self, held: dict[str, _Held], analyzer: Analyzer) -> None:
        self.held = held
        self._analyzer = analyzer

    def put(self, document: Document) -> None:
        held = _Held(document, entries(document, self._analyzer), pack(document), {})
        self.held[document.id] = held

    def drop(self, id: str) -> None:
        self.held.pop(id, None)
