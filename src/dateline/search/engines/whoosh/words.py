"""Words in a Whoosh index: how rare each is, where it is, and its BM25 (see `ranking`) there.

A query may have thousands of words, and a segment has postings for most of them. So each is read
once, its share in the score is found in one pass over its postings, and what is the same for all
words of a segment is computed once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dateline.search.engine_query import EngineQuery, OneWord, Term, TermKind, are_exclusive
from dateline.search.engine_query import forms_of as terms_of
from dateline.search.engines import ranking
from dateline.search.engines.entries import terms_field
from dateline.search.engines.whoosh.errors import DamagedFile
from dateline.search.engines.whoosh.postings import Postings
from dateline.search.engines.whoosh.segments import LENGTHS, IndexReader, SegmentReader

Scores = Mapping[int, float]  # by number of document
Among = Collection[int] | None  # numbers of documents to consider; None: all

_Shares = tuple[list[int], list[float]]  # numbers of documents, and the share of a form in each
FEW = 0.25  # of all documents: for fewer, what is known of all is not worth computing


class Form(NamedTuple):
    """A form of a word as an index has it: the names of its set of terms and of that whose lengths
    count, and what its share in the score of a document is multiplied by."""

    terms: str
    lengths: str
    text: bytes
    factor: float


class Alternatives(NamedTuple):
    """The parts of an OR: words, each with its forms, and the others with how often each is there.
    Forms of which a document has one at most are words by themselves."""

    words: list[list[Form]]
    others: list[tuple[EngineQuery, int]]


class IndexWords:
    """The words of a whole index."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._idfs: dict[Term | OneWord, float] = {}
        self._forms: dict[Term | OneWord, list[Form]] = {}
        self._alternatives: dict[tuple[EngineQuery, ...], Alternatives] = {}
        self._norms: dict[str, tuple[float, list[float]]] = {}

    @cached_property
    def segments(self) -> list[tuple[SegmentWords, int]]:
        """The words of each segment, with the number of its first document."""
        return [(SegmentWords(segment, self), base) for segment, base in self._reader.segments]

    def frequency(self, word: Term | OneWord) -> int:
        """How many documents have any form of the word, deleted ones included."""
        terms = terms_of(word)
        name = terms_field(terms[0].field, terms[0].terms)
        texts = [term.text.encode() for term in terms]
        counts = [self._reader.doc_frequency(name, text) for text in texts]
        if are_exclusive(terms) or sum(map(bool, counts)) < 2:
            return sum(counts)
        return sum(len(segment.having_any(name, texts)) for segment, _ in self.segments)

    def idf(self, word: Term | OneWord) -> float:
        if word not in self._idfs:
            self._idfs[word] = ranking.idf(self._reader.doc_count_all, self.frequency(word))
        return self._idfs[word]

    def forms(self, word: Term | OneWord) -> list[Form]:
        """The forms of a word, with the factors that they have if it is in the query once."""
        if word not in self._forms:
            idf = self.idf(word)
            self._forms[word] = [self._form(term, idf) for term in terms_of(word)]
        return self._forms[word]

    def alternatives(self, parts: tuple[EngineQuery, ...]) -> Alternatives:
        """A part that is repeated weighs as often."""
        if parts not in self._alternatives:
            found = self._alternatives[parts] = Alternatives([], [])
            for part, times in Counter(parts).items():
                if isinstance(part, Term | OneWord) and is_scored(part):
                    forms = self.forms(part)
                    weighed = [form._replace(factor=times * form.factor) for form in forms]
                    is_one = not are_exclusive(terms_of(part))
                    found.words.extend([weighed] if is_one else ([form] for form in weighed))
                else:
                    found.others.append((part, times))
        return self._alternatives[parts]

    def norms(self, lengths: str) -> list[float]:
        """BM25's norm for each byte that a length may be stored as."""
        return self._norm(lengths)[1]

    def _form(self, term: Term, idf: float) -> Form:
        lengths = terms_field(term.field, TermKind.STEMS)  # of the words as well
        factor = term.weight * idf * (self._norm(lengths)[0] + 1)
        return Form(terms_field(term.field, term.terms), lengths, term.text.encode(), factor)

    def _norm(self, lengths: str) -> tuple[float, list[float]]:
        if lengths not in self._norms:
            average = self._reader.average_length(lengths) or 1.0
            norms = [ranking.norm(length, average) for length in LENGTHS]
            self._norms[lengths] = ranking.k1(average), norms
        return self._norms[lengths]


