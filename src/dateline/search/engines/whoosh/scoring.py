"""The matches of an engine query in a Whoosh index with their scores, directly from the postings.

Whoosh's own queries and matchers call several methods per word and document: on 20,000 articles
they take three to seven times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

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
from dateline.search.engines import ranking
from dateline.search.engines.entries import terms_field
from dateline.search.engines.whoosh.errors import DamagedFile
from dateline.search.engines.whoosh.postings import Postings
from dateline.search.engines.whoosh.segments import LENGTHS, IndexReader, SegmentReader

Scores = Mapping[int, float]  # by number of document
Among = Collection[int] | None  # numbers of documents to consider; None: all


def scored(reader: IndexReader, query: EngineQuery) -> list[tuple[float, int]]:
    """The negative score and the number of every document that matches."""
    weights = _Weights(reader)
    found: list[tuple[float, int]] = []
    for segment, base in reader.segments:
        deleted = segment.segment.deleted
        here = _Segment(segment, weights).find(query).items()
        found += [(-score, base + number) for number, score in here if number not in deleted]
    return found


class _Weights:
    """What scores depend on that is the same in the whole index."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._idfs: dict[tuple[str, bytes], float] = {}
        self._norms: dict[str, list[float]] = {}

    def idf(self, field: str, term: bytes) -> float:
        if (field, term) not in self._idfs:
            documents = self._reader.doc_count_all
            with_term = self._reader.doc_frequency(field, term)
            self._idfs[field, term] = ranking.idf(documents, with_term)
        return self._idfs[field, term]

    def norms(self, lengths: str) -> list[float]:
        """BM25's norm for each byte that a length may be stored as."""
        if lengths not in self._norms:
            average = self._reader.average_length(lengths) or 1.0
            self._norms[lengths] = [ranking.norm(length, average) for length in LENGTHS]
        return self._norms[lengths]


class _Segment:
    """One segment of the index, with its deleted documents."""

    def __init__(self, reader: SegmentReader, weights: _Weights) -> None:
        self._reader = reader
        self._all = range(reader.segment.documents)
        self._weights = weights

    def find(self, query: EngineQuery, among: Among = None) -> Scores:
        """Those of the documents `among` which to search that match, with their scores."""
        match query:
            case Term(text, terms, field):
                return self._term(field, terms, text.encode(), among)
            case PhraseTerms(words, field):
                return self._phrase(field, [word.encode() for word in words], among)
            case AllOf(parts):
                return self._all_of(parts, among)
            case AnyOf(parts):
                scores: dict[int, float] = {}
                for part in parts:
                    for number, score in self.find(part, among).items():
                        scores[number] = scores.get(number, 0.0) + score
                return scores
            case NoneOf(part):
                excluded = self.find(part, among)
                considered = self._all if among is None else among
                return {number: 0.0 for number in considered if number not in excluded}
            case Everything():
                return dict.fromkeys(self._all if among is None else among, 0.0)

    def _all_of(self, parts: tuple[EngineQuery, ...], among: Among) -> Scores:
        """The rarest part is evaluated first, the others only on the documents that it matched."""
        first, *others = sorted(parts, key=self._at_most)
        found = self.find(first, among)
        for part in others:
            more = self.find(part, found.keys())
            found = {number: score + found[number] for number, score in more.items()}
        return found

    def _at_most(self, query: EngineQuery) -> int:
        """An upper bound of the number of documents that the query matches."""
        match query:
            case Term(text, terms, field):
                return self._reader.doc_frequency(terms_field(field, terms), text.encode())
            case PhraseTerms(words, field):
                return min(self._at_most(Term(word, TermKind.WORDS, field)) for word in words)
            case AllOf(parts):
                return min(map(self._at_most, parts), default=0)
            case AnyOf(parts):
                return sum(map(self._at_most, parts))
        return len(self._all)

    def _term(self, field: str | None, terms: TermKind, text: bytes, among: Among) -> Scores:
        name = terms_field(field, terms)
        postings = self._reader.postings(name, text)
        if postings is None:
            return {}
        ids, weights = postings.ids, postings.weights
        if among is not None:
            inside = [at for at, number in enumerate(ids) if number in among]
            ids, weights = [ids[at] for at in inside], [weights[at] for at in inside]
        if terms is TermKind.VALUES:
            return dict.fromkeys(ids, 0.0)
        return self._scored(name, text, ids, weights)

    def _scored(self, name: str, term: bytes, ids: list[int], weights: Collection[int]) -> Scores:
        """BM25 (see `ranking`) of a term in these documents."""
        of_stems = name.replace(".words", ".stems")  # stems and words have the same lengths
        lengths = bytes(map(self._reader.lengths(of_stems).__getitem__, ids))
        if 0 in lengths:  # of a document that has the term
            raise DamagedFile(f"there is no length of {of_stems}")
        norms = self._weights.norms(of_stems)
        most = self._weights.idf(name, term) * (ranking.K1 + 1)
        return {
            number: most * weight / (weight + norms[length])
            for number, weight, length in zip(ids, weights, lengths, strict=True)
        }

    def _phrase(self, field: str | None, words: list[bytes], among: Among) -> Scores:
        """The documents in which the words are adjacent; the score is that of the single words."""
        name = terms_field(field, TermKind.WORDS)
        of_words: list[Postings] = []
        for word in words:
            postings = self._reader.postings(name, word)
            if postings is None:
                return {}
            of_words.append(postings)
        at = [{id: number for number, id in enumerate(postings.ids)} for postings in of_words]
        common = set(at[0]).intersection(*at[1:], *(() if among is None else (among,)))
        found = [
            id
            for id in sorted(common)
            if _are_adjacent(
                [
                    postings.places(numbers[id])
                    for postings, numbers in zip(of_words, at, strict=True)
                ]
            )
        ]
        total = dict.fromkeys(found, 0.0)
        for word, postings, numbers in zip(words, of_words, at, strict=True):
            weights = [postings.weights[numbers[id]] for id in found]
            for id, score in self._scored(name, word, found, weights).items():
                total[id] += score
        return total


def _are_adjacent(words: list[Collection[int]]) -> bool:
    """Whether there are consecutive positions, one of each word."""
    starts = set(words[0])
    for offset, places in enumerate(words[1:], 1):
        starts.intersection_update([place - offset for place in places])
    return bool(starts)
