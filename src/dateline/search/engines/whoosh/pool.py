"""The postings of one writing, in memory or in sorted runs on disk. A search never loads this."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from struct import Struct
from typing import Any

from whoosh.writing import PostingPool

from dateline.search.engines.whoosh.postings import Rows

PostingLists = dict[str, dict[str | bytes, list[int]]]  # by field and term
_GROUP = Struct("=6I")  # the sizes of field, term and four rows
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

    def _write_run(self, file: Any, groups: Iterable[Group]) -> None:
        """Write them as numbers and texts: what reads Whoosh's own form runs what it says."""
        for field, term, rows in groups:
            sizes = (len(field), len(term), *map(len, rows), *([0] * (4 - len(rows))))
            file.write(_GROUP.pack(*sizes))
            file.write(field.encode() + term)
            file.write(array("I", chain.from_iterable(rows)).tobytes())
        file.close()

    def _read_run(self, path: str) -> Iterator[Group]:
        with closing(self._open_run(path)) as file:
            while head := file.read(_GROUP.size):
                of_field, of_term, *sizes = _GROUP.unpack(head)
                field, term = file.read(of_field).decode(), file.read(of_term)
                numbers = iter(array("I", file.read(4 * sum(sizes))))
                rows = [list(islice(numbers, size)) for size in sizes]
                yield field, term, tuple(rows if rows[2] else rows[:2])
        self._remove_run(path)

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
