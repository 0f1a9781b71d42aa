"""The default engine: Whoosh, pure Python, in a folder of its own.

Whoosh keeps what it is given: words are split, folded and stemmed before they reach it, its
query parser and highlighter are not used, and its scorer computes `ranking.bm25`. Text is
indexed twice, as stems without positions and as exact words with them; each TEXT field of
`fields.FIELDS` has such a pair of its own.
"""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import nsmallest
from typing import Any

from whoosh import index, query
from whoosh.filedb.filestore import StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.reading import CorruptIndexError
from whoosh.searching import Searcher

from dateline.errors import ArchiveBusy, ArchiveDamaged
from dateline.search.analysis import Analyzer
from dateline.search.dates import date_terms, range_terms
from dateline.search.engine import Match, Matches
from dateline.search.engines.whoosh_schema import Relevance, Without, schema, stems, words
from dateline.search.fields import FIELDS, TEXT_WEIGHTS, Document, Kind
from dateline.search.query import And, DateRange, Not, Or, Phrase, Query, Word
from dateline.values.moment import Moment

# Megabytes of postings that a writing holds before it must sort on disk, at half the speed.
_POOL_MB = 256


# What Whoosh lets out when its files are torn or gone: its own errors, and those of the parsers
# that it reads tables of contents, blocks and stored fields with.
_DAMAGE = (
    CorruptIndexError,
    index.IndexError,
    StorageError,
    OSError,
    EOFError,
    struct.error,
    FileFormatError,
    pickle.UnpicklingError,
    zlib.error,
)


