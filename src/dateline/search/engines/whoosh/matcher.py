"""Postings as Whoosh reads them when it merges segments with deleted documents. A search reads
them in `scoring` instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar

from dateline.search.engines.whoosh.postings import Postings


class PostingMatcher(LeafMatcher):
    """The postings of one term, as Whoosh iterates over them. It scores nothing."""

    def __init__(
        self, postings: Postings, format_: Any, term: tuple[str, bytes], scorer: Any
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._postings = postings
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._postings.ids)

    def id(self) -> int:
        return self._postings.ids[self._at]

    def weight(self) -> int:
        return self._postings.weights[self._at]

    def next(self) -> None:
        self._at += 1

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> PostingMatcher:
        made = PostingMatcher.__new__(PostingMatcher)
        made.__dict__.update(self.__dict__)
        return made

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._postings.ids, id, self._at)

    def all_ids(self) -> Iterator[int]:
        return iter(self._postings.ids[self._at :])

    def value(self) -> list[int]:
        """The positions in the current document; none if the field stores none."""
        positional = self.format.fixed_value_size() != 0
        return list(self._postings.places(self._at)) if positional else []
