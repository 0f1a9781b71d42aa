"""Times of day in added: what they mean, and that their terms find exactly what is in a range."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from dateline.errors import QueryError
from dateline.search.query.ast import DateRange
from dateline.search.query.dates import date_terms, time_terms
from dateline.search.query.format import format_query
from dateline.search.query.parser import parse
from dateline.search.query.times import time_range_terms
from dateline.values.moment import Moment

TODAY = date(2026, 11, 30)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-29T10:15:30", "2026-11-29T10:15:30", "2026-11-29T10:15:30"),
        ("2026-11-29T10:15", "2026-11-29T10:15:00", "2026-11-29T10:15:59"),
        ("2026-11-29T10:15Z..", "2026-11-29T10:15:00", None),
        ("..2026-11-29t10:15", None, "2026-11-29T10:15:59"),
        ("2026-11-28..2026-11-29T10:15", "2026-11-28T00:00:00", "2026-11-29T10:15:59"),
        ('"2026-11-29 10:15..today"', "2026-11-29T10:15:00", "2026-11-30T23:59:59"),
        (">2026-11-29T10:15", "2026-11-29T10:16:00", None),
        (">=2026-11-29T10:15", "2026-11-29T10:15:00", None),
        ("<2026-11-29T10:15", None, "2026-11-29T10:14:59"),
        ("<=2026-11-29T10:15", None, "2026-11-29T10:15:59"),
    ],
)
def test_what_times_mean(text: str, first: str | None, last: str | None) -> None:
    """As days do in other dates: from the first second of a unit to its last."""
    expected = DateRange("added", first and at(first), last and at(last))

    assert parse(f"added:{text}", today=TODAY) == expected
    assert parse(format_query(expected)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("added:2026-11-29T10:75", "no clock shows"),
        ("added:2026-11-29T10:15..2026-11-29T10:14", "ends"),
        ("added:2026-11-29T10:15~", "~ is for dates"),
        ("added:>9999-12-31T23:59:59", "no time beyond"),
        ("added:<0001-01-01T00:00", "no time beyond"),
        ("added:10:15", "is not a date"),
        ("date:2026-11-29T10:15", "is not a day"),
    ],
)
def test_what_is_no_time(text: str, message: str) -> None:
    """It is an error, as other dates are."""
    with pytest.raises(QueryError, match=message):
        parse(text, today=TODAY)


def test_terms_find_exactly_what_is_in_a_range() -> None:
    """A second is found by the terms of a range if, and only if, it is in it; and the terms are
    few."""
    chance = Random(7)
    start = at("2026-11-29T00:00:00")
    for _ in range(2000):
        ends = sorted(
            start
            + timedelta(seconds=chance.choice((0, -1, 1, 59, 3600, 86399, 86400, 5_000_000)))
            + timedelta(minutes=chance.randrange(3000))
            for _ in range(2)
        )
        first, last = chance.choice(((ends[0], ends[1]), (ends[0], None), (None, ends[1])))
        terms = time_range_terms(first, last)
        assert len(terms) < 400
        for probe in (*ends, *(end + timedelta(seconds=s) for end in ends for s in (-1, 1, 3599))):
            moment = Moment(value=probe.isoformat(), offset="+00:00")
            known = {*date_terms(moment), *time_terms(moment)}
            within = (first is None or probe >= first) and (last is None or probe <= last)
            assert bool(known & set(terms)) is within
    assert time_range_terms(None, None)
