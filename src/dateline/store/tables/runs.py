"""The table of runs."""

from __future__ import annotations

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.tables.articles import Base, Counter


class RunRow(Base):
    """A run of ingest; see `RecordedRun` in values/runs.py. Rows are never deleted, and no number
    is used twice: columns called `run` refer to it."""

    __tablename__ = "runs"

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    what: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    started: Mapped[str] = mapped_column(Text)
    ended: Mapped[str | None] = mapped_column(Text)
    paths: Mapped[list[str]] = mapped_column(JSON)
    balance: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    undone: Mapped[str | None] = mapped_column(Text)
