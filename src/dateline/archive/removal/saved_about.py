"""Which saved searches would still tell something of articles after these are gone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from dateline.archive.connections import Connections
from dateline.archive.ids import article_ids
from dateline.errors import QueryError
from dateline.search.documents import document
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import DateRange, Leaf, Value, leaves
from dateline.values.listing import SavedSearch

_NAMES_AN_ARTICLE = ("id", "story")


class Doomed:
    """Articles that are about to go, in all their versions."""

    def __init__(self, connections: Connections, articles: frozenset[str]) -> None:
        self._connections = connections
        self._articles = articles

    @cached_property
    def _documents(self) -> list[Document]:
        store = self._connections.store()
        names = store.annotations.search_keys(self._articles)
        labels = store.curation.labels(self._articles)
        found = []
        for id in self._articles:
            *old, current = store.versions(id)
            found += [*map(document, old), document(current, names[id], labels[id])]
        return found

    def queries(self, searches: Iterable[SavedSearch]) -> frozenset[str]:
        """The queries of those searches that have a word, phrase, pattern or id that is found in
        these articles and in no other."""
        return frozenset(search.query for search in searches if self._tells_of_these(search))

    def _tells_of_these(self, search: SavedSearch) -> bool:
        try:
            query = self._connections.parsed(search.query, match=search.match, plain=search.plain)
        except QueryError:  # of an older Dateline
            return False
        return any(map(self._only_these_have, leaves(query)))

    def _only_these_have(self, leaf: Leaf) -> bool:
        if isinstance(leaf, DateRange) or (
            isinstance(leaf, Value) and leaf.field not in _NAMES_AN_ARTICLE
        ):
            return False
        matcher = Matcher(leaf, self._connections.index.analyzer)
        return (
            any(map(matcher.matches, self._documents))
            and not article_ids(self._connections, leaf) - self._articles
        )
