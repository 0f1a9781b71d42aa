"""When an article was published, and when it was changed last: the ledger, and the rule.

Everything that may say so is a line of the ledger. The article's field is the first line, in the
order of DATE_METHODS and within one method in the file's order, that reads as a date and is not
more than a day after the clock of the run. JSON-LD has a term for the first publication
(https://schema.org/datePublished), and a paper prints its date beside the headline; meta tags are
of many kinds, and what stands elsewhere may belong to another story. Where the dates beside the
headline are of several days, they are not all of this story, and count after meta tags, microdata
and the address. Then two corrections:

- Where that line gives a time in UTC, and another says the same instant on a clock of its own, or
  the calendar day before or after that the instant falls on somewhere, that one counts: a paper
  dates its stories by its own clock.
- Where that line gives no time, the first line that is the same and finer counts.

Lines of KEPT_ONLY never count: they say when a file was made, not when its story came out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dateline.normalize.dates.parse import DateReading
from dateline.normalize.evidence import FieldValue
from dateline.values.article import DateCandidate, Evidence
from dateline.values.moment import DATE_METHODS, Moment

_BESIDE = ("time tag", "date text")  # what stands beside the headline
_BESIDE_LATER = (
    *(
        method
        for method in DATE_METHODS[: DATE_METHODS.index("date line")]
        if method not in _BESIDE
    ),
    *_BESIDE,
    *DATE_METHODS[DATE_METHODS.index("date line") :],
)
KEPT_ONLY = {
    "captured": "it says when the page was saved",
    "file time": "it says when the file was written",
    "warc header": "it says when the page was fetched",
    "mhtml header": "it says when the page was saved",
}
_ON_THE_PAGE = ("json-ld", "meta", "microdata", "url", "time tag", "date text", "dateline")
MAX_LINES = 60
"""Beyond that, later lines of the same method are left out of the ledger."""

_UTC = "+00:00"
_LATE = timedelta(days=1)  # the calendar day may already be the next one east of the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """Something that may say a date: of which `field`, what it says, and what that means."""

    field: str
    text: str
    method: str
    where: str
    reading: DateReading
    evidence: Evidence | None = None

    @property
    def moment(self) -> Moment | None:
        return self.reading.moment


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the rule found, and every line with the reason why it does or does not count.
    `doubt` is the first ambiguity, where no date was found."""

    published: FieldValue[Moment] | None
    updated: FieldValue[Moment] | None
    doubt: Evidence | None
    dates: tuple[DateCandidate, ...]


def ledger_of(lines: Sequence[LedgerEntry], now: datetime | None) -> Ledger:
    """The ledger of these lines, by the clock `now`; without one no date is in the future."""
    methods = DATE_METHODS if _agree(lines) else _BESIDE_LATER
    rank = {method: place for place, method in enumerate(methods)}
    ordered = sorted(dict.fromkeys(lines), key=lambda line: rank.get(line.method, len(rank)))
    ordered = ordered[:MAX_LINES]
    published, why = _chosen([line for line in ordered if line.field == "published"], now)
    updated, why_updated = _chosen([line for line in ordered if line.field == "updated"], now)
    chosen = {"published": published, "updated": updated}
    reasons = {"published": why, "updated": why_updated}
    dates = [_candidate(line, chosen.get(line.field), reasons, now) for line in ordered]
    dates.sort(key=lambda date: (date.field != "published", not date.chosen))
    doubts = (line for line in ordered if line.field == "published" and line.reading.doubt)
    doubt = next(map(_doubt, doubts), None) if published is None else None
    return Ledger(
        published=_found(published, why),
        updated=_found(updated, why_updated),
        doubt=doubt,
        dates=tuple(dates),
    )


def _agree(lines: Sequence[LedgerEntry]) -> bool:
    """Whether all dates beside the headline are of one day."""
    near = [x for x in lines if x.field == "published" and x.method in _BESIDE and x.moment]
    return len({line.moment.first_day for line in near if line.moment}) == 1


