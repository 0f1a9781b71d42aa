"""The engine that keeps documents in memory and evaluates a query on each.

For tests, and for a few documents that need no index. The time of a search is proportional to the
amount of text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    OneWord,
    PhraseTerms,
    Term,
    TermKind,
    forms_of,
)
from dateline.search.engines.base import Check, EngineRequest, EngineResult, engine_result
from dateline.search.engines.entries import Entries, entries
from dateline.search.engines.facets import comes_after, count, date_of, pack, sort_key
from dateline.search.engines.ranking import bm25, idf, of_forms
from dateline.search.indexed import Document


class _Entry(NamedTuple):
    document: Document
    entries: Entries
    packed: str
    bags: dict[tuple[str | None, TermKind], Counter[str]]  # computed at the first use


class MemoryEngine:
    """An Engine over a dict."""

    name = "memory"
    batch = 1200

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._entries: dict[str, _Entry] = {}

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        scored = []
        for id, entry in self._entries.items():
            score = self._score(query, entry)
            if score is not None and self._is_kept(entry, request.check):
                key = sort_key(request.order, score, date_of(entry.packed))
                scored.append((key, id, score))
        scored.sort(key=lambda item: item[1])
        scored.sort(key=lambda item: item[0], reverse=True)
        facets = count((self._entries[id].packed for _, id, _ in scored), request.facets)
        total = len(scored)
        if request.after is not None:
            after = request.after
            scored = [
                (key, id, score) for key, id, score in scored if comes_after((*key, id), after)
            ]
        best = ((score, self._entries[id].document) for _, id, score in scored[: request.limit])
        return engine_result(total, best, facets)

    def matching_ids(self, query: EngineQuery, check: Check | None = None) -> frozenset[str]:
        found = self.search(query, EngineRequest(limit=None, check=check))
        return frozenset(hit.id for hit in found.hits)

    def score(self, query: EngineQuery, id: str) -> float | None:
        return self._score(query, self._entries[id]) if id in self._entries else None

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Mapping[str, int]:
        bags = (_bag(entry, field, terms) for entry in self._entries.values())
        counts = Counter(term for bag in bags for term in bag if term.startswith(prefix))
        return dict(sorted(counts.items()))

    def frequency(self, word: Term | OneWord) -> int:
        forms = forms_of(word)
        return sum(any(_has(entry, form) for form in forms) for entry in self._entries.values())

    @contextmanager
    def writing(self) -> Iterator[_MemoryWriter]:
        writer = _MemoryWriter(dict(self._entries), self._analyzer)
        yield writer
        self._entries = writer.entries

    def count(self) -> int:
        return len(self._entries)

    def ids(self) -> Iterator[str]:
        yield from sorted(self._entries)

    def close(self) -> None:
        self._entries = {}

    def _is_kept(self, entry: _Entry, check: Check | None) -> bool:
        if check is None or self._score(check.doubtful, entry) is None:
            return True
        return check.keep(entry.document)  # which needs no reading

    def _score(self, query: EngineQuery, entry: _Entry) -> float | None:
        """The score of a document, or None if `query` does not match it."""
        match query:
            case Everything():
                return 0.0
            case NoneOf(part):
                return 0.0 if self._score(part, entry) is None else None
            case AllOf(parts):
                scores = [self._score(part, entry) for part in parts]
                return None if None in scores else sum(score or 0.0 for score in scores)
            case AnyOf(parts):
                found = [s for part in parts if (s := self._score(part, entry)) is not None]
                return sum(found) if found else None
            case PhraseTerms(words, field):
                if not _are_adjacent(words, entry.entries, field):
                    return None
                terms = (Term(word, TermKind.WORDS, field) for word in words)
                return sum(self._bm25(term, self.frequency(term), entry) for term in terms)
            case Term() | OneWord():
                return self._word(query, entry)

    def _word(self, word: Term | OneWord, entry: _Entry) -> float | None:
        forms = [form for form in forms_of(word) if _has(entry, form)]
        if not forms:
            return None
        if forms[0].terms is TermKind.VALUES:
            return 0.0
        having = self.frequency(word)
        return of_forms([self._bm25(form, having, entry) for form in forms])

    def _bm25(self, term: Term, having: int, entry: _Entry) -> float:
        """The score of a form of a word that `having` documents have."""
        bags = [_bag(each, term.field, term.terms) for each in self._entries.values()]
        average = sum(bag.total() for bag in bags) / len(bags)
        bag = _bag(entry, term.field, term.terms)
        weight = term.weight * idf(len(bags), having)
        return bm25(weight, bag[term.text], bag.total(), average)


def _bag(entry: _Entry, field: str | None, terms: TermKind) -> Counter[str]:
    """The terms of a field with their weighted frequencies."""
    if (field, terms) not in entry.bags:
        entry.bags[field, terms] = entry.entries.bag(field, terms)
    return entry.bags[field, terms]


def _has(entry: _Entry, term: Term) -> bool:
    return term.text in _bag(entry, term.field, term.terms)


def _are_adjacent(words: tuple[str, ...], entries: Entries, field: str | None) -> bool:
    for block, _ in entries.texts.get(field, ()):
        run = tuple(block.words)
        if any(run[at : at + len(words)] == words for at in range(len(run) - len(words) + 1)):
            return True
    return False


class _MemoryWriter:
    def __init__(self, stored: dict[str, _Entry], analyzer: Analyzer) -> None:
        self.entries = stored
        self._analyzer = analyzer

    def put(self, document: Document) -> None:
        entry = _Entry(document, entries(document, self._analyzer), pack(document), {})
        self.entries[document.id] = entry

    def drop(self, id: str) -> None:
        self.entries.pop(id, None)
