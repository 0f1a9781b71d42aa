"""What the writer of a form is given beside the values that it writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from dateline.values.article import ArchivedArticle, Original


class Shelf(Protocol):
    """The archive that is exported, as far as a form may ask it: see `dateline.Archive`."""

    def open(self, original: Original) -> BinaryIO:
        """A stream of a file that is kept, which fails at its end if the bytes are others than
        those that were ingested."""

    def earlier(self, article: ArchivedArticle) -> tuple[ArchivedArticle, ...]:
        """The versions of the article before this one, oldest first."""

    def decisions(self) -> Iterator[str]:
        """The lines of a file of decisions, as `dateline decisions export` writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One export. `query` is the query whose articles these are; None if they are all, or were
    named by their ids. `fields` are those of `Form.fields` to write, in that order. `made` is when
    it began: UTC, ISO 8601."""

    query: str | None
    fields: tuple[str, ...]
    made: str
    shelf: Shelf