def _doubt(line: LedgerEntry) -> Evidence:
    return Evidence(method="none", text=line.text, where=line.where, note=line.reading.doubt)


def _chosen(lines: Sequence[LedgerEntry], now: datetime | None) -> tuple[LedgerEntry | None, str]:
    """The line that counts, and why."""
    read = [line for line in lines if line.moment and line.method not in KEPT_ONLY]
    past = [line for line in read if not _is_future(line.moment, now)]
    if not read:
        return None, ""
    if not past:
        return read[0], "the only dates are after the clock of the run"
    first = past[0]
    for line in past[1:]:
        if _is_finer(line.moment, first.moment):
            return line, f"finer than the date of {first.method}, and the same"
    local = [line for line in past[1:] if line.method in _ON_THE_PAGE]
    if not any(_is_local(line.moment, first.moment, days=0) for line in local):
        for line in local:
            if _is_same_instant(line.moment, first.moment):
                return line, f"the same instant as {first.method}, on the site's own clock"
            if _is_local(line.moment, first.moment, days=1):
                return line, f"the day of the same moment as {first.method}, where it was printed"
    return first, f"first in the order of methods: {first.method}"


def _is_finer(moment: Moment | None, other: Moment | None) -> bool:
    """Whether the one gives the time, or the day, that the other leaves out."""
    if moment is None or other is None or len(other.value) > 10:
        return False
    return moment.value.startswith(other.value) and len(moment.value) > len(other.value)


def _is_same_instant(moment: Moment | None, utc: Moment | None) -> bool:
    if moment is None or utc is None or moment.offset in (None, _UTC) or len(moment.value) < 16:
        return False
    return _is_utc(utc) and abs(_instant(moment) - _instant(utc)) < timedelta(minutes=1)


def _is_local(moment: Moment | None, utc: Moment | None, *, days: int) -> bool:
    """Whether the one, without a zone, is that many calendar days from the other, which is in
    UTC, and is the day of the same moment somewhere between UTC-12 and UTC+14."""
    if moment is None or utc is None or moment.offset is not None or len(moment.value) < 10:
        return False
    if not _is_utc(utc) or abs((moment.first_day - utc.first_day).days) != days:
        return False
    instant = _instant(utc)
    west, east = instant - timedelta(hours=12), instant + timedelta(hours=14)
    return west.date() <= moment.first_day <= east.date()


def _is_utc(moment: Moment) -> bool:
    return moment.offset == _UTC and len(moment.value) >= 16


def _instant(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment.value + (moment.offset or _UTC))


def _is_future(moment: Moment | None, now: datetime | None) -> bool:
    return moment is not None and now is not None and moment.first_day > (now + _LATE).date()


def _found(line: LedgerEntry | None, why: str) -> FieldValue[Moment] | None:
    if line is None or line.moment is None:
        return None
    evidence = line.evidence or Evidence(
        method=line.method, text=line.text, where=line.where, note=line.reading.note
    )
    if "clock of the run" in why:
        evidence = replace(evidence, note=why)
        return FieldValue(replace(line.moment, basis=f"{line.moment.basis}; {why}"), evidence)
    return FieldValue(line.moment, evidence)


def _candidate(
    line: LedgerEntry,
    chosen: LedgerEntry | None,
    reasons: dict[str, str],
    now: datetime | None,
) -> DateCandidate:
    if line is chosen:
        reason = reasons[line.field]
        if line.reading.note:
            reason += f"; {line.reading.note}"
    elif line.moment is None:
        reason = line.reading.doubt or "it reads as no date"
    elif line.method in KEPT_ONLY:
        reason = KEPT_ONLY[line.method]
    elif _is_future(line.moment, now):
        reason = "it is after the clock of the run"
    else:
        reason = f"{chosen.method} counts before it" if chosen else ""
        if chosen and chosen.method == line.method:
            reason = f"another {line.method} counts before it"
    return DateCandidate(
        field=line.field,
        text=line.text,
        method=line.method,
        where=line.where,
        moment=line.moment,
        chosen=line is chosen,
        reason=reason,
    )
