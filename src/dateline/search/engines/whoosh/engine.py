"""The default engine: Whoosh, pure Python, in a folder of its own.

Whoosh writes and merges segments; they are read without it, see `segments`. Terms are indexed as
given: words are split, folded and stemmed before. Text is indexed twice, as stems without positions
and as exact words with positions; each TEXT field of `fields.FIELDS` has such a pair of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from dateline.errors import ArchiveBusy
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import AllOf, EngineQuery, OneWord, Term, TermKind
from dateline.search.engines.base import Check, EngineRequest, EngineResult, Order, engine_result
from dateline.search.engines.entries import deserialize, from_bytes, terms_field
from dateline.search.engines.facets import comes_after, date_of, sort_key
from dateline.search.engines.facets import count as count_facets
from dateline.search.engines.whoosh import contents
from dateline.search.engines.whoosh.errors import translated
from dateline.search.engines.whoosh.postings import inflate
from dateline.search.engines.whoosh.scoring import frequency, scored
from dateline.search.engines.whoosh.segments import IndexReader
from dateline.search.indexed import Document

if TYPE_CHECKING:  # a search writes nothing
    from dateline.search.engines.whoosh.writer import WhooshWriter

# Postings in memory, some 200 MB, before a writing must sort on disk, at half the speed.
_MOST_POSTINGS = 1_500_000


class WhooshEngine:
    """An Engine over a Whoosh index in `folder`, which is created if missing."""

    name = "whoosh"
    batch = 1200

    def __init__(self, folder: str, analyzer: Analyzer) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._reader: IndexReader | None = None
        self._seen: tuple[int, int] | None = None
        self._vocabularies: dict[str, Mapping[str, int]] = {}  # of that reader; read in a long time
        with translated(folder):
            if not os.path.isdir(folder):
                os.makedirs(folder)
                contents.write(folder, ())
            self._current_reader()

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        reader, found = self._found(query, request.check)
        with translated(self._folder):
            return engine_result(
                len(found),
                (
                    (-lost, _document(reader, number))
                    for lost, number in _first(reader, found, request)
                ),
                count_facets(_packed(reader, found), request.facets) if request.facets else {},
            )

    def matching_ids(self, query: EngineQuery, check: Check | None = None) -> frozenset[str]:
        reader, found = self._found(query, check)
        with translated(self._folder):
            return frozenset(_text(reader, "id", number) for _, number in found)

    def _found(
        self, query: EngineQuery, check: Check | None
    ) -> tuple[IndexReader, list[tuple[float, int]]]:
        """The scores, negated, and the numbers of the documents that are meant."""
        with translated(self._folder):
            reader = self._current_reader()
            found = scored(reader, query)
            doubtful = {number for _, number in scored(reader, check.doubtful)} if check else ()
        if check is not None and doubtful:
            found = [
                match
                for match in found
                if match[1] not in doubtful
                or check.keeps((reader, match[1]), partial(self._read, reader, match[1]))
            ]
        return reader, found

    def _read(self, reader: IndexReader, number: int) -> Document:
        with translated(self._folder):  # not around a check, whose errors are not the index's
            return _document(reader, number)

    def score(self, query: EngineQuery, id: str) -> float | None:
        with translated(self._folder):
            found = scored(self._current_reader(), AllOf((Term(id, TermKind.VALUES, "id"), query)))
        return -found[0][0] if found else None

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Mapping[str, int]:
        with translated(self._folder):
            reader, name = self._current_reader(), terms_field(field, terms)
            if prefix:
                return reader.terms(name, prefix)
            if name not in self._vocabularies:
                self._vocabularies[name] = reader.terms(name, "")
            return self._vocabularies[name]

    def frequency(self, word: Term | OneWord) -> int:
        with translated(self._folder):
            return frequency(self._current_reader(), word)

    @contextmanager
    def writing(self) -> Iterator[WhooshWriter]:
        from whoosh.index import LockError

        from dateline.search.engines.whoosh.segment_writer import DatelineSegmentWriter
        from dateline.search.engines.whoosh.writer import WhooshWriter

        try:
            with translated(self._folder):
                writer = DatelineSegmentWriter(self._folder, _MOST_POSTINGS)
        except LockError as error:
            raise ArchiveBusy("another process is writing the index") from error
        try:
            with translated(self._folder):
                reader = IndexReader(self._folder)
            with closing(reader):
                yield WhooshWriter(self._folder, writer, reader, self._analyzer)
            with translated(self._folder):
                writer.commit()
        except BaseException:
            if not writer.is_closed:
                with suppress(OSError):  # on a full disk this fails as well
                    writer.cancel()
            raise

    def count(self) -> int:
        with translated(self._folder):
            return self._current_reader().doc_count

    def ids(self) -> Iterator[str]:
        with translated(self._folder):
            reader = self._current_reader()
            yield from sorted(_text(reader, "id", number) for number in reader.documents())

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()

    def _current_reader(self) -> IndexReader:
        """A reader of the current index; another process may have written to it."""
        if (seen := contents.state(self._folder)) != self._seen:
            if self._reader is not None:
                self._reader.close()
            self._reader, self._seen = None, None
            self._vocabularies.clear()
        if self._reader is None:
            self._reader, self._seen = self._opened(seen), seen
        return self._reader

    def _opened(self, seen: tuple[int, int]) -> IndexReader:
        try:
            return IndexReader(self._folder)
        except FileNotFoundError:
            if (now := contents.state(self._folder)) == seen:
                raise
            return self._opened(now)  # another process wrote meanwhile


def _first(
    reader: IndexReader, scored: list[tuple[float, int]], request: EngineRequest
) -> list[tuple[float, int]]:
    """The first matches in the requested order; equal ones by id."""
    limit = len(scored) if request.limit is None else request.limit
    if request.order is Order.RELEVANCE and request.after is None:
        scored = _promising(scored, limit)
    found = list(zip(_keys(reader, scored, request.order), scored, strict=True))
    if request.after is not None:
        border = request.after.key != "", request.after.key
        found = [entry for entry in found if entry[0] <= border]
        limit += sum(entry[0] == border for entry in found)
    if limit < len(found):  # ids are read of those only that may be on the page
        first = nlargest(limit, [key for key, _ in found])
        found = [entry for entry in found if first and entry[0] >= first[-1]]
    placed = [((*key, _text(reader, "id", match[1])), match) for key, match in found]
    if request.after is not None:
        placed = [pair for pair in placed if comes_after(pair[0], request.after)]
    placed.sort(key=lambda pair: pair[0][2])
    placed.sort(key=lambda pair: pair[0][:2], reverse=True)
    return [match for _, match in placed[: request.limit]]


def _keys(
    reader: IndexReader, scored: list[tuple[float, int]], order: Order
) -> Iterator[tuple[bool, float | str]]:
    """The sort key of each match."""
    if order is Order.RELEVANCE:
        return (sort_key(order, -lost, "") for lost, _ in scored)
    return (sort_key(order, 0.0, date_of(packed)) for packed in _packed(reader, scored))


def _promising(scored: list[tuple[float, int]], limit: int) -> list[tuple[float, int]]:
    """The matches that may be among the first `limit` by score, whatever their ids."""
    kept = nsmallest(limit, scored)
    return [match for match in scored if match[0] <= kept[-1][0]] if kept else []


def _packed(reader: IndexReader, scored: list[tuple[float, int]]) -> Iterator[str]:
    return map(bytes.decode, reader.values("packed", [number for _, number in scored]))


def _text(reader: IndexReader, column: str, number: int) -> str:
    return reader.value(column, number).decode()


def _document(reader: IndexReader, number: int) -> Document:
    return deserialize(from_bytes(inflate(reader.value("stored", number))))
