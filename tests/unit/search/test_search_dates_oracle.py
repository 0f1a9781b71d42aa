"""Ranges of days, loose and relative ones, against a look at every day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.query.dates import date_terms, loose_terms, parse_range, range_terms
from dateline.values.moment import Moment

DAY = timedelta(days=1)
near_days = st.dates(date(1998, 11, 1), date(2002, 2, 28))
any_days = st.one_of(near_days, st.dates(), st.sampled_from([date.min, date.max]))


def units(day: date) -> tuple[str, str, str]:
    return f"{day.year:04}", f"{day.year:04}-{day.month:02}", day.isoformat()


def days_of(unit: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day, by the calendar."""
    year, month, day = (*map(int, unit.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


@given(any_days, any_days, any_days, st.integers(0, 2), st.integers(0, 3))
def test_ranges_hold_what_lies_in_them(
    printed: date, first_edge: date, second_edge: date, precision: int, open_ends: int
) -> None:
    """A range has a term of an article if the printed date lies in it whole; a loose range, if
    a day of it does."""

    value = units(printed)[precision]
    first, last = min(first_edge, second_edge), max(first_edge, second_edge)
    early, late = days_of(value)
    low, high = (None if open_ends & 1 else first), (None if open_ends & 2 else last)
    within = (low is None or low <= early) and (high is None or late <= high)
    overlaps = (low is None or low <= late) and (high is None or early <= high)
    terms = set(date_terms(Moment(value=value)))

    assert bool(terms & set(range_terms(low, high))) == within
    assert bool(terms & set(loose_terms(low, high))) == overlaps


@given(any_days, st.integers(0, 2))
def test_comparisons_leave_no_day_out_and_none_twice(day: date, precision: int) -> None:
    """< and >= part all days between them, and so do <= and >, at the edges of the unit."""

    unit = units(day)[precision]
    early, late = days_of(unit)

    assert parse_range(f">={unit}") == (early, None)
    assert parse_range(f"<={unit}") == (None, late)
    if early > date.min:
        assert parse_range(f"<{unit}") == (None, early - DAY)
    if late < date.max:
        assert parse_range(f">{unit}") == (late + DAY, None)
    assert parse_range(f"{unit}..{unit}") == parse_range(unit) == (early, late)


@given(near_days)
def test_relative_days(today: date) -> None:
    """Days, weeks from Monday, months and years, counted from any day of the searcher's."""

    def between(text: str) -> list[date]:
        first, last = parse_range(text, today)
        assert first is not None
        assert last is not None
        return [first + DAY * number for number in range((last - first).days + 1)]

    around = [today + DAY * number for number in range(-800, 800)]
    monday = next(day for day in reversed(around[:801]) if day.weekday() == 0)
    before = today.replace(day=1) - DAY
    assert between("today") == [today]
    assert between("yesterday") == [today - DAY]
    assert between("this week") == [monday + DAY * number for number in range(7)]
    assert between("last week") == [monday + DAY * number for number in range(-7, 0)]
    assert between("this month") == [
        day for day in around if (day.year, day.month) == (today.year, today.month)
    ]
    assert between("last month") == [
        day for day in around if (day.year, day.month) == (before.year, before.month)
    ]
    assert between("this year") == [day for day in around if day.year == today.year]
    assert between("last year") == [day for day in around if day.year == today.year - 1]
    assert between("last 7 days") == [today - DAY * number for number in range(6, -1, -1)]
    assert between("last 2 weeks") == [today - DAY * number for number in range(13, -1, -1)]


def test_a_relative_end_of_a_range() -> None:
    """A relative day may be the end of a range, and the other be left open."""

    assert parse_range("last week..", date(2025, 7, 18)) == (date(2025, 7, 7), None)
    assert parse_range("2025..today", date(2025, 7, 18)) == (date(2025, 1, 1), date(2025, 7, 18))


@pytest.mark.parametrize("text", ["last 0 days", "last 1000000 days", "next year", "last few days"])
def test_what_is_no_relative_date(text: str) -> None:
    """What cannot be counted is refused; nothing is taken for the nearest that could."""

    with pytest.raises(ValueError, match="is not a date"):
        parse_range(text, date(2025, 7, 18))
