from __future__ import annotations

from datetime import date

import pytest
from store_builders import intake_item

from dateline.values.article import Source
from dateline.values.listing import SourceOrder
from dateline.values.moment import Moment

ARAB = Source(name="Arab News", domain="arabnews.com")
BBC = Source(name="BBC", domain="bbc.co.uk")
PRINT = Source(name="The Gazette")


@pytest.fixture
def stocked(store):
    """Four sources: one with a domain, one with a name only, one undated, one unknown."""
    store.file(
        [
            intake_item("a1", source=ARAB, published="2025-07-18", ordinal=1),
            intake_item("a2", source=ARAB, published="2025-07", ordinal=2),
            intake_item(
                "a3",
                source=Source(name="ARAB NEWS", domain="arabnews.com"),
                published="2024-12-31T23:59",
                ordinal=3,
            ),
            intake_item("b1", source=BBC, ordinal=4),
            intake_item("p1", source=PRINT, published="2025-08-01", ordinal=5),
            intake_item("p2", source=Source(name="the gazette"), published="1899", ordinal=6),
            intake_item("u1", published="2025-07-30", ordinal=7),
            intake_item("u2", ordinal=8),
        ]
    )
    return store


def test_sources_are_listed_newest_first(stocked):
    """One row per source: by name in any case, else by domain, in its most frequent spelling.
    The unknown source is one row. Dates are as precise as printed; no date comes last."""
    assert [
        (s.name, s.domain, s.first and s.first.value, s.last and s.last.value, s.articles)
        for s in stocked.sources()
    ] == [
        ("The Gazette", None, "1899", "2025-08-01", 2),
        (None, None, "2025-07-30", "2025-07-30", 2),
        ("Arab News", "arabnews.com", "2024-12-31T23:59", "2025-07-18", 3),
        ("BBC", "bbc.co.uk", None, None, 1),
    ]


@pytest.mark.parametrize(
    ("order", "labels"),
    [
        (SourceOrder.NAME, ["Arab News", "BBC", "The Gazette", "unknown"]),
        (SourceOrder.FIRST, ["The Gazette", "Arab News", "unknown", "BBC"]),
        (SourceOrder.LAST, ["The Gazette", "unknown", "Arab News", "BBC"]),
        (SourceOrder.ARTICLES, ["Arab News", "The Gazette", "unknown", "BBC"]),
    ],
)
def test_sources_can_be_sorted(stocked, order, labels):
    """By name, first, last or number of articles; equal ones by name."""
    assert [source.label for source in stocked.sources(sort=order)] == labels


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (date(2025, 7, 1), date(2025, 7, 31), {"Arab News": 2, "unknown": 1}),
        (date(2025, 7, 1), date(2025, 7, 30), {"Arab News": 1, "unknown": 1}),
        (date(2025, 7, 2), None, {"Arab News": 1, "unknown": 1, "The Gazette": 1}),
        (None, date(2024, 12, 31), {"Arab News": 1, "The Gazette": 1}),
        (None, date(1899, 12, 30), {}),
        (date(2025, 7, 18), date(2025, 7, 18), {"Arab News": 1}),
    ],
)
def test_bounds_include_dates_that_are_entirely_within_them(stocked, start, end, found):
    """An article of a month counts if the whole month is; an article without a date never does."""
    listed = stocked.sources(start=start, end=end)

    assert {source.label: source.articles for source in listed} == found
    for source in listed:
        lines = stocked.source_articles(source, start=start, end=end)
        assert len(lines) == source.articles


def test_first_and_last_are_within_the_bounds(stocked):
    """The dates of a source are those of the articles that count."""
    (arab,) = stocked.sources(start=date(2025, 7, 10), end=date(2025, 7, 20))

    assert arab.first == arab.last == Moment(value="2025-07-18", basis="given")


def test_articles_of_a_source_come_newest_first(stocked):
    """Each line has the id, the title and the date as printed; no date comes last."""
    listed = {source.label: stocked.source_articles(source) for source in stocked.sources()}

    assert [
        (line.title, line.published and line.published.value) for line in listed["unknown"]
    ] == [
        ("Title of u1", "2025-07-30"),
        ("Title of u2", None),
    ]
    assert [line.published.value for line in listed["Arab News"]] == [
        "2025-07-18",
        "2025-07",
        "2024-12-31T23:59",
    ]
    assert stocked.article(listed["BBC"][0].id).title == "Title of b1"


def test_only_current_versions_count(store):
    """An article whose date was corrected counts under the new date alone."""
    url = "https://news.example/story"
    store.file([intake_item("one", source=BBC, canonical_url=url, published="2025-01-01")])
    store.file(
        [intake_item("two", source=BBC, canonical_url=url, published="2025-02-01", ordinal=1)]
    )

    (bbc,) = store.sources()
    assert (bbc.first.value, bbc.articles) == ("2025-02-01", 1)
