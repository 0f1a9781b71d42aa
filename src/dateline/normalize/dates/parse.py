"""Printed dates and times to Moments, exactly as precise as they are printed, or not at all.

Accepted are ISO 8601 and RFC 3339; RFC 5322 (formerly 822 and 2822) with its zone names; the ways
in which English text writes dates; seconds or milliseconds since 1970; day.month.year with dots;
and numbers with slashes, if only one of them can be the day or the hints decide. Names of months
are read in English and in the language of the file. No zone is assumed and nothing is filled in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dateline.normalize.dates.locale import DateHints
from dateline.values.moment import Moment

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# RFC 5322, section 4.3. It explains why the military letters other than Z are unreliable.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt"), "+00:00"),
    "edt": "-04:00",
    "est": "-05:00",
    "cdt": "-05:00",
    "cst": "-06:00",
    "mdt": "-06:00",
    "mst": "-07:00",
    "pdt": "-07:00",
    "pst": "-08:00",
}

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:(?:[T_]|\s*,?\s+(?:at\s+)?|\s*[-|–]\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>[A-Z]{1,4}|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?)?)?"
    r"(?:\s*[\[(][^\])]*[\])])?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SHAPES = tuple(
    re.compile(shape + _TIME, re.I | re.ASCII)
    for shape in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        _WEEKDAY + rf"(?P<name>{MONTH})\.?\s+{_DAY},?\s+(?P<year>\d{{4}})",
        _WEEKDAY + rf"{_DAY}[.\s-]\s*(?P<name>{MONTH})[.,]?[\s-]+(?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    )
)
_CTIME = re.compile(
    rf"\w{{3}}\s+(?P<name>{MONTH})\s+(?P<day>\d{{1,2}})\s+"
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+"
    r"(?P<zone>[A-Z]{2,4}\s+|[+-]\d{4}\s+)?(?P<year>\d{4})",
    re.I | re.ASCII,
)
_PARTIAL = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2]))?", re.ASCII)
_MONTH_YEAR = re.compile(rf"(?P<name>{MONTH})\.?,?\s+(?P<year>\d{{4}})", re.I | re.ASCII)
_COMPACT = re.compile(r"(\d{8})T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_CJK = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
    r"(?:[^\d]{0,6}(?P<hour>\d{1,2})[:時时](?P<minute>\d\d)分?)?"
)
_WORDS = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(?P<day>\d{1,2})(?:\.|º|ο|er|te|\.º)?\s*(?:de\s+|d['’]|of\s+)?"
    r"(?P<name>[^\W\d_]{3,12})\.?,?\s*(?:de\s+|del\s+)?(?P<year>\d{4})"
    r"(?:\s*(?:г\.?|року|р\.))?"
    r"(?:\s*(?:,|-|–|—|\||at|um|à|a las|às|kl\.?|klo|alle|ore|o godz\.?|om|в|о|um)?\s*"
    r"(?P<hour>\d{1,2})\s?[:.h]\s?(?P<minute>\d\d))?(?:\s*(?:uhr|h|hs|Uhr))?",
    re.I,
)
_MONTH_FIRST = re.compile(r"(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")
_NUMBERS = r"(?<![\d.])\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}(?!\d)"
_SEARCHED = tuple(
    re.compile(shape, re.I)
    for shape in (
        r"(?<!\d)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
        r"(?<!\d)\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d)",
        _CJK.pattern,
        rf"\b{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
        r"\b[^\W\d_]{3,12}\.?\s+\d{1,2},\s+\d{4}\b",
        r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th|º|er)?\s*(?:de\s+|d['’]|of\s+)?[^\W\d_]{3,12}\.?,?\s*(?:de\s+|del\s+)?\d{4}\b",
        _NUMBERS,
    )
)
_SLASHES = re.compile(
    r"(?P<first>\d{1,2})([/-])(?P<second_number>\d{1,2})\2(?P<year>\d{4})" + _TIME, re.I | re.ASCII
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?", re.ASCII)
_PREFIX = re.compile(
    r"(?:first |last |zuletzt )?(?:published|posted|updated|modified|created|date|on|issued|"
    r"stand|aktualisiert|veröffentlicht|erstellt|publié|mis à jour|publicado|actualizado|"
    r"pubblicato|aggiornato|opublikowano|aktualizacja|publicerad|uppdaterad|publisert|oppdatert)"
    r"(?:\s+(?:on|at|am|le|el|il))?\s*:?\s+",
    re.I,
)
_MAX_LENGTH = 90
_MAX_SEARCHED = 200
_EARLIEST_YEAR = 1600
"""The first newspapers are from 1605; some systems write an earlier year for "none"."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a printed date means, or in `doubt` why it is ambiguous. `note` says what else was used
    to read it."""

    moment: Moment | None = None
    doubt: str | None = None
    note: str | None = None


def read_moment(text: str, basis: str, hints: DateHints = DateHints()) -> DateReading:  # noqa: B008 - frozen
    """The Moment that all of `text` is, with `basis` as its basis. `hints` decide what is
    ambiguous."""
    text = text.strip()
    if not text or len(text) > _MAX_LENGTH:
        return DateReading()
    text = _PREFIX.sub("", text, count=1) if text[0].isalpha() else text
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            return _reading(found.groupdict(), basis, text)
    return _read_rare_form(text, basis, hints)


def find_moment(text: str, basis: str, hints: DateHints) -> DateReading:
    """The Moment of the first date in a short text, as read_moment reads it."""
    reading = read_moment(text, basis, hints)
    if reading.moment is not None or reading.doubt is not None:
        return reading
    for shape in _SEARCHED:
        for found in shape.finditer(text[:_MAX_SEARCHED]):
            reading = read_moment(found[0].replace("/ ", "/"), basis, hints)
            if reading.moment is not None or reading.doubt is not None:
                return reading
    return DateReading()


def _read_rare_form(text: str, basis: str, hints: DateHints) -> DateReading:
    ctime = _CTIME.fullmatch(text)
    if ctime is not None:
        return _reading(ctime.groupdict(), basis, text)
    slashes = _SLASHES.fullmatch(text)
    if slashes is not None:
        return _slashes(slashes.groupdict(), basis, text, hints)
    compact = _COMPACT.fullmatch(text)
    if compact is not None and len(text.rstrip("Z")) in (12, 13, 14, 15, 20, 21):
        day, hour, minute, second, zone = compact.groups()
        iso = f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour}:{minute}" + (f":{second}" if second else "")
        if 1900 <= int(day[:4]) <= 2100:
            return _moment(iso, _offset(zone), basis, text)
    epoch = _EPOCH.fullmatch(text)
    if epoch is not None:
        value = datetime.fromtimestamp(int(epoch[1]), tz=UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return _moment(value, "+00:00", basis, text)
    cjk = _CJK.fullmatch(text)
    if cjk is not None:
        return _reading(cjk.groupdict(), basis, text)
    words = _WORDS.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if words is not None and (number := hints.months.get(words["name"].lower())):
        return _reading({**words.groupdict(), "name": None, "month": str(number)}, basis, text)
    partial = _PARTIAL.fullmatch(text) or _MONTH_YEAR.fullmatch(text)
    return _reading(partial.groupdict(), basis, text) if partial is not None else DateReading()


def _slashes(parts: dict[str, str | None], basis: str, text: str, hints: DateHints) -> DateReading:
    first, second = int(parts["first"] or 0), int(parts["second_number"] or 0)
    note = None
    day_first = first > 12
    if first <= 12 and second <= 12 and first != second:
        if (order := hints.order) is None:
            return DateReading(
                doubt=f"{text} may be month/day or day/month, and nothing decides which"
            )
        day_first = order[0] == "day"
        note = f"{text} read {order[1]}"
        basis = f"{basis}; {note}"
    month, day = (second, first) if day_first else (first, second)
    reading = _reading({**parts, "month": str(month), "day": str(day)}, basis, text)
    return replace(reading, note=note)


def _reading(parts: dict[str, str | None], basis: str, text: str) -> DateReading:
    value = parts["year"] or ""
    month = _month_number(parts)
    if month:
        value += f"-{month:02}"
    if parts.get("day"):
        value += f"-{int(parts['day'] or 0):02}"
    hour, minute, second = parts.get("hour"), parts.get("minute"), parts.get("second")
    if hour and minute:
        value += f"T{_hour(int(hour), parts.get('half')):02}:{minute}"
        value += f":{second}" if second else ""
    return _moment(value, _offset(parts.get("zone")) if hour else None, basis, text)


def _month_number(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    if name:
        return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name.lower()[:3]))
    return int(parts.get("month") or 0)


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _offset(zone: str | None) -> str | None:
    """The UTC offset of a zone name or digits; None for a name that no standard defines."""
    if not zone:
        return None
    zone = zone.strip().lower()
    if zone in _ZONES:
        return _ZONES[zone]
    digits = re.sub(r"[^0-9+-]", "", zone)
    if len(digits) not in (3, 5):
        return None
    offset = f"{digits[:3]}:{digits[3:] or '00'}"
    return "+00:00" if offset == "-00:00" else offset


def _moment(value: str, offset: str | None, basis: str, text: str) -> DateReading:
    try:
        moment = Moment(value=value, offset=offset, basis=basis)
    except ValueError:
        return DateReading(doubt=f"{text} is not a day of the calendar")
    if int(value[:4]) < _EARLIEST_YEAR:
        return DateReading(doubt=f"{text} is earlier than the first newspapers")
    return DateReading(moment)
