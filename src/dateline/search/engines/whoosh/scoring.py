"""The matches of an engine query in a Whoosh index with their scores, directly from the postings.

Whoosh's own queries and matchers call several methods per word and document: on 20,000 articles
they take three to seven times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

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
    are_exclusive,
    forms_of,
)
from dateline.search.engines import ranking
from dateline.search.engines.entries import terms_field
from dateline.search.engines.whoosh.errors import DamagedFile
from dateline.search.engines.whoosh.postings import Postings, adjacent
from dateline.search.engines.whoosh.segments import LENGTHS, IndexReader, SegmentReader

Scores = Mapping[int, float]  # by number of document
Among = Collection[int] | None  # numbers of documents to consider; None: all

_Shares = tuple[list[int], list[float]]  # numbers of documents, and a score for each
_FEW = 0.25  # of all documents: how many it pays to look for in the postings of the next word


def scored(reader: IndexReader, query: EngineQuery) -> list[tuple[float, int]]:
    """The negative score and the number of every document that matches."""
    found: list[tuple[float, int]] = []
    for segment, base in _Weights(reader).segments:
        here, deleted = segment.find(query).items(), segment.deleted
        found += [(-score, base + number) for number, score in here if number not in deleted]
        segment.forget()
    return found


def frequency(reader: IndexReader, word: Term | OneWord) -> int:
    """How many documents have any form of the word, deleted ones included."""
    return _Weights(reader).frequency(word)


class _Weights:
    """What scores depend on that is the same in the whole index."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._idfs: dict[Term | OneWord, float] = {}
        self._norms: dict[str, tuple[float, list[float]]] = {}

    @cached_property
    def segments(self) -> list[tuple[_Segment, int]]:
        """The segments, each with the number of its first document."""
        return [(_Segment(segment, self), base) for segment, base in self._reader.segments]

    def frequency(self, word: Term | OneWord) -> int:
        forms = forms_of(word)
        name = terms_field(forms[0].field, forms[0].terms)
        counts = [self._reader.doc_frequency(name, form.text.encode()) for form in forms]
        if are_exclusive(forms) or sum(map(bool, counts)) < 2:
            return sum(counts)
        return sum(len(segment.having_any(forms)) for segment, _ in self.segments)

    def idf(self, word: Term | OneWord) -> float:
        if word not in self._idfs:
            self._idfs[word] = ranking.idf(self._reader.doc_count_all, self.frequency(word))
        return self._idfs[word]

    def norms(self, lengths: str) -> tuple[float, list[float]]:
        """BM25's k1 for a field, and its norm for each byte that a length may be stored as."""
        if lengths not in self._norms:
            average = self._reader.average_length(lengths) or 1.0
            norms = [ranking.norm(length, average) for length in LENGTHS]
            self._norms[lengths] = ranking.k1(average), norms
        return self._norms[lengths]


