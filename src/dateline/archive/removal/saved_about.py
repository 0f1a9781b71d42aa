"""Which saved searches would still tell something of articles after these are gone."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.archive.connections import Connections
from dateline.archive.ids import article_ids
from dateline.errors import QueryError
from dateline.search.documents import document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import DateRange, Leaf, Value, leaves
from dateline.values.listing import SavedSearch

_NAMES_AN_ARTICLE = ("id", "story")


class Doomed:
    """Articles that are about to go, in all their versions."""

    def __init__(self, connections: Connections, articles: frozenset[str]) -> None:
        self._connections = connections
        self._articles = articles
        store = connections.store()
        names = store.annotations.search_keys(articles)
        labels = store.curation.labels(articles)
        self._documents = [document(store.article(id), names[id], labels[id]) for id in articles]
        self._documents += [document(old) for id in articles for old in store.versions(id)[:-1]]

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
