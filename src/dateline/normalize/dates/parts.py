"""The parts of a printed date (year, month, day, hour, zone) to a Moment, or to the reason why
there is none. Nothing is filled in, and no zone is assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.normalize.dates.calendars.shapes import Parts, gregorian_parts
from dateline.normalize.dates.locale import DateHints
from dateline.values.moment import Moment

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
NAMED_OFFSET = r"(?-i:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?:[:.]?[0-5]\d)?(?!\d)"
"""An offset from a named zone, as people write it: "GMT+7", "UTC − 3", "UTC+5:30"."""

_OFFSET = re.compile(r"(?:utc|gmt)?\s?([+-])\s?(\d{1,2}?)[:.]?([0-5]\d)?")
_EARLIEST_YEAR = 1600
"""The first newspapers are from 1605; some systems write an earlier year for "none"."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a printed date means, or in `doubt` why it is ambiguous or not the article's. `note`
    says what else was used to read it."""

    moment: Moment | None = None
    doubt: str | None = None
    note: str | None = None


def reading_of(parts: Parts, basis: str, text: str, hints: DateHints) -> DateReading:
    """The reading of these parts of `text`; an empty one if the name is no month's."""
    translated = gregorian_parts(parts, hints)
    if translated is None:
        return DateReading(doubt=f"{text} is not a day of the calendar")
    parts, note = translated
    if note is not None:
        reading = reading_of_gregorian(parts, f"{basis}; {note}", text, hints)
        return replace(reading, note=note)
    return reading_of_gregorian(parts, basis, text, hints)


def reading_of_gregorian(parts: Parts, basis: str, text: str, hints: DateHints) -> DateReading:
    """The reading of parts of the Gregorian calendar."""
    month = int(parts.get("month") or 0)
    if parts.get("name"):
        number = hints.month(parts["name"] or "")
        if number is None:
            return DateReading()
        month = number
    value = _four_digits(parts["year"] or "")
    if month:
        value += f"-{month:02}"
    if parts.get("day"):
        value += f"-{int(parts['day'] or 0):02}"
    hour, minute, second = parts.get("hour"), parts.get("minute"), parts.get("second")
    if hour == "24":
        hour = None  # the end of the day by ISO 8601, its beginning in some programs
    if hour:
        value += f"T{_hour(int(hour), parts.get('half')):02}"
        value += f":{minute}" if minute else ""
        value += f":{second}" if minute and second else ""
    return moment_of(value, _offset(parts.get("zone")) if hour else None, basis, text)


def reading_of_numbers(parts: Parts, basis: str, text: str, hints: DateHints) -> DateReading:
    """The reading of parts whose `first` and `second_number` are day and month in either order."""
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
    reading = reading_of({**parts, "month": str(month), "day": str(day)}, basis, text, hints)
    return replace(reading, note=" and ".join(filter(None, (note, reading.note))) or None)


def moment_of(value: str, offset: str | None, basis: str, text: str) -> DateReading:
    """The Moment of a prefix of ISO 8601, or why it is none."""
    try:
        moment = Moment(value=value, offset=offset, basis=basis)
    except ValueError:
        return DateReading(doubt=f"{text} is not a day of the calendar")
    if int(value[:4]) < _EARLIEST_YEAR:
        return DateReading(doubt=f"{text} is earlier than the first newspapers")
    return DateReading(moment)


def _four_digits(year: str) -> str:
    """RFC 5322, section 4.3: two digits below 50 are of this century."""
    if len(year) != 2:
        return year
    return f"20{year}" if int(year) < 50 else f"19{year}"


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
    printed = _OFFSET.fullmatch(zone.replace("\u2212", "-"))
    if printed is None:
        return None
    sign, hours, minutes = printed.groups()
    offset = f"{sign}{int(hours):02}:{minutes or '00'}"
    return "+00:00" if offset == "-00:00" else offset
