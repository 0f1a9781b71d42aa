"""The seam to a search engine: the Engine protocol and the values that cross it.

An engine keeps Documents and finds those that a Query means, which `matching` defines; it
ranks them by `ranking`. To add one: a module under `engines/` with a class that satisfies
`Engine`, a line in `index.ENGINES`, and its name in the contract tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from dateline.search.fields import Document
from dateline.search.query import Query


class Match(NamedTuple):
    """A document found, and its score: higher is better, comparable within one answer only."""

    score: float
    document: Document


class Matches(NamedTuple):
    """The best matches, best first (equal scores: by id), and how many there are in all."""

    total: int
    best: tuple[Match, ...]


class Writer(Protocol):
    """Changes to an index. They take effect together when the engine's `writing` ends."""

    def put(self, document: Document) -> None:
        """The index holds this document, in place of any with the same id."""

    def drop(self, id: str) -> None:
        """The index holds no document with this id."""


class Engine(Protocol):
    """An index of documents.

    Its own library's exceptions never leave it: a damaged index is ArchiveDamaged, one that
    another process writes is ArchiveBusy.
    """

    name: str

    def search(self, query: Query, *, limit: int) -> Matches:
        """The documents that `query` means as of the last finished writing."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Everything done with the writer, or, where an exception ends it, nothing."""

    def count(self) -> int:
        """How many documents the index holds."""

    def close(self) -> None:
        """Files and memory are let go; the engine is of no more use."""


def put_all(engine: Engine, documents: Iterable[Document]) -> None:
    """The engine holds all these documents, written in one go."""
    with engine.writing() as writer:
        for document in documents:
            writer.put(document)
