"""The tables of an archive, as SQLAlchemy sees them. No row leaves this room.

    originals ─┬─ locations         where the bytes were found
               ├─ occurrences ─┐    which record of which file gave which version
               ├─ failures    │     what did not become an article
               └─ versions ───┴─ articles ─┬ pending     what the index still lacks
                                           └ text_keys   which texts are worth comparing

Times are UTC, ISO 8601 to the second, as text: they read the same in every database.
A change here needs a migration beside it; a test compares the two.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite counts up by itself only in a column that is called INTEGER.
Counter = BigInteger().with_variant(Integer, "sqlite")
Id = String(16)
Digest = String(64)


class Base(DeclarativeBase):
    """Every constraint has a name of ours: a migration must name what it drops, and databases
    invent different names."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


class OriginalRow(Base):
    """A file's bytes. `fully_read_by` is the reader and normalizer that once read it to its
    end, and `articles_read` how many articles it found. `withdrawn` says why the bytes are not kept
    any more, though articles that were read from them are. `found_by` are the runs that found
    it, see tables/runs.py."""

    __tablename__ = "originals"

    sha256: Mapped[str] = mapped_column(Digest, primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(Text)
    first_seen: Mapped[str] = mapped_column(Text)
    fully_read_by: Mapped[str | None] = mapped_column(Text)
    articles_read: Mapped[int | None]
    withdrawn: Mapped[str | None] = mapped_column(Text)
    found_by: Mapped[str] = mapped_column(Text, server_default="0")


class LocationRow(Base):
    """A path at which an original was found, first by `run`; `id` keeps the order."""

    __tablename__ = "locations"
    __table_args__ = (UniqueConstraint("original", "path"), Index(None, "path"))

    id: Mapped[int] = mapped_column(Counter, primary_key=True)
    original: Mapped[str] = mapped_column(ForeignKey("originals.sha256"))
    path: Mapped[str] = mapped_column(Text)
    first_seen: Mapped[str] = mapped_column(Text)
    run: Mapped[int | None]


class ArticleRow(Base):
    """An article's identity. `arrival` numbers articles in the order in which they were added,
    `current` is the number of the newest version. See articles/identity.py for `id`, `key` and
    `address`, articles/stories.py for `story`. `text_keys` holds the keys of its text, eight
    bytes each, so that they can be removed again; it is NULL if the text was never compared."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    address: Mapped[str | None] = mapped_column(Text, index=True)
    arrival: Mapped[int] = mapped_column(BigInteger, unique=True)
    copy_of: Mapped[str | None] = mapped_column(ForeignKey("articles.id"), index=True)
    current: Mapped[int]
    story: Mapped[str] = mapped_column(Id, index=True)
    text_keys: Mapped[bytes | None]


class TextKeyRow(Base):
    """A key that the text of the article with this `arrival` has: texts that share one are
    worth comparing. No "rowid": there are sixteen of these for each article. And no foreign key: it
    would need an index of as many rows, or SQLite reads all keys for each article that is
    deleted."""

    __tablename__ = "text_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    arrival: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class VersionRow(Base):
    """One version of an article.

    `published_first` and `published_last` are the calendar days that the printed date may mean.
    Articles with the same `source_key` (values/sources.py) have the same source. `ordinal` and
    `record` are its place in the original, `guid` the publisher's name for the article, `hints`
    what the user stated about the file. `as_read` holds the columns that people corrected, as they
    were read; `replacement` is true for a mended file that a person put in place of what was there.
    `run` is the run that added it.
    """

    __tablename__ = "versions"
    __table_args__ = (
        Index(None, "text_digest"),
        Index(None, "original"),
        Index(None, "source_key", "published"),
        # Partial texts are few: they are counted without reading all other rows. The migration says
        # so to PostgreSQL as well; to say it here would load SQLAlchemy's module for it.
        Index(
            "ix_versions_partial",
            "article",
            "number",
            sqlite_where=text("partial IS NOT NULL"),
        ),
    )

    article: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str | None] = mapped_column(Text)
    subtitle: Mapped[str | None] = mapped_column(Text)
    authors: Mapped[list[str]] = mapped_column(JSON)
    credit: Mapped[list[str]] = mapped_column(JSON)
    dateline: Mapped[str | None] = mapped_column(Text)
    published: Mapped[str | None] = mapped_column(String(19))
    published_offset: Mapped[str | None] = mapped_column(String(6))
    published_basis: Mapped[str | None] = mapped_column(Text)
    published_first: Mapped[date | None]
    published_last: Mapped[date | None]
    updated: Mapped[str | None] = mapped_column(String(19))
    updated_offset: Mapped[str | None] = mapped_column(String(6))
    updated_basis: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    section: Mapped[str | None] = mapped_column(Text)
    source_name: Mapped[str | None] = mapped_column(Text)
    source_domain: Mapped[str | None] = mapped_column(Text)
    source_key: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    canonical_url: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[list[str]] = mapped_column(JSON)
    body: Mapped[str] = mapped_column(Text)
    captions: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    keywords: Mapped[list[str]] = mapped_column(JSON)
    paywalled: Mapped[bool | None]
    partial: Mapped[str | None] = mapped_column(Text)
    dates: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    evidence: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON)
    content_digest: Mapped[str] = mapped_column(Digest)
    row_digest: Mapped[str] = mapped_column(Digest)
    text_digest: Mapped[str | None] = mapped_column(Digest)
    original: Mapped[str] = mapped_column(ForeignKey("originals.sha256"))
    ordinal: Mapped[int]
    record: Mapped[str | None] = mapped_column(Text)
    guid: Mapped[str | None] = mapped_column(Text)
    reader: Mapped[str] = mapped_column(Text)
    warnings: Mapped[list[str]] = mapped_column(JSON)
    hints: Mapped[dict[str, Any]] = mapped_column(JSON)
    added: Mapped[str] = mapped_column(Text)
    as_read: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    replacement: Mapped[bool | None]
    run: Mapped[int | None] = mapped_column(index=True)


class OccurrenceRow(Base):
    """One record of one original, and the version of the article that it is. `run` found it."""

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("original", "ordinal"),
        Index(None, "record_digest"),
        Index(None, "article", "version"),
        ForeignKeyConstraint(["article", "version"], ["versions.article", "versions.number"]),
    )

    id: Mapped[int] = mapped_column(Counter, primary_key=True)
    record_digest: Mapped[str] = mapped_column(Digest)
    original: Mapped[str] = mapped_column(ForeignKey("originals.sha256"))
    ordinal: Mapped[int]
    record: Mapped[str | None] = mapped_column(Text)
    article: Mapped[str] = mapped_column(Id)
    version: Mapped[int]
    run: Mapped[int | None] = mapped_column(index=True)


class FailureRow(Base):
    """What was found at a path and could not be ingested; see `Failure` in values/listing.py.
    `dateline` is the version of Dateline that failed, `at` the time, `hints` what the user stated
    about the file, `run` the last run that met it."""

    __tablename__ = "failures"
    __table_args__ = (
        Index(None, "path", "record"),
        Index(None, "path", "original"),
        Index(None, "original"),
    )

    id: Mapped[int] = mapped_column(Counter, primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    original: Mapped[str | None] = mapped_column(ForeignKey("originals.sha256"))
    ordinal: Mapped[int | None]
    record: Mapped[str | None] = mapped_column(Text)
    disposition: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    tool: Mapped[str] = mapped_column(Text)
    dateline: Mapped[str] = mapped_column(Text)
    hints: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[str] = mapped_column(Text)
    run: Mapped[int | None]


class PendingRow(Base):
    """A change that is not in the index yet: of an article, or of one that was removed. A `seq` is
    never used twice, so that clearing an old change cannot clear a new one."""

    __tablename__ = "pending"
    __table_args__ = (Index(None, "article"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(Counter, primary_key=True)
    article: Mapped[str] = mapped_column(Id)


class IndexStateRow(Base):
    """The one row about the index of this archive; see index_state.py. `archive` is a random id,
    `engine` the name of the index's engine."""

    __tablename__ = "index_state"

    archive: Mapped[str] = mapped_column(String(32), primary_key=True)
    engine: Mapped[str | None] = mapped_column(Text)
    confirmed: Mapped[int]
    announced: Mapped[int]


IS_CURRENT = (ArticleRow.id == VersionRow.article) & (ArticleRow.current == VersionRow.number)
"""Joins articles with their newest versions."""