class SegmentWords:
    """The words of one segment. What was read of it is kept until `forget`."""

    def __init__(self, reader: SegmentReader, index: IndexWords) -> None:
        self.index = index
        self.reader = reader
        self._read: dict[tuple[str, bytes], Postings | None] = {}
        self._kept: dict[tuple[str, bytes], _Shares] = {}
        self._rows: dict[str, tuple[list[float], list[float]]] = {}
        self._asked: Counter[str] = Counter()

    def forget(self) -> None:
        """What was read of the segment is no longer in memory."""
        self._read.clear()
        self._kept.clear()
        self._rows.clear()

    def postings(self, terms: str, text: bytes) -> Postings | None:
        if (terms, text) not in self._read:
            self._read[terms, text] = self.reader.postings(terms, text)
        return self._read[terms, text]

    def having_any(self, terms: str, texts: Iterable[bytes]) -> set[int]:
        """The documents that have any of the terms, deleted ones included."""
        each = (self.postings(terms, text) for text in texts)
        return set().union(*(postings.ids for postings in each if postings))

    def having(self, terms: str, text: bytes, among: Among) -> tuple[list[int], Sequence[int]]:
        """Those of the documents `among` which to search that have the term, and how often."""
        postings = self.postings(terms, text)
        if postings is None:
            return [], ()
        ids, weights = postings.ids, postings.weights
        if among is None:
            return ids, weights
        inside = [at for at, number in enumerate(ids) if number in among]
        return [ids[at] for at in inside], [weights[at] for at in inside]

    def add(self, scores: list[float], forms: list[Form], among: Among) -> None:
        """The score of a word is added to those of the documents that have it, in a row of all
        documents of the segment."""
        if len(forms) > 1:
            self._add_best(scores, forms, among)
            return
        (form,) = forms
        ids, weights = self.having(form.terms, form.text, among)
        factor, rows = form.factor, self._rows_for(form.lengths, ids)
        if rows is None:
            for number, share in zip(ids, self.shares(form, ids, weights), strict=True):
                scores[number] += factor * share
            return
        norms, ones = rows
        for number, weight in zip(ids, weights, strict=True):
            share = ones[number] if weight == 1 else weight / (weight + norms[number])
            scores[number] += factor * share

    def scores(self, word: Term | OneWord, among: Among) -> Scores:
        """The documents that have any of the forms of a word, with its score in each."""
        forms = self.index.forms(word)
        if are_exclusive(terms_of(word)) or len(forms) == 1:
            scores: dict[int, float] = {}
            for form in forms:
                factor, shares = form.factor, self._shares(form, among)
                scores.update(
                    (number, factor * share) for number, share in zip(*shares, strict=True)
                )
            return scores
        row = [0.0] * self.reader.segment.documents
        self.add(row, forms, among)
        return {number: score for number, score in enumerate(row) if score}

    def _add_best(self, scores: list[float], forms: list[Form], among: Among) -> None:
        """As `add`, for forms that may be in one document: see `ranking.of_forms`."""
        best, every = [0.0] * len(scores), [0.0] * len(scores)
        for form in forms:
            for number, share in zip(*self._shares(form, among), strict=True):
                every[number] += share
                if share > best[number]:
                    best[number] = share
        factor = forms[0].factor  # which is that of all
        for number, share in enumerate(best):
            if share:
                scores[number] += factor * (share + ranking.OTHER_FORMS * (every[number] - share))

    def shares(self, form: Form, ids: list[int], weights: Sequence[int]) -> list[float]:
        """The part of BM25 that depends on the document, for some that have the form."""
        if not ids:
            return []
        if rows := self._rows_for(form.lengths, ids):
            if isinstance(weights, bytes) and weights.count(1) == len(weights):
                return list(map(rows[1].__getitem__, ids))
            norms: Iterable[float] = map(rows[0].__getitem__, ids)
        else:
            of_byte, lengths = self.index.norms(form.lengths), self.reader.lengths(form.lengths)
            norms = [of_byte[lengths[number]] for number in ids]
        return [weight / (weight + norm) for weight, norm in zip(weights, norms, strict=True)]

    def _shares(self, form: Form, among: Among) -> _Shares:
        if among is None and (form.terms, form.text) in self._kept:
            return self._kept[form.terms, form.text]
        ids, weights = self.having(form.terms, form.text, among)
        found = ids, self.shares(form, ids, weights)
        if among is None:  # fuzzy words have forms in common
            self._kept[form.terms, form.text] = found
        return found

    def _rows_for(self, lengths: str, ids: list[int]) -> tuple[list[float], list[float]] | None:
        """BM25's norm of each document, and the share of a form that it has once, if it is worth
        computing them: these documents and those asked for before are a good part of all."""
        if not ids:
            return None
        of_all = self.reader.lengths(lengths)
        if 0 in of_all and 0 in map(of_all.__getitem__, ids):  # of a document that has the term
            raise DamagedFile(f"there is no length of {lengths}")
        self._asked[lengths] += len(ids)
        if lengths not in self._rows and self._asked[lengths] > len(of_all) * FEW:
            norms = list(map(self.index.norms(lengths).__getitem__, of_all))
            self._rows[lengths] = norms, [1 / (1 + norm) for norm in norms]
        return self._rows.get(lengths)


def is_scored(word: Term | OneWord) -> bool:
    """Whether the word adds to the score of documents that have it."""
    return terms_of(word)[0].terms is not TermKind.VALUES
