"""Dates in figures and in capitals, and sentences that end with a letter."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.values.article import Article, Source
from dateline.values.moment import Moment

FILES = Path(__file__).parent / "files"


def annotated(file: str) -> dateline.Annotations:
    """The annotations of the article in a file."""
    (article,) = dateline.read((FILES / file).read_bytes(), name=file)
    return dateline.annotate(article)


@pytest.mark.parametrize(
    ("file", "values"),
    [
        pytest.param("t02.json", ["2017-01-27", "2018-02-03", "2012-11-19"], id="T02"),
        pytest.param("t08.json", ["2025-XX-XX", "2025-XX-XX"] + ["2025-05-31"] * 2, id="T08"),
        pytest.param("t09.json", ["2024-05-31", "2026-05-31"], id="T09"),
    ],
)
def test_dates_in_the_text(file: str, values: list[str]) -> None:
    """Every date has its value; where day and month may be either, they are left open."""
    assert [time.value for time in annotated(file).times] == values


@pytest.mark.parametrize(
    ("text", "domain", "values"),
    [
        ("It began on 3/4/2025.", None, ["2025-XX-XX"]),
        ("It began on 3/4/2025.", "example.co.uk", ["2025-04-03"]),
        ("It began on 3/4/2025.", "www.nytimes.com", ["2025-03-04"]),
        ("It began on 3/4/2025.", "example.gov", ["2025-03-04"]),
        ("It began on 3/4/2025 and ended on 25/4/2025.", None, ["2025-04-03", "2025-04-25"]),
        ("It began on 3/4/2025 and ended on 4/25/2025.", None, ["2025-03-04", "2025-04-25"]),
        ("It began on 4/4/2025.", None, ["2025-04-04"]),
        ("It began on 17/7/2025.", "example.us", ["2025-07-17"]),
        ("It began on 3.4.2025.", "example.us", ["2025-04-03"]),
        ("It began on 7/8/25.", None, ["2025-07-08"]),
        ("He was born on 1/25/98.", None, ["1998-01-25"]),
        ("It began on 2024/5/31, or 2024.05.31.", None, ["2024-05-31"] * 2),
        ("It began on SEPT. 3, 2024, a MONDAY.", None, ["2024-09-03", "2025-07-07"]),
        ("WASHINGTON, DEC. 5: It began.", None, ["2025-12-05"]),
        ("It began on 05-Mar-2024.", None, ["2024-03-05"]),
        ("It began on 31-05-2024, or 05-31-2024.", None, ["2024-05-31"] * 2),
        ("It began on 1-1-2020.", None, ["2020-01-01"]),
        ("It began on 3-4-2025.", None, ["2025-XX-XX"]),
        ("It began on 3-4-2025.", "example.co.uk", ["2025-04-03"]),
        ("It began on 3-4-2025 and ended on 25-4-2025.", None, ["2025-04-03", "2025-04-25"]),
        ("They won 3-4-25 in sets, by 1-2-3.", None, []),
        ("It is open 24/7, 1/3 of it, for 10.2.15.", None, []),
        ("MAY WINS VOTE.", None, []),
    ],
)
def test_dates_in_figures_and_capitals(text: str, domain: str | None, values: list[str]) -> None:
    """Other dates of the article, then the domain of its source, give the order of day and month,
    and so does a reading that is the article's own day or the day before."""
    article = Article(
        body=text,
        language="en",
        published=Moment(value="2025-07-09"),
        source=Source(domain=domain),
    )

    assert [time.value for time in dateline.annotate(article).times] == values


@pytest.mark.parametrize(
    ("file", "count"),
    [pytest.param("t20.json", 4, id="T20"), pytest.param("t22.json", 3, id="T22")],
)
def test_a_letter_at_the_end_of_a_sentence(file: str, count: int) -> None:
    """ "on X." ends its sentence, so that the next one has its own speaker."""
    found = annotated(file)

    assert sum(sentence.span.part == "body" for sentence in found.sentences) == count
    assert found.quotes[-1].name == "Maria Lopez"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They took vitamin C. Doctors said no.", 2),
        ("That was plan B. It failed.", 2),
        ("They won Group A. Beispiel lost.", 2),
        ("He wrote on X. Muster read it.", 2),
        ("It was hepatitis B. Muster was ill.", 2),
        ("They voted for A or B. The rest did not.", 2),
        ("They met George W. Muster there.", 1),
        ("It was written by J. Muster.", 1),
        ("It was written by J. K. Muster.", 1),
        ("They met E. A. Muster there.", 1),
        ("A. The first item.", 1),
        ("It began on JAN. 27 in Leeds.", 1),
        ("It was near TAMPA, FLA. The rest is known.", 2),
    ],
)
def test_letters_and_initials(text: str, count: int) -> None:
    """A letter that names one of several ends a sentence; an initial does not."""
    assert len(dateline.annotate(Article(body=text, language="en")).sentences) == count
