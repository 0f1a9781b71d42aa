"""Dates as the forms of newsrooms want them, never more exact than they are known."""

from __future__ import annotations

from datetime import datetime

from dateline.values.moment import Moment, Precision

_TIMES = (Precision.MINUTE, Precision.SECOND)
_WITH_SECONDS = "2025-07-18T14:30:00"


def iso(moment: Moment | None) -> str | None:
    """ISO 8601, as far as it is known, with its UTC offset if that was printed. Of a time that is
    only an hour the day is left: hardly a program reads "2025-07-18T14"."""
    if moment is None:
        return None
    if moment.precision not in _TIMES:
        return moment.value[:10]
    return moment.value + (moment.offset or "")


def date_time(moment: Moment | None) -> str | None:
    """RFC 3339's date-time, which needs a time and an offset: None if either is unknown. A time
    without seconds gets the seconds 00."""
    if moment is None or moment.offset is None or moment.precision not in _TIMES:
        return None
    return _with_seconds(moment) + moment.offset


def truncated(moment: Moment | None) -> str | None:
    """A year, month, day or time of XML Schema, with its offset if known. A time without seconds
    gets the seconds 00; of a time that is only an hour the day is left."""
    if moment is None:
        return None
    if moment.precision not in _TIMES:
        return moment.value[:10]
    return _with_seconds(moment) + (moment.offset or "")


def rfc_822(moment: Moment | None) -> str | None:
    """RFC 822's date-time, with a year of four digits as RSS allows: None if the time or the
    offset is unknown."""
    if moment is None or moment.offset is None or moment.precision not in _TIMES:
        return None
    at = datetime.fromisoformat(moment.value)
    day = f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04}"
    return f"{day} {moment.value[11:]} {moment.offset.replace(':', '')}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _with_seconds(moment: Moment) -> str:
    return moment.value + _WITH_SECONDS[len(moment.value) :]
