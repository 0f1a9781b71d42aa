"""The tables of what people decided and keep: nothing else can bring it back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.tables.articles import Base, Id


class ReviewRow(Base):
    """What a person said of the event with this id, and what that event was, in case it is no
    longer coded. The article may not be here: it was deleted, or has not come yet."""

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    right: Mapped[bool]
    sampled: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)
    article: Mapped[str] = mapped_column(Id)
    event_type: Mapped[str] = mapped_column(Text)
    actors: Mapped[list[str]] = mapped_column(JSON)
    recipients: Mapped[list[str]] = mapped_column(JSON)
    sentence: Mapped[str] = mapped_column(Text)


class DecisionRow(Base):
    """An entry of the log of decisions; see values/curation/decisions.py. Rows are added and never
    changed, and deleted only with an article whose text must leave the archive. The article may be
    gone."""

    __tablename__ = "decisions"
    __table_args__ = (Index(None, "article"), Index(None, "action", "at"))

    at: Mapped[str] = mapped_column(String(27), primary_key=True)
    by: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    article: Mapped[str | None] = mapped_column(Id)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)


class SavedSearchRow(Base):
    """A search that a person keeps; see values/listing.py."""

    __tablename__ = "saved_searches"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    query: Mapped[str] = mapped_column(Text)
    match: Mapped[str] = mapped_column(Text)
    plain: Mapped[bool]
    added: Mapped[str] = mapped_column(Text)


class GivenRow(Base):
    """That a version of an article was given to whoever asked for what is new in a saved search."""

    __tablename__ = "given"
    __table_args__ = (
        Index(None, "article", "version"),
        ForeignKeyConstraint(
            ["article", "version"], ["versions.article", "versions.number"], ondelete="CASCADE"
        ),
    )

    search: Mapped[str] = mapped_column(
        ForeignKey("saved_searches.name", ondelete="CASCADE"), primary_key=True
    )
    article: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