class WhooshEngine:
    """An Engine over a Whoosh index in `folder`, which is created where there is none."""

    name = "whoosh"

    def __init__(self, folder: str, analyzer: Analyzer) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._searcher: Searcher | None = None
        with _translated(folder, TypeError):  # a table of contents is taken apart here
            if not os.path.isdir(folder):
                os.makedirs(folder)
                index.create_in(folder, schema())
            self._index = index.open_dir(folder, schema=schema())

    def search(self, query: Query, *, limit: int) -> Matches:
        with _translated(self._folder):
            searcher = self._current_searcher()
            # Not Whoosh's collectors: they skip what cannot be among the best, and would count
            # what matches in a second pass.
            scored = list(_scored(searcher, self._translate(query)))
            return Matches(
                len(scored),
                tuple(
                    Match(-lost, _document(searcher, number))
                    for lost, number in _best(searcher, scored, limit)
                ),
            )

    @contextmanager
    def writing(self) -> Iterator[_Writer]:
        with _translated(self._folder):
            writer = self._index.writer(limitmb=_POOL_MB, compound=False)
        try:
            with _translated(self._folder):
                searcher = self._index.searcher()
            with searcher:
                yield _Writer(self._folder, writer, searcher, self._analyzer)
        except BaseException:
            writer.cancel()
            raise
        with _translated(self._folder):
            writer.commit()

    def count(self) -> int:
        with _translated(self._folder):
            return int(self._index.doc_count())

    def close(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
        self._index.close()

    def _current_searcher(self) -> Searcher:
        """A searcher on the index as it is now; another process may have written to it.

        Not Whoosh's refresh, which keeps the readers of segments in which documents were
        deleted since, and with them those documents.
        """
        if self._searcher is not None and not self._searcher.up_to_date():
            self._searcher.close()
            self._searcher = None
        if self._searcher is None:
            self._searcher = self._index.searcher(weighting=Relevance())
        return self._searcher

    def _translate(self, node: Query) -> query.Query:
        match node:
            case And(parts):
                # Not Whoosh's AndNot, which lets its first document through unchecked.
                return query.And([self._translate(part) for part in parts])
            case Not(part):
                return Without(self._translate(part))
            case Or(parts):
                return _either([self._translate(part) for part in parts])
            case DateRange(field, first, last):
                return _either([query.Term(field, term) for term in range_terms(first, last)])
            case Word(text, field):
                return query.Term(stems(field), self._analyzer.stem(text))
            case Phrase((word,), field):
                return query.Term(words(field), word)
            case Phrase(phrase, field):
                return query.Phrase(words(field), list(phrase))


def _either(parts: list[query.Query]) -> query.Query:
    """An Or that finds what scores nothing, too: on small indexes, and for long queries, Whoosh
    would choose a matcher that takes a score of zero (a date, a NOT) for no match."""
    either = query.Or(parts)
    either.matcher_type = query.Or.DEFAULT_MATCHER
    return either


def _scored(searcher: Searcher, wanted: query.Query) -> Iterator[tuple[float, int]]:
    """Minus its score, and its number, for every document that matches."""
    context = searcher.context()
    for segment, base in searcher.leaf_searchers():
        matcher = wanted.matcher(segment, context)
        while matcher.is_active():
            yield -matcher.score(), base + matcher.id()
            matcher.next()


def _best(
    searcher: Searcher, scored: list[tuple[float, int]], limit: int
) -> list[tuple[float, int]]:
    """The first `limit` by minus their scores; where these are equal, by id."""
    kept = nsmallest(limit, scored)
    if not kept:
        return []
    candidates = [one for one in scored if one[0] <= kept[-1][0]]
    if len({lost for lost, _ in candidates}) == len(candidates):
        return kept
    ids = searcher.reader().column_reader("id")

    def place(one: tuple[float, int]) -> tuple[float, bytes]:
        lost, number = one
        if not ids[number]:  # Whoosh's default
            raise CorruptIndexError("the file of ids is gone")
        return lost, ids[number]

    return nsmallest(limit, candidates, key=place)


class _Writer:
    """Puts and drops in one Whoosh writer; documents of this very writing can be replaced."""

    def __init__(self, folder: str, writer: Any, searcher: Searcher, analyzer: Analyzer) -> None:
        self._folder = folder
        self._writer = writer
        self._searcher = searcher
        self._analyzer = analyzer
        self._new: dict[str, int] = {}

    def put(self, document: Document) -> None:
        self.drop(document.id)
        fields = self._fields(document)
        with _translated(self._folder):
            self._new[document.id] = self._writer.docnum - self._writer.docbase
            self._writer.add_document(**fields)

    def drop(self, id: str) -> None:
        with _translated(self._folder):
            if (new := self._new.pop(id, None)) is not None:
                # Whoosh's own delete reaches only segments that are already committed.
                self._writer.newsegment.delete_document(new)
            old = self._searcher.document_number(id=id)
            if old is not None and not self._writer.is_deleted(old):
                self._writer.delete_document(old)

    def _fields(self, document: Document) -> dict[str, Any]:
        blocks = {
            part: [self._analyzer.terms(block) for block in texts]
            for part, texts in document.texts.items()
        }
        weighted = [(blocks.get(part, []), weight) for part, weight in TEXT_WEIGHTS.items()]
        found: dict[str, Any] = {
            "id": [document.id],
            "stored": _stored(document),
            stems(None): weighted,
            words(None): weighted,
        }
        for name, field in FIELDS.items():
            if field.kind is Kind.TEXT and name in blocks:
                found[stems(name)] = found[words(name)] = [(blocks[name], 1)]
        if document.published is not None:
            found["date"] = date_terms(document.published)
        return found


def _stored(document: Document) -> tuple[Any, ...]:
    moment = document.published
    published = (moment.value, moment.offset, moment.basis) if moment else None
    return document.id, dict(document.texts), document.source, published, document.url


def _document(searcher: Searcher, number: int) -> Document:
    try:
        id, texts, source, published, url = searcher.stored_fields(number)["stored"]
    except TypeError as error:  # Whoosh subscripts what it has no file for
        raise CorruptIndexError("there is no file of documents") from error
    moment = None
    if published:
        value, offset, basis = published
        moment = Moment(value=value, offset=offset, basis=basis)
    return Document(id=id, texts=texts, source=source, published=moment, url=url)


@contextmanager
def _translated(folder: str, *more: type[Exception]) -> Iterator[None]:
    """Whoosh's exceptions, as Dateline's."""
    try:
        yield
    except index.LockError as error:
        raise ArchiveBusy("another process is writing the index") from error
    except (*_DAMAGE, *more) as error:
        raise ArchiveDamaged(
            f"the index in {folder} cannot be read: {error}",
            hint="delete that folder: the next search builds it anew from the database",
        ) from error
