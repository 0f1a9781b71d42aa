"""Dates in queries, and the terms that dates and ranges become."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from dateline.search.query.dates import date_terms, parse_range, range_terms
from dateline.values.moment import Moment


def meet(value: str, first: date | None, last: date | None) -> bool:
    """Whether an article with this date is indexed under one of the range's terms."""
    return bool(set(date_terms(Moment(value=value))) & set(range_terms(first, last)))


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        ("2025", ("2", "20", "202", "2025", "=2025")),
        ("2025-07", ("2", "20", "202", "2025", "2025-07", "=2025-07")),
        ("2025-07-18", ("2", "20", "202", "2025", "2025-07", "2025-07-18")),
        ("2025-07-18T23:59", ("2", "20", "202", "2025", "2025-07", "2025-07-18")),
        ("0001-01-01", ("0", "00", "000", "0001", "0001-01", "0001-01-01")),
    ],
)
def test_terms_of_a_date(value: str, terms: tuple[str, ...]) -> None:
    """A date is indexed under every unit that it is known to lie in, and under no other."""

    assert date_terms(Moment(value=value)) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2025-07-18", ("2025-07-18",)),
        ("2025-07", ("2025-07",)),
        ("2025", ("2025",)),
        ("2025-W27", ("2025-06-30", *(f"2025-07-0{day}" for day in range(1, 7)))),
        (
            "2020-W53..2021-w01",
            (
                "2020-12-28",
                "2020-12-29",
                "2020-12-30",
                "2020-12-31",
                *(f"2021-01-{day:02}" for day in range(1, 11)),
            ),
        ),
        ("2020..2029", ("202",)),
        ("2000..2099", ("20",)),
        ("2025-12-31..2026-01-01", ("2025-12-31", "2026-01-01")),
        ("2025-11-30..2027-02-01", ("2025-11-30", "2025-12", "2026", "2027-01", "2027-02-01")),
        ("0001..9999", ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
        ("..0001", ("0001",)),
        ("9999-12-31..", ("9999-12-31",)),
    ],
)
def test_terms_of_a_range(text: str, terms: tuple[str, ...]) -> None:
    """A range is made of the few largest units that it holds whole."""

    assert range_terms(*parse_range(text)) == terms


def units_of(day: date) -> tuple[str, str, str]:
    return f"{day:%Y-%m-%d}".zfill(10), f"{day.year:04}-{day.month:02}", f"{day.year:04}"


@pytest.mark.parametrize("seed", range(20))
def test_ranges_against_every_day(seed: int) -> None:
    """Random ranges meet exactly the days, months and years that lie in them whole."""

    dice = random.Random(seed)
    start = date(dice.choice([1, 8, 98, 998, 1899, 1999, 2023]), 1, 1)
    days = [start + timedelta(days=number) for number in range(1200)]
    for _ in range(20):
        first, last = sorted((dice.choice(days), dice.choice(days)))
        for value in {unit for day in days for unit in units_of(day)}:
            moment = Moment(value=value)
            inside = first <= moment.first_day and moment.last_day <= last
            assert meet(value, first, last) == inside, (value, first, last)


@pytest.mark.parametrize("value", ["0001-01-01", "0001", "1999-12-31", "2025-07", "9999-12-31"])
def test_open_ends(value: str) -> None:
    """A side left open holds every date to the first and the last there is."""

    moment = Moment(value=value)
    assert meet(value, moment.first_day, None)
    assert meet(value, None, moment.last_day)
    assert meet(value, None, None)
    if moment.first_day > date.min:
        assert not meet(value, None, moment.first_day - timedelta(days=1))
    if moment.last_day < date.max:
        assert not meet(value, moment.last_day + timedelta(days=1), None)


def test_month_is_inside_only_if_all_of_it_is() -> None:
    """An article known only to be of July is not taken for one of any day in it."""

    assert meet("2025-07", date(2025, 7, 1), date(2025, 7, 31))
    assert not meet("2025-07", date(2025, 7, 2), date(2025, 7, 31))
    assert not meet("2025-07", date(2025, 7, 1), date(2025, 7, 30))
    assert not meet("2025", date(2025, 1, 2), date(2025, 12, 31))


