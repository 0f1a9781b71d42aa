"""Times of a text in plain words. The archive and JSON have them as TIMEX3 writes them (ISO
24617-1): "P2W" is "2 weeks", "PRESENT_REF" is "now"."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.values.annotations import TimeExpression, TimeKind

_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "E": "decade",
          "C": "century", "WE": "weekend", "SP": "spring", "SU": "summer", "FA": "autumn",
          "WI": "winter", "MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night",
          "DT": "daytime", "MI": "middle of the day"}  # fmt: skip
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_PLURALS = {"century": "centuries"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DURATION = re.compile(r"P(?:[\dX.]+[A-Z]{1,2})*(?:T(?:[\dX.]+[A-Z]{1,2})+)?")
_COUNTED = re.compile(r"(?P<clock>T)?(?P<count>[\dX.]+)(?P<unit>[A-Z]{1,2})")
_TIME = re.compile(r"(?P<day>[^T]+)T(?P<time>[A-Z]{2}|\d\d(?::\d\d)*)(?P<zone>Z?)")
_SPAN = re.compile(r"(\d{4})/(\d{4})")
_SHAPES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (re.compile(r"(\d{4})-W(\d\d)-WE"), lambda y, w: f"the weekend of week {int(w)}, {y}"),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda y, w: f"week {int(w)}, {y}"),
    (re.compile(r"(\d{4})-Q(\d)"), lambda y, q: f"quarter {q}, {y}"),
    (re.compile(r"(\d{4})-H(\d)"), lambda y, h: f"{'first' if h == '1' else 'second'} half of {y}"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda y, s: f"{_UNITS[s]} {y}"),
    (re.compile(r"(\d{3})"), lambda d: f"the {d}0s"),
    (re.compile(r"(\d\d)"), lambda c: f"the years {c}00 to {c}99"),
    (re.compile(r"XXXX-WXX-(\d)"), lambda d: _WEEKDAYS[int(d) - 1]),
    (re.compile(r"XXXX-WXX-WE"), lambda: "weekends"),
    (re.compile(r"XXXX-(\d\d)"), lambda m: _MONTHS[int(m) - 1]),
    (re.compile(r"XXXX-(\d\d)-(\d\d)"), lambda m, d: f"{int(d)} {_MONTHS[int(m) - 1]}"),
    (re.compile(r"XXXX-(SP|SU|FA|WI)"), lambda s: _UNITS[s]),
    (re.compile(r"XXXX-Q(\d)"), lambda q: f"quarter {q}"),
    (re.compile(r"XXXX-XX-XX"), lambda: "a day"),
)


def time_in_words(time: TimeExpression) -> str:
    """The time in words; a day, month or year as it is. What is repeated has "every" before it."""
    words = _in_words(time.value)
    return f"every {words.removeprefix('1 ')}" if time.kind is TimeKind.SET else words


def _in_words(value: str) -> str:
    """The value in words; one that has none here as it is."""
    if value in _REFERENCES:
        return _REFERENCES[value]
    if _DURATION.fullmatch(value):
        return " ".join(_lengths(value)) or value
    time = _TIME.fullmatch(value)
    if time is not None:
        of_day = _UNITS.get(time["time"], time["time"])
        zone = " UTC" if time["zone"] else ""
        return of_day if time["day"].startswith("X") else f"{_in_words(time['day'])} {of_day}{zone}"
    span = _SPAN.fullmatch(value)
    if span is not None:
        return f"{span[1]} to {span[2]}"
    for shape, words in _SHAPES:
        found = shape.fullmatch(value)
        if found is not None:
            return words(*found.groups())
    return value


def _lengths(value: str) -> list[str]:
    """Each part of a length of time: "2 weeks", "some days"."""
    clock = False
    found = []
    for part in _COUNTED.finditer(value, 1):
        clock = clock or part["clock"] is not None
        name = _CLOCK_UNITS.get(part["unit"]) if clock else None
        name = name or _UNITS.get(part["unit"], part["unit"])
        many = _PLURALS.get(name, f"{name}s")
        count = part["count"]
        found.append(
            f"some {many}" if "X" in count else f"{count} {name if count == '1' else many}"
        )
    return found
