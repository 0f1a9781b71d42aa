"""The matches of an engine query in a Whoosh index with their scores, directly from the postings.

Whoosh's own queries and matchers call several methods per word and document: on 20,000 articles
they take three to seven times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

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
)
from dateline.search.engines.entries import terms_field
from dateline.search.engines.whoosh.postings import Postings, adjacent
from dateline.search.engines.whoosh.segments import IndexReader
from dateline.search.engines.whoosh.words import FEW, Among, IndexWords, Scores, SegmentWords


def scored(reader: IndexReader, query: EngineQuery) -> list[tuple[float, int]]:
    """The negative score and the number of every document that matches."""
    found: list[tuple[float, int]] = []
    for words, base in IndexWords(reader).segments:
        segment = _Segment(words)
        here, deleted = segment.find(query).items(), segment.deleted
        found += [(-score, base + number) for number, score in here if number not in deleted]
        words.forget()
    return found


def frequency(reader: IndexReader, word: Term | OneWord) -> int:
    """How many documents have any form of the word, deleted ones included."""
    return IndexWords(reader).frequency(word)


class _Segment:
    """One segment of the index, with its deleted documents."""

    def __init__(self, words: SegmentWords) -> None:
        self._words = words
        self._index = words.index
        self._all = range(words.reader.segment.documents)

    @property
    def deleted(self) -> Collection[int]:
        return self._words.reader.segment.deleted

    def find(self, query: EngineQuery, among: Among = None) -> Scores:
        """Those of the documents `among` which to search that match, with their scores."""
        match query:
            case Term(text, TermKind.VALUES, field):
                name = terms_field(field, TermKind.VALUES)
                return dict.fromkeys(self._words.having(name, text.encode(), among)[0], 0.0)
            case Term() | OneWord():
                return self._words.scores(query, among)
            case PhraseTerms():
                return self._phrase(query, among)
            case AllOf(parts):
                return self._all_of(parts, among)
            case AnyOf(parts):
                return self._any_of(parts, among)
            case NoneOf(part):
                excluded = self.find(part, among)
                considered = self._all if among is None else among
                return {number: 0.0 for number in considered if number not in excluded}
            case Everything():
                return dict.fromkeys(self._all if among is None else among, 0.0)

    def _all_of(self, parts: tuple[EngineQuery, ...], among: Among) -> Scores:
        """The rarest part is evaluated first, the others only on the documents that it matched,
        unless those are so many that to look for them takes longer. A part that is repeated is
        evaluated once. What is excluded is looked up last, and only as far as it was found."""
        found: dict[int, float] | None = None
        for part, times in sorted(Counter(parts).items(), key=self._place):
            if found is None:
                more = self.find(part, among)
                found = {number: times * score for number, score in more.items()}
                continue
            if not found:
                break
            if isinstance(part, NoneOf):
                for number in self.find(part.part, found.keys()):
                    del found[number]
                continue
            is_narrow = len(found) < len(self._all) * FEW
            more = self.find(part, found.keys() if is_narrow else among)
            found = {
                number: found[number] + times * score
                for number, score in more.items()
                if number in found
            }
        return found or {}

    def _place(self, part: tuple[EngineQuery, int]) -> tuple[bool, int]:
        """The order in which parts of an AND are evaluated."""
        return isinstance(part[0], NoneOf), self._at_most(part[0])

    def _any_of(self, parts: tuple[EngineQuery, ...], among: Among) -> Scores:
        """Words, of which a query may have thousands, are added up in a row of all documents: half
        the time of a dict."""
        words, others = self._index.alternatives(parts)
        scores: dict[int, float] = {}
        for part, times in others:
            for number, score in self.find(part, among).items():
                scores[number] = scores.get(number, 0.0) + times * score
        if words:
            row = [0.0] * len(self._all)  # each score of a word is above zero
            for forms in words:
                self._words.add(row, forms, among)
            for number, score in enumerate(row):
                if score:
                    scores[number] = scores.get(number, 0.0) + score
        return scores

    def _at_most(self, query: EngineQuery) -> int:
        """An upper bound of the number of documents that the query matches."""
        match query:
            case Term(text, terms, field):
                return self._words.reader.doc_frequency(terms_field(field, terms), text.encode())
            case OneWord(forms):
                return sum(map(self._at_most, forms))
            case PhraseTerms(words, field):
                return min(self._at_most(Term(word, TermKind.WORDS, field)) for word in words)
            case AllOf(parts):
                return min(map(self._at_most, parts), default=0)
            case AnyOf(parts):
                return sum(map(self._at_most, parts))
        return len(self._all)

    def _phrase(self, phrase: PhraseTerms, among: Among) -> Scores:
        """The documents in which the words are adjacent; the score is that of the single words.
        Each word is read once, the rarest first, and of the others only what may still match."""
        name = terms_field(phrase.field, TermKind.WORDS)
        times = {
            Term(text, TermKind.WORDS, phrase.field): n for text, n in Counter(phrase.words).items()
        }
        of_words: dict[str, tuple[Postings, dict[int, int]]] = {}
        common = among
        for word in sorted(times, key=self._at_most):
            postings = self._words.postings(name, word.text.encode())
            if postings is None:
                return {}
            numbers = {
                id: number
                for number, id in enumerate(postings.ids)
                if common is None or id in common
            }
            of_words[word.text], common = (postings, numbers), numbers.keys()
        found = adjacent(phrase.words, of_words, sorted(common or ()))
        total = dict.fromkeys(found, 0.0)
        for word in times:
            postings, numbers = of_words[word.text]
            weights = [postings.weights[numbers[id]] for id in found]
            (form,) = self._index.forms(word)
            factor = times[word] * form.factor
            shares = self._words.shares(form, found, weights)
            for id, share in zip(found, shares, strict=True):
                total[id] += factor * share
        return total