def test_few_terms() -> None:
    """The most awkward range of days is made of some hundred and fifty terms."""

    assert len(range_terms(date(2, 2, 2), date(9998, 11, 29))) < 160


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-07-18", date(2025, 7, 18), date(2025, 7, 18)),
        ("2025-07..2025-08", date(2025, 7, 1), date(2025, 8, 31)),
        ("2025-07-31..2025", date(2025, 7, 31), date(2025, 12, 31)),
        ("2025..", date(2025, 1, 1), None),
        ("..2025", None, date(2025, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999..9999", date(9999, 1, 1), date(9999, 12, 31)),
        *(
            (month, date(2019, 3, 1), date(2019, 3, 31))
            for month in (
                *("2019-3", "2019/03", "2019.3", "3/2019", "03.2019", "3-2019", "march 2019"),
                *("March, 2019", "mar-2019", "Mar. 2019", "2019 march", "2019-mar", "mar2019"),
                "of March 2019",
            )
        ),
        *(
            (day, date(2019, 3, 5), date(2019, 3, 5))
            for day in (
                *("2019-3-5", "2019/03/05", "2019.3.5", "20190305", "5.3.2019", "05.03.2019"),
                *("5 march 2019", "5-Mar-2019", "March 5, 2019", "5th of March 2019", "2019 mar 5"),
            )
        ),
        ("18/07/2025", date(2025, 7, 18), date(2025, 7, 18)),
        ("07/18/2025", date(2025, 7, 18), date(2025, 7, 18)),
        ("3/3/2019", date(2019, 3, 3), date(2019, 3, 3)),
        ("sept 2019", date(2019, 9, 1), date(2019, 9, 30)),
        ("2019-q1", date(2019, 1, 1), date(2019, 3, 31)),
        ("Q4 2019", date(2019, 10, 1), date(2019, 12, 31)),
        ("feb-2024..2024/3", date(2024, 2, 1), date(2024, 3, 31)),
        (">=march 2019", date(2019, 3, 1), None),
    ],
)
def test_ranges(text: str, first: date | None, last: date | None) -> None:
    """Both ends are included, and an end is as wide as it is written."""

    assert parse_range(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "today", "first"),
    [
        ("last 7 days", date(2025, 7, 18), date(2025, 7, 12)),
        ("last-7-days", date(2025, 7, 18), date(2025, 7, 12)),
        ("Past Week", date(2025, 7, 18), date(2025, 7, 12)),
        ("last 1 day", date(2025, 7, 18), date(2025, 7, 18)),
        ("past day", date(2025, 7, 18), date(2025, 7, 18)),
        ("last 3 months", date(2025, 7, 18), date(2025, 4, 19)),
        ("past 3 months", date(2025, 2, 18), date(2024, 11, 19)),
        ("last 3 months", date(2025, 5, 31), date(2025, 3, 1)),
        ("past month", date(2025, 3, 31), date(2025, 3, 1)),
        ("past month", date(2025, 1, 1), date(2024, 12, 2)),
        ("last 10 years", date(2025, 7, 18), date(2015, 7, 19)),
        ("past year", date(2024, 2, 29), date(2023, 3, 1)),
        ("last 1 years", date(2025, 7, 18), date(2024, 7, 19)),
    ],
)
def test_so_many_up_to_today(text: str, today: date, first: date) -> None:
    """Ranges that end with today begin on the day after the one that was so long ago."""

    assert parse_range(text, today) == (first, today)
    assert parse_range(f"{text}..", today) == (first, None)


@pytest.mark.parametrize(
    "text",
    [
        "last 0 months",
        "last 3 decades",
        "past 99999 years",
        "last day",
        "past weeks",
        "past",
        "last 9999 years",
        f"last {'9' * 5000} days",
        "past today",
        "last -3 days",
    ],
)
def test_no_such_range(text: str) -> None:
    """What no calendar has is no date, however large."""

    with pytest.raises(ValueError, match="is not a date: write 2025"):
        parse_range(text, date(2025, 7, 18))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "“” is not a date"),
        ("..", "a range needs a date on at least one side"),
        ("2025-07-32", "“2025-07-32” is not a date"),
        ("2025...2026", "“.2026” is not a date"),
        ("2025..2026..2027", "“2026..2027” is not a date"),
        ("2025-07-18T12", "“2025-07-18T12” is not a day"),
        ("2026..2025", "this range ends (2025-12-31) before it begins (2026-01-01)"),
    ],
)
def test_no_dates(text: str, message: str) -> None:
    """What is no date is refused with a sentence that repeats it."""

    with pytest.raises(ValueError, match=r"is not|needs|ends") as raised:
        parse_range(text)

    assert str(raised.value).startswith(message)
