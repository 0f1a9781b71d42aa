"""The ids of the articles that a query matches."""

from __future__ import annotations

from itertools import starmap

from dateline.archive.connections import Connections
from dateline.errors import ArchiveBusy
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import plan
from dateline.search.query.ast import Query
from dateline.search.results.pages import check


def article_ids(
    connections: Connections, query: Query, *, with_wrong: bool = False
) -> frozenset[str]:
    """The full ids of all articles that the query matches; `with_wrong` as if no event of theirs
    had been marked as wrong. The index is brought up to date first, if it can be; warns
    (UserWarning) of what it lacks. Raises
    ArchiveBusy while another process makes the index of this archive."""
    try:
        engine, analyzer = connections.current_engine(), connections.index.analyzer
    except ArchiveBusy:
        if connections.store().counts().articles:
            raise
        return frozenset()
    planned = plan(query, analyzer, engine)
    found = engine.matching_ids(planned.engine_query, check(planned, analyzer))
    if not with_wrong:
        return found
    from dateline.search.documents import document as searchable

    store = connections.store()
    matcher = Matcher(query, analyzer)
    documents = list(starmap(searchable, store.annotations.with_wrong_events()))
    matching = {document.id for document in documents if matcher.matches(document)}
    return found.difference(document.id for document in documents) | matching
