"""The default engine: Whoosh, pure Python, in a folder of its own.

Whoosh stores terms as given: words are split, folded and stemmed before they reach it, and its
queries, scorers and highlighter are not used. Text is indexed twice, as stems without positions
and as exact words with positions; each TEXT field of `fields.FIELDS` has such a pair of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from heapq import nsmallest
from typing import TYPE_CHECKING

from whoosh import index
from whoosh.reading import CorruptIndexError, IndexReader

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import AllOf, EngineQuery, Term, TermKind
from dateline.search.engines.base import EngineRequest, EngineResult, Order, engine_result
from dateline.search.engines.entries import deserialize
from dateline.search.engines.facets import comes_after, date_of, sort_key
from dateline.search.engines.facets import count as count_facets
from dateline.search.engines.whoosh.errors import CONTENTS_DAMAGE, translated
from dateline.search.engines.whoosh.schema import field_name, schema
from dateline.search.engines.whoosh.scoring import scored
from dateline.search.fields import Document

if TYPE_CHECKING:  # a search writes nothing
    from dateline.search.engines.whoosh.writer import WhooshWriter

# Postings in memory, some 200 MB, before a writing must sort on disk, at half the speed.
_MOST_POSTINGS = 1_500_000


Column = Callable[[int], str]


class WhooshEngine:
    """An Engine over a Whoosh index in `folder`, which is created if missing."""

    name = "whoosh"
    batch = 1200

    def __init__(self, folder: str, analyzer: Analyzer) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._reader: IndexReader | None = None
        # Of that reader: data that would take long to read again.
        self._columns: dict[str, Column] = {}
        self._vocabularies: dict[str, list[str]] = {}
        with translated(folder, *CONTENTS_DAMAGE):
            if not os.path.isdir(folder):
                os.makedirs(folder)
                index.create_in(folder, schema())
            self._index = index.open_dir(folder, schema=schema())

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        reader, found = self._found(query, request.keep)
        with translated(self._folder):
            return engine_result(
                len(found),
                (
                    (-lost, _document(reader, number))
                    for lost, number in _first(self._column, found, request)
                ),
                count_facets(self._packed(found), request.facets) if request.facets else {},
            )

    def matching_ids(
        self, query: EngineQuery, keep: Callable[[Document], bool] | None = None
    ) -> frozenset[str]:
        _, found = self._found(query, keep)
        if not found:
            return frozenset()
        with translated(self._folder):
            return frozenset(map(self._column("id"), (number for _, number in found)))

    def _found(
        self, query: EngineQuery, keep: Callable[[Document], bool] | None
    ) -> tuple[IndexReader, list[tuple[float, int]]]:
        """The scores, negated, and the numbers of the documents that are meant."""
        with translated(self._folder):
            reader = self._current_reader()
            found = scored(reader, query)
        if keep is not None:  # whose errors are not Whoosh's
            read = self._read(reader, found)
            found = [match for match, document in read if keep(document)]
        return reader, found

    def _read(
        self, reader: IndexReader, scored: list[tuple[float, int]]
    ) -> Iterator[tuple[tuple[float, int], Document]]:
        with translated(self._folder):
            for match in scored:
                yield match, _document(reader, match[1])

    def score(self, query: EngineQuery, id: str) -> float | None:
        with translated(self._folder):
            found = scored(self._current_reader(), AllOf((Term(id, TermKind.VALUES, "id"), query)))
        return -found[0][0] if found else None

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Sequence[str]:
        with translated(self._folder):
            reader, name = self._current_reader(), field_name(field, terms)
            if not reader.doc_count_all():
                return ()
            if prefix:
                return [term.decode() for term in reader.expand_prefix(name, prefix.encode())]
            if name not in self._vocabularies:
                found = reader.expand_prefix(name, b"")
                self._vocabularies[name] = [term.decode() for term in found]
            return self._vocabularies[name]

    def frequency(self, term: Term) -> int:
        with translated(self._folder):
            reader = self._current_reader()
            return int(reader.doc_frequency(field_name(term.field, term.terms), term.text))

    @contextmanager
    def writing(self) -> Iterator[WhooshWriter]:
        from dateline.search.engines.whoosh.segment_writer import DatelineSegmentWriter
        from dateline.search.engines.whoosh.writer import WhooshWriter

        with translated(self._folder):
            writer = DatelineSegmentWriter(self._index, _MOST_POSTINGS)
        try:
            with translated(self._folder):
                searcher = self._index.searcher()
            with searcher:
                yield WhooshWriter(self._folder, writer, searcher, self._analyzer)
        except BaseException:
            writer.cancel()
            raise
        with translated(self._folder):
            writer.commit()

    def count(self) -> int:
        with translated(self._folder):
            return int(self._index.doc_count())

    def ids(self) -> Iterator[str]:
        with translated(self._folder):
            numbers = list(self._current_reader().all_doc_ids())
            yield from sorted(map(self._column("id"), numbers)) if numbers else ()

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._index.close()

    def _current_reader(self) -> IndexReader:
        """A reader of the current index; another process may have written to it.

        Whoosh could use readers of the state before again. It would keep those of segments in which
        documents have been deleted, and with them those documents.
        """
        if (
            self._reader is not None
            and self._reader.generation() != self._index.latest_generation()
        ):
            self._reader.close()
            self._reader = None
            self._columns.clear()
            self._vocabularies.clear()
        if self._reader is None:
            self._reader = self._index.reader()
        return self._reader

    def _column(self, name: str) -> Column:
        """What is kept under this name of each document of the present reader, by number."""
        if name not in self._columns:
            column = self._current_reader().column_reader(name)

            def value(number: int) -> str:
                found = column[number]
                if not found:  # Whoosh's default
                    raise CorruptIndexError(f"the file of {name} is gone")
                return str(found)

            self._columns[name] = value
        return self._columns[name]

    def _packed(self, scored: list[tuple[float, int]]) -> Iterator[str]:
        packed = self._column("packed")
        return (packed(number) for _, number in scored)


def _first(
    column: Callable[[str], Column], scored: list[tuple[float, int]], request: EngineRequest
) -> list[tuple[float, int]]:
    """The first matches in the requested order; equal ones by id."""
    if not scored:
        return []
    limit = len(scored) if request.limit is None else request.limit
    if request.order is Order.RELEVANCE and request.after is None:
        scored = _promising(scored, limit)
    ids = column("id")
    packed = column("packed") if request.order is not Order.RELEVANCE else None

    def place(match: tuple[float, int]) -> tuple[bool, float | str, str]:
        lost, number = match
        dated, key = sort_key(request.order, -lost, date_of(packed(number)) if packed else "")
        return dated, key, ids(number)

    placed = [(place(match), match) for match in scored]
    if request.after is not None:
        placed = [pair for pair in placed if comes_after(pair[0], request.after)]
    placed.sort(key=lambda pair: pair[0][2])
    placed.sort(key=lambda pair: pair[0][:2], reverse=True)
    return [match for _, match in placed[:limit]]


def _promising(scored: list[tuple[float, int]], limit: int) -> list[tuple[float, int]]:
    """The matches that may be among the first `limit` by score, whatever their ids."""
    kept = nsmallest(limit, scored)
    return [match for match in scored if match[0] <= kept[-1][0]] if kept else []


def _document(reader: IndexReader, number: int) -> Document:
    try:
        stored = reader.stored_fields(number)["stored"]
    except TypeError as error:  # Whoosh subscripts None if the file is missing
        raise CorruptIndexError("there is no file of documents") from error
    return deserialize(stored)
