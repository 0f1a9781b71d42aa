"""The tables of what people decided and keep: nothing else can bring it back."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.tables.articles import Base, Counter, Id


class ReviewRow(Base):
    """What a person said of the event with this id, and what that event was, in case it is no
    longer coded."""

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    right: Mapped[bool]
    sampled: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)
    article: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    event_type: Mapped[str] = mapped_column(Text)
    actors: Mapped[list[str]] = mapped_column(JSON)
    recipients: Mapped[list[str]] = mapped_column(JSON)
    sentence: Mapped[str] = mapped_column(Text)


class DecisionRow(Base):
    """What a person decided of an entity, see values/events.py; `id` keeps the order."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(Counter, primary_key=True)
    change: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    other: Mapped[str | None] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)


class SavedSearchRow(Base):
    """A search that a person keeps; see values/listing.py."""

    __tablename__ = "saved_searches"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    query: Mapped[str] = mapped_column(Text)
    match: Mapped[str] = mapped_column(Text)
    plain: Mapped[bool]
    added: Mapped[str] = mapped_column(Text)
