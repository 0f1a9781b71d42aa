"""The fast embedded engine: tantivy, Rust behind Python, in a folder of its own.

Scores are tantivy's BM25, whose k1 is fixed at 1.2 where `ranking` has 1.5 to 2.0: the order of a
single word's articles is the same; for several words, a second occurrence of one adds less.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING

import tantivy
from tantivy import Occur, Query

from dateline.durable import exclusive, storing, sync_folder
from dateline.errors import ArchiveBusy
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import AllOf, EngineQuery, OneWord, Term, TermKind
from dateline.search.engines.base import Check, EngineRequest, EngineResult
from dateline.search.engines.entries import terms_field
from dateline.search.engines.facets import count as count_facets
from dateline.search.engines.facets import most_first, pack
from dateline.search.engines.tantivy.errors import DAMAGE, Guard
from dateline.search.engines.tantivy.hits import FoundHit, first_hits, leading, ranked, sort_field
from dateline.search.engines.tantivy.links import linked
from dateline.search.engines.tantivy.packing import Packer
from dateline.search.engines.tantivy.query import (
    EVERYTHING,
    Translator,
    all_of,
    unscored,
)
from dateline.search.engines.tantivy.schema import (
    ID,
    NEWEST,
    OLDEST,
    hit,
    schema,
    whole,
)
from dateline.search.indexed import Document

if TYPE_CHECKING:  # a search writes nothing
    from dateline.search.engines.tantivy.writer import TantivyWriter

_HEAP_BYTES = 128_000_000  # postings in memory before they become a segment


class TantivyEngine:
    """An Engine over a tantivy index in `folder`, which is created if missing."""

    name = "tantivy"
    # Each writing makes a segment, and each segment repeats the words: of 2,225 articles the index
    # is a twentieth smaller than in two writings of 1,200. A killed rebuild loses one writing.
    batch = 2500

    def __init__(self, folder: str, analyzer: Analyzer) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._meta = os.path.join(folder, "meta.json")
        self._schema = schema()
        self._seen: tuple[int, int] | None = None
        self._vocabularies: dict[str, Mapping[str, int]] = {}
        self._guard = Guard(folder)
        self._packer = Packer(folder)
        with self._guard:
            if not os.path.isdir(folder):
                os.makedirs(folder)
                tantivy.Index(self._schema, folder)
                self._share()
            self._may_write = os.access(folder, os.W_OK)
            self._index = self._open()

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        with self._guard:
            searcher = self._current_searcher()
            translator = Translator(self._schema, searcher)
            native = certain = translator.query(query)
            sorting = sort_field(query, request.order)
            if request.check is not None:
                doubtful = unscored(translator.query(request.check.doubtful))
                certain = all_of((Occur.Must, native), (Occur.MustNot, doubtful))
                doubted = all_of((Occur.Must, native), (Occur.Must, doubtful))
                to_read, _ = ranked(searcher, doubted, sorting, searcher.num_docs)
            hits, total = leading(searcher, certain, sorting, request)
            facets = _facets(searcher, certain, request.facets)
        if request.check is not None:  # whose errors are not tantivy's
            kept = [hit for hit in to_read if self._keeps(request.check, searcher, hit[1])]
            hits, total = [*hits, *kept], total + len(kept)
            documents = (self._read(searcher, at) for _, at in kept if request.facets)
            packed = map(pack, documents)
            facets = _sums(facets, count_facets(packed, request.facets))
        with self._guard:
            best = first_hits(searcher, hits, sorting, request)
            if sorting in (NEWEST, OLDEST):
                best = self._with_scores(searcher, native, best)
        shown = tuple([hit for hit, _ in best])
        return EngineResult(total, shown, lambda at: self._read(searcher, best[at][1]), facets)

    def matching_ids(self, query: EngineQuery, check: Check | None = None) -> frozenset[str]:
        found = self.search(query, EngineRequest(limit=None, check=check))
        return frozenset(hit.id for hit in found.hits)

    def score(self, query: EngineQuery, id: str) -> float | None:
        with self._guard:
            searcher = self._current_searcher()
            this = AllOf((Term(id, TermKind.VALUES, "id"), query))
            hits, _ = ranked(searcher, Translator(self._schema, searcher).query(this), None, 1)
        return hits[0][0] if hits else None

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Mapping[str, int]:
        with self._guard:
            searcher, name = self._current_searcher(), terms_field(field, terms)
            if prefix:
                return dict(sorted(searcher.terms_with_prefix(name, prefix)))
            if name not in self._vocabularies:
                self._vocabularies[name] = dict(sorted(searcher.terms_with_prefix(name, "")))
            return self._vocabularies[name]

    def frequency(self, word: Term | OneWord) -> int:
        with self._guard:
            return Translator(self._schema, self._current_searcher()).frequency(word)

    @contextmanager
    def writing(self) -> Iterator[TantivyWriter]:
        from dateline.search.engines.tantivy.writer import TantivyWriter, check_memory

        # tantivy's own lock is not enough: its refusal cannot be distinguished from damage.
        with ExitStack() as stack:
            try:
                with storing(self._folder):
                    stack.enter_context(exclusive(os.path.join(self._folder, "writing.lock")))
            except BlockingIOError as error:
                raise ArchiveBusy("another process is writing the index") from error
            with self._guard:
                check_memory(_HEAP_BYTES)
                writer = self._index.writer(_HEAP_BYTES, 1)
            try:
                open_writer = TantivyWriter(self._guard, writer, self._analyzer, self._packer)
                yield open_writer
                open_writer.finish()
            except BaseException:
                with suppress(ValueError, OSError):  # on a full disk this fails as well
                    writer.rollback()
                    writer.wait_merging_threads()
                raise
            with self._guard:
                writer.commit()
                writer.wait_merging_threads()
                self._share()
                sync_folder(self._folder)  # tantivy itself does not wait for the last name

    def count(self) -> int:
        with self._guard:
            return self._current_searcher().num_docs

    def ids(self) -> Iterator[str]:
        with self._guard:
            # With a filter: the plain list of terms still has those of dropped documents.
            found = self._current_searcher().terms_with_prefix(ID, "", filter_query=EVERYTHING)
            ids = sorted(id for id, _ in found)
        return iter(ids)

    def close(self) -> None:
        self._vocabularies.clear()

    def _open(self) -> tantivy.Index:
        """The current index."""
        self._opened = self._state()  # if it were missing, tantivy would create an empty index
        try:
            with nullcontext(self._folder) if self._may_write else linked(self._folder) as place:
                index = tantivy.Index(self._schema, place)
                index.config_reader("manual")
                return index
        except DAMAGE:
            if self._may_write or self._opened == self._state():
                raise
            return self._open()  # another process wrote meanwhile

    def _share(self) -> None:
        """Whoever may read the folder's other files may read those that tantivy makes for its user
        alone."""
        for name in ("meta.json", ".managed.json"):
            path = os.path.join(self._folder, name)
            if os.stat(path).st_uid == os.geteuid():
                os.chmod(path, os.stat(self._folder).st_mode & 0o666)

    def _state(self) -> tuple[int, int]:
        """A state that changes with each commit, because that replaces the file."""
        meta = os.stat(self._meta)
        return meta.st_ino, meta.st_mtime_ns

    def _current_searcher(self) -> tantivy.Searcher:
        """A searcher on the current index; another process may have written to it."""
        seen = self._state()
        if seen != self._seen:
            if self._may_write:
                self._index.reload()
            elif seen != self._opened:
                self._index = self._open()
            self._searcher = self._index.searcher()
            self._vocabularies.clear()
            self._packer.forget()
            self._seen = seen
        return self._searcher

    def _keeps(self, check: Check, searcher: tantivy.Searcher, address: tantivy.DocAddress) -> bool:
        key = searcher, address.segment_ord, address.doc
        return check.keeps(key, partial(self._read, searcher, address))

    def _read(self, searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Document:
        with self._guard:
            return whole(searcher.doc(address), self._packer.unpack)

    def _with_scores(
        self, searcher: tantivy.Searcher, native: Query, found: list[FoundHit]
    ) -> list[FoundHit]:
        """The same hits with their scores, which a search in another order does not return."""
        these = unscored(Query.term_set_query(self._schema, ID, [hit.id for hit, _ in found]))
        native = all_of((Occur.Must, native), (Occur.Must, these))
        hits, _ = ranked(searcher, native, None, len(found))
        scored = (hit(searcher.doc(address), score) for score, address in hits)
        scores = {scored_hit.id: scored_hit.score for scored_hit in scored}
        return [(one._replace(score=scores[one.id]), address) for one, address in found]


def _facets(
    searcher: tantivy.Searcher, native: Query, facets: Iterable[str]
) -> Mapping[str, Mapping[str, int]]:
    # tantivy's aggregations fail if there are more than 65,000 values.
    return {
        facet: most_first(
            dict(searcher.terms_with_prefix(f"facet.{facet}", "", filter_query=native))
        )
        for facet in facets
    }


_Facets = Mapping[str, Mapping[str, int]]


def _sums(some: _Facets, others: _Facets) -> _Facets:
    return {
        facet: most_first(Counter(counts) + Counter(others[facet]))
        for facet, counts in some.items()
    }
