"""What is handed to the store."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.values.article import Article, Original
from dateline.values.context import UserHints


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeItem:
    """One normalized article, and where it comes from.

    `original` is the file, already put into the store's originals; its `locations` and
    `record` are ignored. `path` is where the file was found; `ordinal` (from 0) and
    `where` ("line 7", or None if the record is the file) identify the record in it, and
    `record_digest` is the sha256 of that record's bytes. `reader` is its reader's name and
    version ("html 1"); `warnings` are sentences for a person. `guid` is the publisher's own name
    for the article, if the file states one.
    """

    article: Article
    record_digest: str
    original: Original
    ordinal: int
    path: str
    reader: str
    where: str | None = None
    guid: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where the text of a version of an article was read: the original, found at `path`, what a
    person `hints` said of it, and the digest of the record in it, None if it is no longer known
    which it was. `added` is when, UTC, ISO 8601."""

    article: str
    version: int
    original: Original
    path: str
    record_digest: str | None
    hints: UserHints
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FullyRead:
    """The original was read to its end by `tool` and held `articles` records, none of which
    failed or was rejected."""

    sha256: str
    tool: str
    articles: int
