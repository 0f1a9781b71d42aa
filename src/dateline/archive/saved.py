"""archive.saved: searches saved under a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from dateline.archive.connections import Connections, none_if_all
from dateline.archive.ids import article_ids
from dateline.errors import UsageError
from dateline.search.engines.base import Order
from dateline.search.results.pages import PageRequest, pages_of
from dateline.values.listing import SavedSearch
from dateline.values.search.results import ALL, All, Page


class SavedSearches:
    """The saved searches of an archive, in its database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(
        self,
        name: str,
        text: str,
        *,
        match: Literal["all", "any"] = "all",
        plain: bool = False,
    ) -> None:
        """The query is saved under this name. Raises QueryError for text that is not a query, and
        UsageError for an empty name or a name that is taken."""
        if not name.strip():
            raise UsageError("a name needs at least one letter")
        self._connections.parsed(text, match=match, plain=plain)
        self._connections.store().saved.add(name, text, match=match, plain=plain)

    def all(self) -> tuple[SavedSearch, ...]:
        """Every saved search, by name."""
        return self._connections.store().saved.all()

    def get(self, name: str) -> SavedSearch:
        """The saved search with this name. Raises UsageError if there is none."""
        return self._connections.store().saved.get(name)

    @contextmanager
    def new(
        self,
        name: str,
        *,
        limit: int | All = ALL,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        fragments: int = 3,
        context: int = 0,
    ) -> Iterator[Iterator[Page]]:
        """What the saved search finds and has not given yet: pages with up to `limit` hits in all,
        whose `total` is how many are new. Use it in a `with`: at its end the hits of the pages that
        were taken count as given, and after an error none.

        A version of an article is given once under a name, whenever it came and whatever made it
        match. A search that is removed and saved again has given nothing. Raises UsageError if
        there is no such search, and ArchiveBusy if another process is writing: this one holds the
        write lock until the end.
        """
        from dateline.ingest.index import index_pending

        with self._connections.changing(alone=True) as store:
            saved = store.saved.get(name)
            query = self._connections.parsed(saved.query, match=saved.match, plain=saved.plain)
            if not self._connections.is_current:
                self._connections.close_index()
                index_pending(store, self._connections.index)
            found = store.saved.not_given(name, article_ids(self._connections, query))
            taken: list[str] = []
            request = PageRequest(
                none_if_all(limit), Order(sort), fragments=fragments, context=context
            )
            pages = pages_of(
                frozenset(found),
                saved.query,
                query,
                self._connections.current_engine(),
                self._connections.index.analyzer,
                request,
            )
            yield _noting(pages, taken)
            store.saved.give(name, {id: found[id] for id in taken})

    def remove(self, name: str) -> None:
        """No saved search has this name. Raises UsageError if none had it."""
        self._connections.store().saved.remove(name)


def _noting(pages: Iterator[Page], taken: list[str]) -> Iterator[Page]:
    """The pages; the ids of their hits are added to `taken` as they are asked for."""
    for page in pages:
        taken.extend(hit.id for hit in page.hits)
        yield page
