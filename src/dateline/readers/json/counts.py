"""How many articles a JSON file says that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.readers.json.keys import folded
from dateline.values.outcome import Count

_OF_LIST = frozenset(
    ("count", "articlecount", "articlescount", "itemcount", "numarticles", "numitems")
)
"""Keys that count the list in the same object."""

_OF_SEARCH = frozenset(
    ("total", "totalresults", "totalcount", "totalarticles", "totalitems", "numfound", "totalhits")
)
"""Keys that count all results of a search, of which the file may be one page: NewsAPI's
totalResults, Solr's numFound."""


@dataclass(slots=True)
class StatedCount:
    """How many articles are in an object's lists, as far as its keys have said. The first key that
    counts the list is used, else the first that counts a search."""

    key: str = ""
    count: int | None = None
    of_list: bool = False

    def observe(self, key: str, value: object) -> None:
        """Consider one key of the object, with its value."""
        name = folded(key)
        known = name in _OF_LIST or (name in _OF_SEARCH and self.count is None)
        if not known or self.of_list or not isinstance(value, int) or isinstance(value, bool):
            return
        if value >= 0:
            self.key, self.count, self.of_list = key, value, name in _OF_LIST

    def compare(self, found: int) -> Iterator[Count]:
        """The stated count, if there is one, with how many articles were found."""
        if self.count is not None:
            yield Count(
                declared=self.count,
                found=found,
                where=f"key {self.key}",
                of_search=not self.of_list,
            )
