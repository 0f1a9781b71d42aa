"""The ids of the articles that a query matches."""

from __future__ import annotations

from itertools import starmap

from dateline.archive.connections import Connections
from dateline.search.engines.base import EngineRequest
from dateline.search.query.ast import Query
from dateline.search.results.pages import run_query


def article_ids(
    connections: Connections, query: Query, *, with_wrong: bool = False
) -> frozenset[str]:
    """The full ids of all articles that the query matches; `with_wrong` as if no event of theirs
    had been marked as wrong. The index is brought up to date first, if it can be."""
    if connections.index.stale:
        connections.catch_up()
    engine, analyzer = connections.engine(), connections.index.analyzer
    if engine is None:
        return frozenset()
    result, _ = run_query(query, engine, analyzer, EngineRequest(limit=None))
    found = frozenset(hit.id for hit in result.hits)
    if not with_wrong:
        return found
    from dateline.search.documents import document
    from dateline.search.matching.matcher import Matcher

    store = connections.store()
    documents = list(starmap(document, store.annotations.with_wrong_events()))
    matcher = Matcher(query, analyzer)
    matching = {one.id for one in documents if matcher.matches(one)}
    return found.difference(one.id for one in documents) | matching
