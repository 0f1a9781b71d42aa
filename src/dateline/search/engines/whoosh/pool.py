"""The postings of one writing, in memory or in sorted runs on disk. A search never loads this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from whoosh.writing import PostingPool

from dateline.search.engines.whoosh.postings import Rows

PostingLists = dict[str, dict[str | bytes, list[int]]]  # by field and term
Group = tuple[str, bytes, Rows]  # field, term, and some of its postings


class TermPool(PostingPool):
    """The postings of a writing by field and term. Only terms are sorted, which takes half the
    time of Whoosh's own pool. What exceeds the memory limit goes to disk in sorted runs.

    Postings are plain lists of numbers, one or two per term, so that the garbage collector has
    little to visit. One has for each document its number, the weight and, in a field of words, the
    number of positions; the other has the positions.
    """

    def __init__(self, storage: Any, segment: Any, most: int) -> None:
        super().__init__(storage, segment)
        self._most = most
        self._count = 0
        self._weights: PostingLists = {}
        self._places: PostingLists = {}

    def add(self, item: tuple[str, str | bytes, int, float, Sequence[int]]) -> None:
        """Add (field, term, document, weight, positions), as a merge passes them."""
        field, term, document, weight, places = item
        if places:
            self.add_places(field, document, {term: places}, {term: int(weight) - len(places)})
        else:
            self.add_weights(field, document, {term: int(weight)})

    def add_weights(self, field: str, document: int, weights: Mapping[Any, int]) -> None:
        """Add the terms of a document's field. Documents of a field come in ascending order."""
        held = self._weights.setdefault(field, {})
        for term, weight in weights.items():
            if term in held:
                held[term] += (document, weight)
            else:
                held[term] = [document, weight]
        self._added(len(weights))

    def add_places(
        self,
        field: str,
        document: int,
        places: Mapping[Any, Sequence[int]],
        beyond: Mapping[Any, int],
    ) -> None:
        """Add the words of a document's field, each with its positions. The weight of a word is the
        number of its positions and what `beyond` adds."""
        weights = self._weights.setdefault(field, {})
        held = self._places.setdefault(field, {})
        for word, found in places.items():
            count = len(found)
            weight = count + beyond[word] if word in beyond else count
            if word in held:
                weights[word] += (document, weight, count)
                held[word] += found
            else:
                weights[word] = [document, weight, count]
                held[word] = [*found]
        self._added(len(places))

    def add_rows(self, field: str, term: bytes, rows: Rows) -> None:
        """Add a term's postings in documents after all that the pool has of it."""
        heads = self._weights.setdefault(field, {}).setdefault(term, [])
        heads += chain.from_iterable(zip(*rows[:3], strict=True))
        if len(rows) == 4:
            self._places.setdefault(field, {}).setdefault(term, []).extend(rows[3])
        self._added(len(rows[0]))

    def _added(self, count: int) -> None:
        self._count += count
        if self._count >= self._most:
            self.save()

    def save(self) -> None:
        self._settle()
        super().save()

    def items(self) -> Iterator[Group]:
        """(field, term, rows), sorted."""
        self._settle()
        found: Iterator[Group] = super().items()
        return found

    def _settle(self) -> None:
        """Everything added so far is in `current`, sorted. Merges of segments add terms as bytes,
        documents as text."""
        if not self._weights:
            return
        self.current = [
            (field, term, rows)
            for field in sorted(self._weights)
            for term, rows in sorted(
                (term if isinstance(term, bytes) else term.encode(), self._rows(field, term))
                for term in self._weights[field]
            )
        ]
        self._weights.clear()
        self._places.clear()
        self._count = 0

    def _rows(self, field: str, term: str | bytes) -> Rows:
        heads = self._weights[field][term]
        if field not in self._places:
            return heads[::2], heads[1::2]
        return heads[::3], heads[1::3], heads[2::3], self._places[field][term]
