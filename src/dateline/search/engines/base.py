"""The Engine protocol, and the values that go in and out of an engine.

An engine stores Documents, indexes the `entries` of each, finds those that an EngineQuery matches
and ranks them by `ranking`. To add one: a package under `engines/` with a class that satisfies
`Engine`, a line in `ENGINES` of `storage/folder.py`, and its name in the contract tests.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from functools import partial
from typing import NamedTuple, Protocol

from dateline.search.engine_query import EngineQuery, TermDictionary
from dateline.search.indexed import Document
from dateline.values.search.results import Hit


class Order(StrEnum):
    """How hits are sorted; equal ones by id. NEWEST and OLDEST are by the printed date of
    publication: one that is known only to the month or year comes after all days in it, undated
    articles come last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Position(NamedTuple):
    """The position of a match in an order: its sort key, then its id."""

    key: float | str
    id: str


class EngineMatch(NamedTuple):
    """A document that was found: what a list shows of it, without snippets, and a function that
    reads the whole document, which takes longer."""

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
    """How many documents match; the first of them in the requested order, as a list shows them,
    without snippets; a function that reads the whole document by its number among these, which
    takes longer; and for each requested facet the number of matches per value. Scores: higher is
    better, comparable within one result only."""

    total: int
    hits: tuple[Hit, ...]
    read: Callable[[int], Document]
    facets: Mapping[str, Mapping[str, int]] = {}

    @property
    def best(self) -> tuple[EngineMatch, ...]:
        return tuple(EngineMatch(hit, partial(self.read, at)) for at, hit in enumerate(self.hits))


class Check(NamedTuple):
    """What an index cannot decide: of the documents found, those that `doubtful` also matches are
    read, and matches only if `keep` returns true. The others match without being read."""

    doubtful: EngineQuery
    keep: Callable[[Document], bool]
    verdicts: dict[Hashable, bool]  # on documents that were read, for the searches that follow

    def keeps(self, document: Hashable, read: Callable[[], Document]) -> bool:
        """Whether it keeps a document, which has this key in the state of the index that is read;
        it is read once."""
        if document not in self.verdicts:
            self.verdicts[document] = self.keep(read())
        return self.verdicts[document]


class EngineRequest(NamedTuple):
    """Which of the documents found to return, and in which order.

    `limit` is their number (None: all), `after` the position that they come after. A document that
    the `check` turns down is not counted anywhere. `facets` are names of `facets.FACETS`.
    """

    limit: int | None = 10
    order: Order = Order.RELEVANCE
    after: Position | None = None
    check: Check | None = None
    facets: tuple[str, ...] = ()


class IndexWriter(Protocol):
    """Changes to an index. All take effect together when the engine's `writing` ends, and are on
    disk then."""

    def put(self, document: Document) -> None:
        """The index has this document, in place of any with the same id."""

    def drop(self, id: str) -> None:
        """The index has no document with this id."""


class Engine(TermDictionary, Protocol):
    """An index of documents.

    It never raises its library's exceptions: a damaged index is ArchiveDamaged, an index that
    another process writes to is ArchiveBusy.
    """

    name: str
    batch: int  # a good number of documents for one writing

    def search(self, query: EngineQuery, request: EngineRequest) -> EngineResult:
        """The documents that `query` matches as of the last finished writing."""

    def matching_ids(self, query: EngineQuery, check: Check | None = None) -> frozenset[str]:
        """The ids of all documents that `query` means and `check` does not turn down."""

    def score(self, query: EngineQuery, id: str) -> float | None:
        """The score that a search for `query` gives the document with this full id; None if it
        does not match. Quicker than that search: the document is not read."""

    def writing(self) -> AbstractContextManager[IndexWriter]:
        """All changes of the writer take effect at the end, or none if an exception is raised."""

    def ids(self) -> Iterator[str]:
        """The id of each document in the index, in order."""

    def close(self) -> None:
        """Files and memory are released; the engine cannot be used any more."""


def engine_result(
    total: int,
    best: Iterable[tuple[float, Document]],
    facets: Mapping[str, Mapping[str, int]],
) -> EngineResult:
    """The result if the best documents have already been read, each with its score."""
    read = tuple(best)
    hits = (
        Hit(
            id=document.id,
            score=score,
            title=document.title,
            source=document.source,
            published=document.published,
            url=document.url,
        )
        for score, document in read
    )
    return EngineResult(total, tuple(hits), lambda at: read[at][1], facets)


def put_all(engine: Engine, documents: Iterable[Document]) -> None:
    """The engine has all these documents, written in one writing."""
    with engine.writing() as writer:
        for document in documents:
            writer.put(document)
