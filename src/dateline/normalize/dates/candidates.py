"""Where dates are found: in the file's claims, its text, its address, its name and its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import PurePath

from dateline.normalize.clean import clean
from dateline.normalize.dates.entries import KEPT_ONLY, LedgerEntry
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.parse import read_moment
from dateline.normalize.dates.parts import DateReading
from dateline.normalize.dates.serials import read_serial
from dateline.normalize.dates.stamps import Stamp, line_stamps, stamps_in, stamps_in_byline
from dateline.normalize.evidence import FieldValue, by_method
from dateline.values.context import Context
from dateline.values.draft import Claim
from dateline.values.moment import Moment

MAX_TEXT = 200
"""Code points of a claim that are kept. Dates are shorter, but a claim may be a paragraph."""

_LANGUAGE_METHODS = ("json key", "html lang", "meta", "json-ld")
_CELLS = ("column", "json key")
_IN_TEXT = (
    "time tag",
    "time tag elsewhere",
    "date text",
    "date text elsewhere",
    "meta",
    "microdata",
    "running head",
)
_LINES = ("date line", "date line elsewhere", "other date")
_IN_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_IN_NAME = re.compile(_IN_URL.pattern.replace("[/_-]?", "[._-]?"))
_TIME_AFTER = re.compile(r"[T _-]*\d{1,2}[._:h-]?\d\d")


def hints_of(claims: Sequence[Claim], domain: str | None, language: str | None = None) -> DateHints:
    """Hints from the article's language, with its region if the file states one, and from its
    domain."""
    tags = [c.value.strip() for c in by_method(claims, _LANGUAGE_METHODS) if c.field == "language"]
    language = language or next(iter(tags), None)
    with_region = [tag for tag in tags if len(tag) > 3 and tag[:2] == (language or "")[:2]]
    return DateHints(language=next(iter(with_region), language), domain=domain)


def claimed_dates(claims: Sequence[Claim], hints: DateHints) -> Iterator[LedgerEntry]:
    """What the file states about its dates."""
    for claim in claims:
        if claim.field not in ("published", "updated", "captured"):
            continue
        text = clean(claim.value)[:MAX_TEXT]
        method = claim.method
        if claim.field == "captured" and method not in KEPT_ONLY:
            method = "captured"
        reading = read_moment(text, claim.where, hints)
        if reading == DateReading() and method in _CELLS:
            reading = read_serial(text, claim.where)
        stamps: tuple[Stamp, ...] = (Stamp(claim.field, reading),)
        if method in _LINES:
            lines = line_stamps(text, claim.where, hints, in_page=True)
            stamps = tuple(s for s in lines if s.labelled or method != "date line elsewhere")
        elif method == "footer":
            footer = stamps_in(text, claim.field, claim.where, hints)
            stamps = tuple(s for s in footer if s.labelled)
        elif method in _IN_TEXT:
            marked = method.startswith("time tag")
            stamps = stamps_in(text, claim.field, claim.where, hints, marked=marked)
        for stamp in stamps:
            yield LedgerEntry(
                field=stamp.field,
                text=text,
                method=method,
                where=claim.where,
                reading=stamp.reading,
            )


def printed_dates(
    lines: Sequence[str], bylines: Sequence[str], dateline: str | None, hints: DateHints
) -> Iterator[LedgerEntry]:
    """The dates of lines of copied text, dates in its bylines, and the day that a dateline prints
    ("LONDON, July 3, 2025"), if the year is printed too."""
    for line in (*lines, *bylines):
        basis = f"the line {line!r}"
        whole = line_stamps(line, basis, hints) if line in lines else ()
        for stamp in whole or stamps_in_byline(line, basis, hints):
            entry = _entry("date line", line, "text", stamp.reading)
            yield replace(entry, field=stamp.field)
    if dateline is not None:
        yield _entry(
            "dateline", dateline, "text", read_moment(dateline, "the date in the dateline")
        )


def caption_dates(found: FieldValue[Moment] | None) -> Iterator[LedgerEntry]:
    """The date inferred from a caption, with its evidence."""
    if found is not None:
        evidence = found.evidence
        yield LedgerEntry(
            field="published",
            text=evidence.text or "",
            method=evidence.method,
            where=evidence.where or "",
            reading=DateReading(found.value),
            evidence=evidence,
        )


def context_dates(context: Context, url: str | None) -> Iterator[LedgerEntry]:
    """The day in the article's address and in the file's name, and the file's own time."""
    for address in dict.fromkeys(filter(None, (url, context.url))):
        for found in _IN_URL.finditer(address.partition("?")[0]):
            yield _entry("url", found[0], "url", _day(found, "the day in the address"))
    name = PurePath(context.path).name if context.path else ""
    for found in _IN_NAME.finditer(name):
        # Tools that save pages put the day and the time of saving into the name.
        stamp = _TIME_AFTER.match(name, found.end()) is not None
        reading = _day(found, "the day in the file's name")
        yield _entry("captured" if stamp else "file name", found[0], "file name", reading)
    if context.modified is not None:
        text = context.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        moment = Moment(value=text, offset="+00:00", basis="the file's time")
        yield _entry("file time", text, "file", DateReading(moment))


def _day(found: re.Match[str], basis: str) -> DateReading:
    return read_moment(f"{found['year']}-{found['month']}-{found['day']}", basis)


def _entry(method: str, text: str, where: str, reading: DateReading) -> LedgerEntry:
    return LedgerEntry(field="published", text=text, method=method, where=where, reading=reading)
