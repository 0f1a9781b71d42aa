"""The engine on a server: OpenSearch, for archives that are too large for one machine, or that
several machines search and write.

Readers see a writing when it ends, by a refresh of all shards. OpenSearch has no transaction over
shards: for the moment of the refresh a search may see the changes of some shards and not yet those
of others. If a shard starts again in the middle of a writing, or the writing fails in it (the
server is lost), what was sent of it may be seen before the rest. The database still has all these
changes as pending then, and the next writing sends them again.

Each writing has a number, larger than all before, which is the external version of what it
writes. So a request that arrives late never overwrites what a later writing wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import EngineQuery, OneWord, Term, TermKind
from dateline.search.engines.base import Check, EngineRequest, EngineResult, Order, Position
from dateline.search.engines.facets import (
    comes_after,
    count,
    most_first,
    pack,
    sort_position,
)
from dateline.search.engines.opensearch.dictionary import (
    facet_aggregations,
    facet_counts,
    frequencies,
    listed,
)
from dateline.search.engines.opensearch.hits import (
    PAGE,
    Found,
    Place,
    found_hits,
    frozen,
    wholly,
)
from dateline.search.engines.opensearch.query import (
    EVERYTHING,
    Native,
    Translator,
    both,
    scored_words,
    unscored,
    without,
)
from dateline.search.engines.opensearch.schema import index_body
from dateline.search.engines.opensearch.server import Server
from dateline.search.engines.opensearch.writer import Writer

_Facets = Mapping[str, Mapping[str, int]]


def create(server: Server, index: str, numbers: str, metadata: Mapping[str, str]) -> None:
    """There is a new, empty index with this name and metadata, for an engine."""
    server.ask("PUT", f"/{index}", index_body(metadata))
    server.ask("PUT", f"/{numbers}/_doc/{index}", {})


class OpenSearchEngine:
    """An Engine over the index with this name, which exists. `numbers` is the index in which a
    document with the same name counts its writings."""

    name = "opensearch"
    batch = 2500

    def __init__(self, server: Server, index: str, numbers: str, analyzer: Analyzer) -> None:
        self._server = server
        self._index = index
        self._numbers = f"/{numbers}/_doc/{index}"
        self._analyzer = analyzer
        self._known = 0
        self._vocabularies: dict[tuple[str | None, TermKind], Mapping[str, int]] = {}

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        translator = self._translator(query)
        native = translator.query(query)
        limit, check = request.limit, request.check
        if check is None and limit is not None and limit <= PAGE:  # one request answers it
            return self._result({"index": self._index}, native, None, request)
        with frozen(self._server, self._index) as place:
            doubtful = unscored(translator.query(check.doubtful)) if check else None
            return self._result(place, native, doubtful, request)

    def _result(
        self, place: Place, native: Native, doubtful: Native | None, request: EngineRequest
    ) -> EngineResult:
        server, check = self._server, request.check
        certain = without(native, doubtful) if doubtful else native
        hits, answer = found_hits(
            server,
            place,
            certain,
            request.order,
            request.after,
            request.limit,
            counted=facet_aggregations(request.facets),
        )
        best, total = list(hits), answer["hits"]["total"]["value"]
        facets: _Facets = facet_counts(server, place, certain, request.facets, answer)
        if check is not None and doubtful is not None:
            both_match = both(native, doubtful)
            for kept in self._kept(place, both_match, check, whole=bool(request.facets)):
                total += len(kept)
                packed = (pack(found.read()) for found in kept if request.facets)
                facets = _sums(facets, count(packed, request.facets))
                heads = [found.without_rest() for found in kept]
                best = _first(best + heads, request)
            best = wholly(server, place, best)
        shown = tuple(found.hit for found in best)
        return EngineResult(total, shown, lambda at: best[at].read(), facets)

    def _kept(
        self, place: Place, doubted: Native, check: Check, *, whole: bool = False
    ) -> Iterator[list[Found]]:
        """Those of the hits that the check keeps, some at a time. Hits that it has seen before are
        read only if they are to be `whole`."""
        hits, _ = found_hits(self._server, place, doubted, None, whole=False)
        while some := list(islice(hits, PAGE)):
            to_read = [found for found in some if whole or found.key not in check.verdicts]
            read = {found.key: found for found in wholly(self._server, place, to_read)}
            some = [read.get(found.key, found) for found in some]
            yield [found for found in some if check.keeps(found.key, found.read)]

    def matching_ids(self, query: EngineQuery, check: Check | None = None) -> frozenset[str]:
        translator = Translator(0, {})
        native = translator.query(query)
        with frozen(self._server, self._index) as place:
            if check is None:
                hits, _ = found_hits(self._server, place, native, None, whole=False)
                return frozenset(found.hit.id for found in hits)
            doubtful = translator.query(check.doubtful)
            hits, _ = found_hits(self._server, place, without(native, doubtful), None, whole=False)
            certain = frozenset(found.hit.id for found in hits)
            kept = self._kept(place, both(native, doubtful), check)
            return certain.union(found.hit.id for some in kept for found in some)

    def score(self, query: EngineQuery, id: str) -> float | None:
        native = both(self._translator(query).query(query), {"ids": {"values": [id]}})
        place = {"index": self._index}
        hits, _ = found_hits(self._server, place, native, Order.RELEVANCE, limit=1, whole=False)
        return next((found.hit.score for found in hits), None)

    def terms(self, field: str | None, terms: TermKind, prefix: str = "") -> Mapping[str, int]:
        if prefix:
            return listed(self._server, self._index, field, terms, prefix)
        writings = self._writings()
        if writings != self._known:
            self._vocabularies.clear()
            self._known = writings
        if (field, terms) not in self._vocabularies:
            self._vocabularies[field, terms] = listed(self._server, self._index, field, terms)
        return self._vocabularies[field, terms]

    def frequency(self, word: Term | OneWord) -> int:
        (having,), _ = frequencies(self._server, self._index, [word])
        return having

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        writer = Writer(self._analyzer)
        yield writer
        writer.finish(self._server, self._index, self._next_number())
        self._server.ask("POST", f"/{self._index}/_refresh")
        self._next_number()  # now other processes do not use the terms any more that they know

    def count(self) -> int:
        found: int = self._server.ask("GET", f"/{self._index}/_count")["count"]
        return found

    def ids(self) -> Iterator[str]:
        with frozen(self._server, self._index) as place:
            hits, _ = found_hits(self._server, place, EVERYTHING, Order.RELEVANCE, whole=False)
            for found in hits:
                yield found.hit.id

    def close(self) -> None:
        self._vocabularies.clear()

    def _translator(self, query: EngineQuery) -> Translator:
        words = list(dict.fromkeys(scored_words(query)))
        if not words:
            return Translator(0, {})
        having, documents = frequencies(self._server, self._index, words)
        return Translator(documents, dict(zip(words, having, strict=True)))

    def _next_number(self) -> int:
        """A number larger than all that were returned before, to any process."""
        found: int = self._server.ask("PUT", self._numbers, {})["_version"]
        return found

    def _writings(self) -> int:
        """A number that is larger after each writing."""
        found: int = self._server.ask("GET", self._numbers, params={"_source": "false"})["_version"]
        return found


def _first(found: list[Found], request: EngineRequest) -> list[Found]:
    """The first of these in the requested order, after the requested position."""
    placed = [(sort_position(each.hit, request.order), each) for each in found]
    if request.after is not None:
        after: Position = request.after
        placed = [entry for entry in placed if comes_after(entry[0], after)]
    placed.sort(key=lambda entry: entry[0][2])
    placed.sort(key=lambda entry: entry[0][:2], reverse=True)
    return [each for _, each in islice(placed, request.limit)]


def _sums(some: _Facets, others: _Facets) -> _Facets:
    return {
        facet: most_first(Counter(counts) + Counter(others[facet]))
        for facet, counts in some.items()
    }
