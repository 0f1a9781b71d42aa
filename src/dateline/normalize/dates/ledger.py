"""When an article was published, and when it was last updated: the ledger of dates, and the rule.

Everything that may state such a date is an entry of the ledger. The field's value is the first
entry, by the order of DATE_METHODS and then by the file's order, that can be read as a date and is
at most one day after the time of the run. JSON-LD has a term for the first publication
(https://schema.org/datePublished), and a paper prints its date beside the headline. Meta tags are
of many kinds, and dates elsewhere may belong to another story. If the dates beside the headline
differ in their day, not all of them are of this story, and they count after meta tags, microdata
and the address. Then there are two corrections:

- If that entry has a time in UTC, another one may give the same instant with its own offset, or
  the calendar day before or after, on which the instant falls somewhere. Then that one counts: a
  paper dates its stories by its own clock.
- If that entry has no time, the first entry with the same date in more detail counts.

Entries of KEPT_ONLY never count: they say when a file was made, not when its story was published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dateline.normalize.dates.entries import KEPT_ONLY, LedgerEntry, sifted
from dateline.normalize.evidence import FieldValue
from dateline.values.article import DateCandidate, Evidence
from dateline.values.moment import DATE_METHODS, Moment

_BESIDE_HEADLINE = ("time tag", "date text")
_HEADLINE_DATES_LATER = (
    *(
        method
        for method in DATE_METHODS[: DATE_METHODS.index("date line")]
        if method not in _BESIDE_HEADLINE
    ),
    *_BESIDE_HEADLINE,
    *DATE_METHODS[DATE_METHODS.index("date line") :],
)
_ON_THE_PAGE = ("json-ld", "meta", "microdata", "url", "time tag", "date text", "dateline")
_PRINTED = (
    *("time tag", "date text", "date line", "date line elsewhere", "date text elsewhere"),
    "footer",
)
_WEAK = ("time tag elsewhere", "date text elsewhere", "document properties", "file name")
MAX_ENTRIES = 60
"""Later entries of the same method are left out of the ledger."""

_UTC = "+00:00"
_FUTURE_TOLERANCE = timedelta(days=1)  # east of the clock it may already be tomorrow


@dataclass(frozen=True, slots=True)
class Ledger:
    """The dates that the rule chose, and every entry with the reason why it counts or does not.
    `doubt` is the first ambiguity, if no date was found."""

    published: FieldValue[Moment] | None
    updated: FieldValue[Moment] | None
    doubt: Evidence | None
    dates: tuple[DateCandidate, ...]


def ledger_of(entries: Sequence[LedgerEntry], now: datetime | None) -> Ledger:
    """The ledger of these entries at the time `now`. Without one, no date is in the future."""
    methods = DATE_METHODS if _agree(entries) else _HEADLINE_DATES_LATER
    entries = sifted(entries)
    rank = {method: position for position, method in enumerate(methods)}
    ordered = sorted(dict.fromkeys(entries), key=lambda entry: rank.get(entry.method, len(rank)))
    ordered = ordered[:MAX_ENTRIES]
    published, reason = _chosen([entry for entry in ordered if entry.field == "published"], now)
    updated, updated_reason = _chosen([entry for entry in ordered if entry.field == "updated"], now)
    bound = _published_by(updated, published)
    if bound is not None:
        published, reason = bound
        ordered.insert(0, published)
    chosen = {"published": published, "updated": updated}
    reasons = {"published": reason, "updated": updated_reason}
    dates = [_candidate(entry, chosen.get(entry.field), reasons, now) for entry in ordered]
    dates.sort(key=lambda date: (date.field != "published", not date.chosen))
    doubts = (entry for entry in ordered if entry.field == "published" and entry.reading.doubt)
    doubt = next(map(_doubt, doubts), None) if published is None else None
    return Ledger(
        published=_field_value(published, reason, now),
        updated=_field_value(updated, updated_reason, now),
        doubt=doubt,
        dates=tuple(dates),
    )


def _agree(entries: Sequence[LedgerEntry]) -> bool:
    """Whether all dates beside the headline are of one day."""
    days = {
        entry.moment.first_day
        for entry in entries
        if entry.field == "published" and entry.moment
        if entry.method in (*_BESIDE_HEADLINE, "date line")
    }
    return len(days) == 1


def _published_by(
    updated: LedgerEntry | None, published: LedgerEntry | None
) -> tuple[LedgerEntry, str] | None:
    """The change that the page prints, as the date by which it was published, and why: if nothing
    beside it says when that was, or if what other data give is days later."""
    if updated is None or updated.moment is None or updated.method not in _PRINTED:
        return None
    entry = replace(updated, field="published")
    beside = updated.method in (*_BESIDE_HEADLINE, "date line")
    if published is None or published.moment is None or (beside and published.method in _WEAK):
        return entry, "the page prints only the date of a change: it was published by then"
    later = updated.moment.last_day < published.moment.first_day
    if beside and later and published.method not in (*_BESIDE_HEADLINE, "date line"):
        return entry, f"the page prints this change before the date of {published.method}"
    return None


def _doubt(entry: LedgerEntry) -> Evidence:
    return Evidence(method="none", text=entry.text, where=entry.where, note=entry.reading.doubt)


def _chosen(entries: Sequence[LedgerEntry], now: datetime | None) -> tuple[LedgerEntry | None, str]:
    """The entry that counts, and why."""
    readable = [entry for entry in entries if entry.moment and entry.method not in KEPT_ONLY]
    past = [entry for entry in readable if not _is_future(entry.moment, now)]
    if not readable:
        return None, ""
    if not past:
        return readable[0], "the only dates are later than the time of the run"
    first = past[0]
    for entry in past[1:]:
        if _is_finer(entry.moment, first.moment):
            return entry, f"the date of {first.method}, more precisely"
    local = [entry for entry in past[1:] if entry.method in _ON_THE_PAGE]
    if not any(_is_local(entry.moment, first.moment, days=0) for entry in local):
        for entry in local:
            if _is_same_instant(entry.moment, first.moment):
                return entry, f"the same instant as {first.method}, on the site's own clock"
            if _is_local(entry.moment, first.moment, days=1):
                return entry, f"the local day of the moment that {first.method} gives"
    return first, f"first in the order of methods: {first.method}"


def _is_finer(moment: Moment | None, other: Moment | None) -> bool:
    """Whether the first gives the time, or the day, that the other leaves out."""
    if moment is None or other is None or len(other.value) > 10:
        return False
    return moment.value.startswith(other.value) and len(moment.value) > len(other.value)


def _is_same_instant(moment: Moment | None, utc: Moment | None) -> bool:
    if moment is None or utc is None or moment.offset in (None, _UTC) or len(moment.value) < 16:
        return False
    return _is_utc(utc) and abs(_instant(moment) - _instant(utc)) < timedelta(minutes=1)


def _is_local(moment: Moment | None, utc: Moment | None, *, days: int) -> bool:
    """Whether `moment`, without a zone, is `days` calendar days from `utc` and is the local day of
    that instant somewhere between UTC-12 and UTC+14."""
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
    if moment is None or now is None:
        return False
    return moment.first_day > (now + _FUTURE_TOLERANCE).date()


def _field_value(
    entry: LedgerEntry | None, reason: str, now: datetime | None
) -> FieldValue[Moment] | None:
    """The entry's date as the field's value. A date in the future carries the reason why it
    counts nevertheless."""
    if entry is None or entry.moment is None:
        return None
    evidence = entry.evidence or Evidence(
        method=entry.method, text=entry.text, where=entry.where, note=entry.reading.note
    )
    if _is_future(entry.moment, now):
        basis = f"{entry.moment.basis}; {reason}"
        return FieldValue(replace(entry.moment, basis=basis), replace(evidence, note=reason))
    return FieldValue(entry.moment, evidence)


def _candidate(
    entry: LedgerEntry,
    chosen: LedgerEntry | None,
    reasons: dict[str, str],
    now: datetime | None,
) -> DateCandidate:
    if entry is chosen:
        reason = reasons[entry.field]
        if entry.reading.note:
            reason += f"; {entry.reading.note}"
    elif entry.moment is None:
        reason = entry.reading.doubt or "it is not readable as a date"
    elif entry.method in KEPT_ONLY:
        reason = KEPT_ONLY[entry.method]
    elif _is_future(entry.moment, now):
        reason = "it is later than the time of the run"
    else:
        reason = f"{chosen.method} takes precedence" if chosen else ""
        if chosen and chosen.method == entry.method:
            reason = f"another {entry.method} takes precedence"
    return DateCandidate(
        field=entry.field,
        text=entry.text,
        method=entry.method,
        where=entry.where,
        moment=entry.moment,
        chosen=entry is chosen,
        reason=reason,
    )
