"""Time expressions and what they mean, seen from Friday, 18 July 2025."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotation.text.sentences import sentences
from dateline.annotation.times.extract import article_day, times
from dateline.values.annotations import TimeExpression
from dateline.values.article import Article, Evidence
from dateline.values.moment import Moment

TODAY = date(2025, 7, 18)


def read(text: str, today: date | None = TODAY) -> list[TimeExpression]:
    return list(times(text, sentences("body", text), today))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met on July 18, 2025 and again on 20 July.", "2025-07-18 2025-07-20"),
        ("It opens on Friday, July 25.", "2025-07-25"),
        ("It was said on Friday.", "2025-07-18"),
        ("It closed on Monday.", "2025-07-14"),
        ("It will close on Monday.", "2025-07-21"),
        ("The results should be published in October.", "2025-10"),
        ("The results were published in October.", "2024-10"),
        ("They left last week and return next month.", "2025-W28 2025-08"),
        ("It was signed at the 1974 summit.", "1974"),
        ("Trade grew in 2022–23.", "2022/2023"),
        ("It has been open since 2010.", "2010"),
        ("He came three days ago, she a year earlier.", "2025-07-15 2024"),
        ("It was built in the 1970s, in the 20th century.", "197 19"),
        ("Sales fell in the third quarter of 2009.", "2009-Q3"),
        ("Sales fell in February compared to the same period last year.", "2025-02 2024-02"),
        ("They talked on Friday night and this morning.", "2025-07-18TNI 2025-07-18TMO"),
        ("It lasted two and a half years.", "P2.5Y"),
        ("It happened over the weekend.", "2025-W28-WE"),
        ("It meets every Monday, and the day after tomorrow.", "XXXX-WXX-1 2025-07-20"),
        (
            "At 10:30 a.m. on Sunday it left; it was seen on 24 May.",
            "2025-07-13T10:30 2025-07-13 2025-05-24",
        ),
        ("It opened on February 29.", "2024-02-29"),
        ("Some 2000 people came; about 1998 stayed.", ""),
        ("A 15-year-old boy may march on.", ""),
        ("Black Friday sales began.", ""),
        ("The year 1973 was dry; in 1974 and the year before, it was not.", "1973 1974 1973"),
    ],
)
def test_values_of_expressions(text: str, expected: str) -> None:
    """Each expression has the value that a reader of that day would give it."""
    assert " ".join(found.value for found in read(text)) == expected


def test_without_the_articles_day_nothing_is_guessed() -> None:
    """What depends on an unknown day has X for unknown parts, or is left out."""
    found = read("It met on Friday, on July 18, and last week, and in 1974.", today=None)

    assert [time.value for time in found] == ["XXXX-WXX-5", "XXXX-07-18", "1974"]


def test_dates_long_ago_are_history() -> None:
    """Dates more than 90 days before the article are history."""
    found = read("It met on Friday and in May 2025, in 1974 and in 2022–23. It meets in 2026.")

    assert [time.history for time in found] == [False, False, True, True, False]


def test_expressions_have_a_span_and_a_rule() -> None:
    """An expression has its place, and the rule and the dictionary that found it."""
    (found,) = read("It met late on Friday, July 18, 2025, in the city.")

    assert found.span.text == "Friday, July 18, 2025"
    assert found.rule.name == "day of a month"
    assert found.rule.dictionary == "times 1"


def test_a_datelines_day_comes_before_the_day_of_publication() -> None:
    """Times count from the day in the dateline."""
    published = Moment(value="2025-07-18T02:00")
    evidence = {"dateline": Evidence(method="dateline", text="LONDON, July 17 (Reuters) -")}

    assert article_day(Article(published=published)) == date(2025, 7, 18)
    assert article_day(Article(published=published, evidence=evidence)) == date(2025, 7, 17)
    assert article_day(Article(published=Moment(value="2025-07"))) is None


def test_a_misprinted_year_is_not_counted_from() -> None:
    """With the year 1 or 9999 the article's day is taken as unknown."""
    assert article_day(Article(published=Moment(value="9999-12-31"))) is None
    assert article_day(Article(published=Moment(value="0001-01-01"))) is None
