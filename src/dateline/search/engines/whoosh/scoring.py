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
from dateline.search.engines.whoosh.postings import Postings
from dateline.search.engines.whoosh.segments import LENGTHS, IndexReader, SegmentReader

Scores = Mapping[int, float]  # by number of document
Among = Collection[int] | None  # numbers of documents to consider; None: all


def scored(reader: IndexReader, query: EngineQuery) -> list[tuple[float, int]]:
    """The negative score and the number of every document that matches."""
    found: list[tuple[float, int]] = []
    for segment, base in _Weights(reader).segments:
        here, deleted = segment.find(query).items(), segment.deleted
        found += [(-score, base + number) for number, score in here if number not in deleted]
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

    @property
    def deleted(self) -> Collection[int]:
        return self._reader.segment.deleted

    def having_any(self, forms: tuple[Term, ...]) -> set[int]:
        """The documents that have any of the forms, deleted ones included."""
        found = (self._postings(terms_field(form.field, form.terms), form.text) for form in forms)
        return {number for postings in found if postings for number in postings.ids}

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
        """The rarest part is evaluated first, the others only on the documents that it matched. A
        part that is repeated is evaluated once."""
        times = Counter(parts)
        found: Scores = {}
        for at, part in enumerate(sorted(times, key=self._at_most)):
            more = self.find(part, found.keys() if at else among)
            found = {
                number: found.get(number, 0.0) + times[part] * score
                for number, score in more.items()
            }
        return found

    def _any_of(self, parts: tuple[EngineQuery, ...], among: Among) -> Scores:
        """A part that is repeated is evaluated once."""
        scores: dict[int, float] = {}
        for part, times in Counter(parts).items():
            for number, score in self.find(part, among).items():
                scores[number] = scores.get(number, 0.0) + times * score
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
        idf = self._weights.idf(word)
        each = (self._form(form, idf, among) for form in word.forms)
        if are_exclusive(word.forms):
            return {number: score for found in each for number, score in found.items()}
        best: dict[int, float] = {}
        total: dict[int, float] = {}
        for found in each:
            for number, score in found.items():
                if number not in total:
                    best[number] = total[number] = score
                    continue
                total[number] += score
                if score > best[number]:
                    best[number] = score
        return {number: ranking.of_best_form(best[number], total[number]) for number in total}

    def _form(self, form: Term, idf: float, among: Among) -> Scores:
        """The documents that have a form of a word of this weight, with the form's scores."""
        return self._scored(form, idf, *self._having(form, among))

    def _scored(self, form: Term, idf: float, ids: list[int], weights: Sequence[int]) -> Scores:
        """BM25 (see `ranking`) of a form of a word in these documents."""
        if not ids:
            return {}
        of_stems = terms_field(form.field, TermKind.STEMS)  # stems and words have the same lengths
        lengths = bytes(map(self._reader.lengths(of_stems).__getitem__, ids))
        if 0 in lengths:  # of a document that has the term
            raise DamagedFile(f"there is no length of {of_stems}")
        k1, norms = self._weights.norms(of_stems)
        most = form.weight * idf * (k1 + 1)
        return {
            number: most * weight / (weight + norms[length])
            for number, weight, length in zip(ids, weights, lengths, strict=True)
        }

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
        found = [id for id in sorted(common or ()) if _are_adjacent(phrase.words, of_words, id)]
        total = dict.fromkeys(found, 0.0)
        for word in times:
            postings, numbers = of_words[word.text]
            weights = [postings.weights[numbers[id]] for id in found]
            idf = self._weights.idf(word)
            for id, score in self._scored(word, idf, found, weights).items():
                total[id] += times[word] * score
        return total


def _are_adjacent(
    words: Sequence[str], of_words: Mapping[str, tuple[Postings, dict[int, int]]], id: int
) -> bool:
    """Whether the document has consecutive positions, one of each word."""
    places = {word: postings.places(numbers[id]) for word, (postings, numbers) in of_words.items()}
    starts = set(places[words[0]])
    for offset, word in enumerate(words[1:], 1):
        starts.intersection_update([place - offset for place in places[word]])
        if not starts:
            return False
    return True
