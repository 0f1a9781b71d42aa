"""The table of runs, and which of them found a file.

An original remembers them as ranges of their numbers: "1-3,7". A folder may be ingested every day,
so that a list of numbers for each of its files would outgrow the rest of the database. Runs follow
each other, and so do the numbers of those that find a file.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.tables.articles import Base, Counter


class RunRow(Base):
    """A run of ingest; see `RecordedRun` in values/archive/runs.py. Rows are never deleted, and no
    number is used twice: columns called `run` refer to it."""

    __tablename__ = "runs"

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    what: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    started: Mapped[str] = mapped_column(Text)
    ended: Mapped[str | None] = mapped_column(Text)
    paths: Mapped[list[str]] = mapped_column(JSON)
    balance: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    undone: Mapped[str | None] = mapped_column(Text)


BEFORE = "0"
"""The ranges of what was found before runs were kept."""


def with_run(ranges: str, run: int) -> str:
    """These ranges with a run that is not before any of them."""
    first, last = _pairs(ranges)[-1]
    if run == last:
        return ranges
    if run == last + 1:
        return _text((*_pairs(ranges)[:-1], (first, run)))
    return f"{ranges},{run}"


def has_run(ranges: str, run: int) -> bool:
    """Whether the run is in these ranges."""
    return any(first <= run <= last for first, last in _pairs(ranges))


def without_run(ranges: str, run: int) -> str:
    """These ranges without a run; "" if there is no other."""
    pairs: list[tuple[int, int]] = []
    for first, last in _pairs(ranges):
        if first <= run <= last:
            pairs += [pair for pair in ((first, run - 1), (run + 1, last)) if pair[0] <= pair[1]]
        else:
            pairs.append((first, last))
    return _text(pairs)


def next_run(ranges: str, run: int) -> int | None:
    """The first run in these ranges that is after this one."""
    return next((max(first, run + 1) for first, last in _pairs(ranges) if last > run), None)


def _pairs(ranges: str) -> list[tuple[int, int]]:
    parts = (part.partition("-") for part in ranges.split(","))
    return [(int(first), int(last or first)) for first, _, last in parts]


def _text(pairs: Iterable[tuple[int, int]]) -> str:
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in pairs)
