"""What may state a date, and which of these say nothing about the article, by the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.normalize.dates.parts import DateReading
from dateline.values.article import Evidence
from dateline.values.moment import DATE_METHODS, Moment

KEPT_ONLY = {
    "other date": "it is in a part of the page that is not the article",
    "captured": "it says when the page was saved",
    "file time": "it says when the file was written",
    "warc header": "it says when the page was fetched",
    "mhtml header": "it says when the page was saved",
}
_IN_TEXT = ("date line", "dateline", "running head")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One thing that may state a date: for which `field`, its text, and how that reads."""

    field: str
    text: str
    method: str
    where: str
    reading: DateReading
    evidence: Evidence | None = None

    @property
    def moment(self) -> Moment | None:
        """What it says about its field; None if there is a doubt."""
        return self.reading.moment if self.reading.doubt is None else None


def sifted(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The entries that may be of the article."""
    return _without_footers(_without_making(_without_wrong_guesses(entries)))


def _without_wrong_guesses(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The entries without what htmldate guesses, if the page says that this day is of a change or
    of something else, and without lines of the text if it is of something else."""
    other: set[date] = set()
    changed: set[date] = set()
    for entry in entries:
        if entry.reading.moment is None:
            continue
        day = entry.reading.moment.first_day
        if entry.method == "other date":
            other.add(day)
        elif entry.reading.doubt:
            other.add(day)
            changed.add(day)
        elif entry.field == "updated":
            changed.add(day)

    def is_wrong(entry: LedgerEntry) -> bool:
        day = entry.moment.first_day if entry.moment is not None else None
        if entry.method == "htmldate":
            return day in changed  # it does not see the other parts of the page
        return entry.where == "text" and entry.method == "date line" and day in other

    return [entry for entry in entries if not is_wrong(entry)]


def _without_making(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The entries without the change that a document states for the day on which it was made, if
    its text prints a date: then it was made of a story that was there before."""
    properties = [entry for entry in entries if entry.method == "document properties"]
    made = {e.moment.first_day for e in properties if e.field == "published" and e.moment}
    if not any(entry.moment and entry.method in _IN_TEXT for entry in entries):
        return list(entries)
    return [
        entry
        for entry in entries
        if not (
            entry.method == "document properties"
            and entry.field == "updated"
            and entry.moment is not None
            and entry.moment.first_day in made
        )
    ]


def _without_footers(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The entries without dates of the page's footer, if the page dates the article elsewhere:
    they are of the site, or of the page as a file."""
    stated = DATE_METHODS[: DATE_METHODS.index("footer")]
    if not any(entry.moment and entry.method in stated for entry in entries):
        return list(entries)
    return [entry for entry in entries if entry.method != "footer"]
