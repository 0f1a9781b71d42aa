"""archive.saved: searches saved under a name."""

from __future__ import annotations

from typing import Literal

from dateline.archive.connections import Connections
from dateline.errors import UsageError
from dateline.values.listing import SavedSearch


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

    def remove(self, name: str) -> None:
        """No saved search has this name. Raises UsageError if none had it."""
        self._connections.store().saved.remove(name)
