"""Days as spreadsheets count them, which come out where a table was saved with bare numbers.

Day 1 is 1 January 1900 and 1900 has a 29 February, as ECMA-376, part 1, section 18.17.4.1 says; so
from March 1900 on a number counts the days since 30 December 1899. The fraction is the time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from dateline.normalize.dates.parts import DateReading, moment_of

_SERIAL = re.compile(r"(?P<days>\d{5})(?:[.,](?P<fraction>\d{1,12}))?", re.ASCII)
_START = datetime(1899, 12, 30, tzinfo=UTC)
_EARLIEST, _LATEST = 25_569, 65_380
"""1970 to the end of 2078. Other numbers of five digits among dates are something else."""


def read_serial(text: str, basis: str) -> DateReading:
    """The moment that a number in a cell for dates stands for; an empty reading if it is none."""
    found = _SERIAL.fullmatch(text)
    if found is None or not _EARLIEST <= int(found["days"]) <= _LATEST:
        return DateReading()
    fraction = float(f"0.{found['fraction'] or 0}")
    moment = _START + timedelta(days=int(found["days"]), seconds=round(fraction * 86_400))
    value = moment.strftime("%Y-%m-%dT%H:%M:%S" if fraction else "%Y-%m-%d")
    note = f"{text} read as the days since 30 December 1899, as spreadsheets count"
    reading = moment_of(value, None, f"{basis}; {note}", text)
    return DateReading(reading.moment, reading.doubt, note)
