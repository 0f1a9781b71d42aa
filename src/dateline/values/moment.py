"""Moment: a date or time exactly as precise as it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

# Where a day of publication can come from, best first: the methods of the ledger of dates, and what
# a search for them may name.
DATE_METHODS = (
    "corrected",
    "json-ld", "json key", "column", "front matter", "feed", "mail header",
    "nitf", "newsml", "newsml-g2", "reuters xml", "sgml element", "factiva", "lexisnexis",
    "proquest",
    "time tag", "date text",
    "meta", "microdata", "url",
    "date line", "dateline", "running head", "date line elsewhere", "footer", "htmldate",
    "time tag elsewhere", "date text elsewhere",
    "document properties", "inferred from caption", "file name",
)  # fmt: skip


class Precision(StrEnum):
    """How much of a Moment was given; the rest is unknown, not zero."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


_BY_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
_BY_LENGTH |= {13: Precision.HOUR, 16: Precision.MINUTE, 19: Precision.SECOND}
_SHAPE = "0000-00-00T00:00:00"
_EARLIEST = "0001-01-01T00:00:00"  # what the parts that a value leaves out are checked with


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date or time on the clock and calendar of whoever printed it.

    `value` is a prefix of ISO 8601 (`2025`, `2025-07`, `2025-07-18`, `2025-07-18T14:30`): its
    length is its precision. `offset` is the UTC offset that was printed with it (`+05:00`), or
    None if there was none; no zone is ever assumed. `basis` says in words what it is based on.
    Raises ValueError for a value or offset that is malformed.
    """

    value: str
    offset: str | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        value = self.value
        if len(value) not in _BY_LENGTH or not _shaped(value, _SHAPE):
            raise ValueError(f"not a date or time: {value!r}")
        datetime.fromisoformat(value + _EARLIEST[len(value) :])
        if self.offset is not None and not (
            self.offset[:1] in ("+", "-")
            and _shaped(self.offset[1:], "00:00")
            and len(self.offset) == 6
            and self.offset[1:3] < "24"
            and self.offset[4:] < "60"
        ):
            raise ValueError(f"not a UTC offset: {self.offset!r}")

    @property
    def precision(self) -> Precision:
        return _BY_LENGTH[len(self.value)]

    @property
    def first_day(self) -> date:
        """The earliest calendar day that this may mean, as printed (not moved to UTC)."""
        year, month, day = (*map(int, self.value[:10].split("-")), 1, 1)[:3]
        return date(year, month, day)

    @property
    def last_day(self) -> date:
        """The latest calendar day that this may mean, as printed."""
        first = self.first_day
        if self.precision is Precision.YEAR:
            return date(first.year, 12, 31)
        if self.precision is Precision.MONTH:
            return last_of_month(first)
        return first


def last_of_month(day: date) -> date:
    """The last day of its month. Without `calendar`, which loads the locales: a cold search does
    without them."""
    if day.month == 12:
        return day.replace(day=31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)


def _shaped(text: str, shape: str) -> bool:
    """Whether the text has digits and marks where `shape` has them, as far as it goes."""
    pairs = zip(text, shape, strict=False)
    return all(c in "0123456789" if s == "0" else c == s for c, s in pairs)
