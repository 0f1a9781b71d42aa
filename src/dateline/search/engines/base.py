"""The seam to a search engine: the Engine protocol and the values that cross it.

An engine keeps Documents, indexes of each what `indexing.entries` gives, and finds those that a
Core means; it ranks them by `ranking`. To add one: a module under `engines/` with a class that
satisfies `Engine`, a line in `index.ENGINES`, and its name in the contract tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from functools import partial
from typing import NamedTuple, Protocol

from dateline.search.engine_query import EngineQuery, TermDictionary
from dateline.search.fields import Document
from dateline.values.results import Hit


class Order(StrEnum):
    """How answers are sorted; equal ones by id. NEWEST and OLDEST are by the printed date of
    publication, one that is known to the month or year only after all that it may be, undated
    articles last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Position(NamedTuple):
    """Where a match stands in an order: what it is sorted by, then its id."""

    key: float | str
    id: str


class EngineMatch(NamedTuple):
    """A document found: what a list shows of it, without snippets, and how to read it whole,
    which takes longer."""

    hit: Hit
    read: Callable[[], Document]

    @property
    def score(self) -> float:
        return self.hit.score

    @property
    def document(self) -> Document:
        """The document, read now."""
        return self.read()


class EngineResult(NamedTuple):
    """How many documents match; the first of them in the order asked for, as a list shows them,
    without snippets; how to read one of these whole, by its place among them, which takes
    longer; and for each facet asked for how many of all have which value. Scores: higher is
    better, comparable within one answer only."""

    total: int
    hits: tuple[Hit, ...]
    read: Callable[[int], Document]
    facets: Mapping[str, Mapping[str, int]] = {}

    @property
    def best(self) -> tuple[EngineMatch, ...]:
        return tuple(EngineMatch(hit, partial(self.read, at)) for at, hit in enumerate(self.hits))


class EngineRequest(NamedTuple):
    """What is wanted of the documents that are found.

    `limit` is how many (None: all), `after` the position that they come after. `keep` tells of a
    document that was found whether it is meant: what it turns down counts nowhere. `facets` are
    names of `facets.FACETS`.
    """

    limit: int | None = 10
    order: Order = Order.RELEVANCE
    after: Position | None = None
    keep: Callable[[Document], bool] | None = None
    facets: tuple[str, ...] = ()


class IndexWriter(Protocol):
    """Changes to an index. They take effect together when the engine's `writing` ends."""

    def put(self, document: Document) -> None:
        """The index holds this document, in place of any with the same id."""

    def drop(self, id: str) -> None:
        """The index holds no document with this id."""


class Engine(TermDictionary, Protocol):
    """An index of documents.

    Its own library's exceptions never leave it: a damaged index is ArchiveDamaged, one that
    another process writes is ArchiveBusy.
    """

    name: str
    batch: int  # how many documents one writing takes in well

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        """The documents that `query` means as of the last finished writing."""

    def score(self, query: EngineQuery, id: str) -> float | None:
        """The score that a search for `query` gives the document with this full id; None where it
        does not find it. Quicker than that search: the document is not read."""

    def writing(self) -> AbstractContextManager[IndexWriter]:
        """Everything done with the writer, or, where an exception ends it, nothing."""

    def count(self) -> int:
        """How many documents the index holds."""

    def ids(self) -> Iterator[str]:
        """The id of each document that the index holds, in order."""

    def close(self) -> None:
        """Files and memory are let go; the engine is of no more use."""


def engine_result(
    total: int,
    best: Iterable[tuple[float, Document]],
    facets: Mapping[str, Mapping[str, int]],
) -> EngineResult:
    """The matches where the first have been read already, each with its score."""
    read = tuple(best)
    hits = (
        Hit(one.id, score, one.title, one.source, one.published, one.url) for score, one in read
    )
    return EngineResult(total, tuple(hits), lambda at: read[at][1], facets)


def put_all(engine: Engine, documents: Iterable[Document]) -> None:
    """The engine holds all these documents, written in one go."""
    with engine.writing() as writer:
        for document in documents:
            writer.put(document)
