"""The tables of what was read in articles. All of it can be derived again.

    articles ── annotations ─┬─ names      a person or organization of an article, all mentions
                             ├─ places     a place of an article, all mentions
                             ├─ quotes
                             └─ reports    events

An article without a row in `annotations` is not annotated: whatever changes the text of its
current version deletes that row, and with it all rows below. Spans are [part, start, end] in that
version; their words are read from it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.tables.articles import Base, Id


class Codes(TypeDecorator[tuple[str, ...]]):
    """Codes without spaces in them, as " PAK MIL ": so a search for one is a search in text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _: Dialect) -> str:
        return f" {' '.join(value or ())} "

    def process_result_value(self, value: str | None, _: Dialect) -> tuple[str, ...]:
        return tuple((value or "").split())


def _of_an_article() -> Mapped[str]:
    return mapped_column(ForeignKey("annotations.article", ondelete="CASCADE"), primary_key=True)


class AnnotationRow(Base):
    """That the current version of an article is annotated: by which `coder` and which version of
    Dateline, when, and its search keys, as annotations/search_keys.py has them. `error` says what
    went wrong; then nothing was read. `sentences` and `times` are those of the article, which no
    list shows. `digest` is that of this row and all below it, see annotations/digests.py."""

    __tablename__ = "annotations"
    __table_args__ = (Index(None, "error"),)

    article: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    coder: Mapped[str] = mapped_column(Text)
    dateline: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)
    search_keys: Mapped[list[Any]] = mapped_column(JSON)
    times: Mapped[list[Any]] = mapped_column(JSON)
    sentences: Mapped[list[Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64), server_default="")


class NameRow(Base):
    """A person or an organization of one article; see names.py for `folded`, `ends` and
    `acronym`. `forms` are the words it is named with, `spans` [part, start, end, rule,
    dictionary] of each mention."""

    __tablename__ = "names"
    __table_args__ = (
        Index(None, "kind", "folded"),
        Index(None, "kind", "ends"),
        Index(None, "acronym"),
    )

    article: Mapped[str] = _of_an_article()
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    ends: Mapped[str] = mapped_column(Text)
    acronym: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(Text)
    mentions: Mapped[int]
    forms: Mapped[list[str]] = mapped_column(JSON)
    spans: Mapped[list[Any]] = mapped_column(JSON)


class PlaceRow(Base):
    """A place of one article, with the `forms` that it is named with; `spans` are [part, start,
    end, confidence, rule, dictionary] of each mention."""

    __tablename__ = "places"
    __table_args__ = (Index(None, "code"), Index(None, "geonameid"))

    article: Mapped[str] = _of_an_article()
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float]
    longitude: Mapped[float]
    resolution: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    geonameid: Mapped[int | None]
    mentions: Mapped[int]
    forms: Mapped[list[str]] = mapped_column(JSON)
    spans: Mapped[list[Any]] = mapped_column(JSON)


class QuoteRow(Base):
    """One quote. `folded` is the name of who said it, as names.py folds it."""

    __tablename__ = "quotes"
    __table_args__ = (Index(None, "folded"),)

    article: Mapped[str] = _of_an_article()
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    folded: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(Text)
    span: Mapped[list[Any]] = mapped_column(JSON)
    speaker: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    cue: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    rule: Mapped[str] = mapped_column(Text)
    dictionary: Mapped[str | None] = mapped_column(Text)


class ReportRow(Base):
    """One event that a sentence reports. Searches use `actor_codes` and `target_codes`. `first_day`
    and `last_day` are the days that its date may mean, `place_code` is the country of its
    place."""

    __tablename__ = "reports"
    __table_args__ = (
        Index(None, "article", "number", unique=True),
        Index(None, "event_type", "first_day"),
        Index(None, "first_day", "last_day"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    article: Mapped[str] = mapped_column(ForeignKey("annotations.article", ondelete="CASCADE"))
    number: Mapped[int]
    event_type: Mapped[str] = mapped_column(Text)
    modes: Mapped[tuple[str, ...]] = mapped_column(Codes)
    contexts: Mapped[tuple[str, ...]] = mapped_column(Codes)
    actors: Mapped[list[Any]] = mapped_column(JSON)
    recipients: Mapped[list[Any]] = mapped_column(JSON)
    actor_codes: Mapped[tuple[str, ...]] = mapped_column(Codes)
    target_codes: Mapped[tuple[str, ...]] = mapped_column(Codes)
    date_value: Mapped[str | None] = mapped_column(String(19))
    date_offset: Mapped[str | None] = mapped_column(String(6))
    date_basis: Mapped[str | None] = mapped_column(Text)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    place: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    place_code: Mapped[str | None] = mapped_column(Text)
    negated: Mapped[bool] = mapped_column(Boolean)
    future: Mapped[bool] = mapped_column(Boolean)
    background: Mapped[bool] = mapped_column(Boolean)
    claim: Mapped[bool] = mapped_column(Boolean)
    span: Mapped[list[Any]] = mapped_column(JSON)
    sentence: Mapped[list[Any]] = mapped_column(JSON)
    rule: Mapped[str] = mapped_column(Text)
    dictionary: Mapped[str | None] = mapped_column(Text)