class _Segment:
    """One segment of the index, with its deleted documents."""

    def __init__(self, reader: SegmentReader, weights: _Weights) -> None:
        self._reader = reader
        self._all = range(reader.segment.documents)
        self._weights = weights
        self._read: dict[tuple[str, str], Postings | None] = {}
        self._kept: dict[Term, _Shares] = {}

    @property
    def deleted(self) -> Collection[int]:
        return self._reader.segment.deleted

    def forget(self) -> None:
        """What was read of the segment is no longer in memory."""
        self._read.clear()
        self._kept.clear()

    def having_any(self, forms: tuple[Term, ...]) -> set[int]:
        """The documents that have any of the forms, deleted ones included."""
        each = (self._postings(terms_field(form.field, form.terms), form.text) for form in forms)
        return set().union(*(postings.ids for postings in each if postings))

    def find(self, query: EngineQuery, among: Among = None) -> Scores:
        """Those of the documents `among` which to search that match, with their scores."""
        match query:
            case Term(terms=TermKind.VALUES):
                return dict.fromkeys(self._having(query, among)[0], 0.0)
            case Term():
                return self._form(query, self._weights.idf(query), among)
            case OneWord():
                return self._word(query, among)
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
        evaluated once."""
        found: Scores | None = None
        for part, times in sorted(Counter(parts).items(), key=lambda item: self._at_most(item[0])):
            if found is None:
                more = self.find(part, among)
                found = {number: times * score for number, score in more.items()}
                continue
            if not found:
                break
            is_narrow = len(found) < len(self._all) * _FEW
            more = self.find(part, found.keys() if is_narrow else among)
            found = {
                number: found[number] + times * score
                for number, score in more.items()
                if number in found
            }
        return found or {}

    def _any_of(self, parts: tuple[EngineQuery, ...], among: Among) -> Scores:
        """A part that is repeated is evaluated once. Words, of which a query may have thousands,
        are added up in a row of all documents: half the time of a dict."""
        scores: dict[int, float] = {}
        of_words = [0.0] * len(self._all)  # each score of a word is above zero
        for part, times in Counter(parts).items():
            if isinstance(part, Term) and part.terms is not TermKind.VALUES:
                factor = times * part.weight * self._weights.idf(part)
                for number, share in zip(*self._shares(part, among), strict=True):
                    of_words[number] += factor * share
            elif isinstance(part, OneWord) and not are_exclusive(part.forms):
                row = self._row(part, among)
                of_words = [score + times * more for score, more in zip(of_words, row, strict=True)]
            else:
                for number, score in self.find(part, among).items():
                    scores[number] = scores.get(number, 0.0) + times * score
        for number, score in enumerate(of_words):
            if score:
                scores[number] = scores.get(number, 0.0) + score
        return scores

    def _at_most(self, query: EngineQuery) -> int:
        """An upper bound of the number of documents that the query matches."""
        match query:
            case Term(text, terms, field):
                return self._reader.doc_frequency(terms_field(field, terms), text.encode())
            case OneWord(forms):
                return sum(map(self._at_most, forms))
            case PhraseTerms(words, field):
                return min(self._at_most(Term(word, TermKind.WORDS, field)) for word in words)
            case AllOf(parts):
                return min(map(self._at_most, parts), default=0)
            case AnyOf(parts):
                return sum(map(self._at_most, parts))
        return len(self._all)

    def _postings(self, name: str, text: str) -> Postings | None:
        if (name, text) not in self._read:
            self._read[name, text] = self._reader.postings(name, text.encode())
        return self._read[name, text]

    def _having(self, term: Term, among: Among) -> tuple[list[int], Sequence[int]]:
        """Those of the documents `among` which to search that have the term, and how often."""
        postings = self._postings(terms_field(term.field, term.terms), term.text)
        if postings is None:
            return [], ()
        ids, weights = postings.ids, postings.weights
        if among is None:
            return ids, weights
        inside = [at for at, number in enumerate(ids) if number in among]
        return [ids[at] for at in inside], [weights[at] for at in inside]

    def _word(self, word: OneWord, among: Among) -> Scores:
        if are_exclusive(word.forms):
            idf = self._weights.idf(word)
            each = [self._form(form, idf, among) for form in word.forms]
            return {number: score for found in each for number, score in found.items()}
        return {number: score for number, score in enumerate(self._row(word, among)) if score}

    def _row(self, word: OneWord, among: Among) -> list[float]:
        """The score of a word whose forms may be in one document, in each document of the segment;
        0 in those that do not have it."""
        best, total = [0.0] * len(self._all), [0.0] * len(self._all)
        for form in word.forms:
            if among is None and form not in self._kept:  # fuzzy words have forms in common
                self._kept[form] = self._shares(form, None)
            shares = self._kept[form] if among is None else self._shares(form, among)
            for number, share in zip(*shares, strict=True):
                total[number] += share
                if share > best[number]:
                    best[number] = share
        idf = self._weights.idf(word)
        return [idf * share for share in ranking.of_best_forms(best, total)]

    def _form(self, form: Term, idf: float, among: Among) -> Scores:
        """The documents that have a form of a word of this weight, with the form's scores."""
        factor = form.weight * idf
        ids, shares = self._shares(form, among)
        return {number: factor * share for number, share in zip(ids, shares, strict=True)}

    def _shares(self, form: Term, among: Among) -> _Shares:
        """The documents `among` which to search that have a form of a word, and its score in each
        if the word weighs 1."""
        ids, weights = self._having(form, among)
        return ids, self._scored(form, ids, weights)

    def _scored(self, form: Term, ids: list[int], weights: Sequence[int]) -> list[float]:
        """BM25 (see `ranking`) of a form of a word that weighs 1 in these documents."""
        if not ids:
            return []
        of_stems = terms_field(form.field, TermKind.STEMS)  # stems and words have the same lengths
        lengths = bytes(map(self._reader.lengths(of_stems).__getitem__, ids))
        if 0 in lengths:  # of a document that has the term
            raise DamagedFile(f"there is no length of {of_stems}")
        k1, norms = self._weights.norms(of_stems)
        most = k1 + 1
        return [
            most * weight / (weight + norms[length])
            for weight, length in zip(weights, lengths, strict=True)
        ]

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
            postings = self._postings(name, word.text)
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
            factor = times[word] * self._weights.idf(word)
            for id, share in zip(found, self._scored(word, found, weights), strict=True):
                total[id] += factor * share
        return total
