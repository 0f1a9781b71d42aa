"""The ledger of dates: every candidate, and why the chosen one was chosen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2025, 7, 20, 12, tzinfo=UTC)
META = ("published", "2025-07-18", "meta", "meta name=date")
LINKED = ("published", "2025-07-10T10:00:00+00:00", "json-ld", "JSON-LD datePublished")
BESIDE = ("published", "19 July 2025", "time tag", "<time>")


def _chosen(article) -> list[tuple[str, str]]:
    return [(date.method, date.moment.value) for date in article.dates if date.chosen]


def test_every_candidate_is_kept_with_a_reason(make_article) -> None:
    """Claims, address, file name and file time are in the ledger; one is chosen, and the others say
    why not."""

    article = make_article(
        claims=(META, LINKED, ("updated", "2025-07-19", "meta", "meta name=lastmod")),
        url="https://example.org/2025/07/16/bridge",
        path="/files/2025-07-15 bridge.html",
        modified=datetime(2025, 7, 14, 8, tzinfo=UTC),
        now=NOW,
    )

    assert [(date.field, date.method, date.moment.value) for date in article.dates] == [
        ("published", "json-ld", "2025-07-10T10:00:00"),
        ("published", "meta", "2025-07-18"),
        ("published", "url", "2025-07-16"),
        ("published", "file name", "2025-07-15"),
        ("published", "file time", "2025-07-14T08:00:00"),
        ("updated", "meta", "2025-07-19"),
    ]
    assert [date.method for date in article.dates if date.chosen] == ["json-ld", "meta"]
    assert article.dates[0].reason == "first in the order of methods: json-ld"
    assert article.dates[1].reason == "json-ld takes precedence"
    assert article.dates[4].reason == "it says when the file was written"
    assert article.published.value == "2025-07-10T10:00:00"
    assert article.updated.value == "2025-07-19"


def test_a_files_time_is_never_the_articles(make_article) -> None:
    """A file's time alone leaves the date unknown; so does the time of saving in its name."""

    saved = make_article(path="Bridge (2025-07-15 10_30_00).html", modified=NOW, now=NOW)

    assert saved.published is None
    assert {date.method for date in saved.dates} == {"captured", "file time"}
    assert make_article(path="2025-07-15-bridge.txt").published.value == "2025-07-15"


def test_a_future_date_counts_last_and_is_noted(make_article) -> None:
    """A date more than a day after the time of the run is skipped; if there is no other, it is used
    with a note."""

    future = ("published", "2027-01-01", "json-ld", "JSON-LD datePublished")

    assert make_article(claims=(future, META), now=NOW).published.value == "2025-07-18"
    alone = make_article(claims=(future,), now=NOW)
    assert alone.published.value == "2027-01-01"
    assert "later than the time of the run" in alone.published.basis
    assert "later than the time of the run" in alone.evidence["published"].note
    assert make_article(claims=(future, META)).published.value == "2027-01-01"


def test_the_date_beside_the_headline(make_article) -> None:
    """It precedes meta tags if all dates there are of one day, and follows JSON-LD."""

    other = ("published", "3 June 2025", "date text", "<span class=date> by the headline")

    assert _chosen(make_article(claims=(META, BESIDE))) == [("time tag", "2025-07-19")]
    assert _chosen(make_article(claims=(META, BESIDE, other))) == [("meta", "2025-07-18")]
    assert _chosen(make_article(claims=(LINKED, BESIDE))) == [("json-ld", "2025-07-10T10:00:00")]


@pytest.mark.parametrize(
    ("stated", "other", "value"),
    [
        ("2025-07-18T02:30:00Z", "2025-07-17T22:30:00-04:00", "2025-07-17T22:30:00"),
        ("2025-07-18T02:30:00Z", "2025-07-17", "2025-07-17"),
        ("2025-07-18T02:30:00Z", "2025-07-16", "2025-07-18T02:30:00"),
        ("2025-07-18T22:30:00Z", "2025-07-17", "2025-07-18T22:30:00"),
        ("2025-07-18T02:30:00+02:00", "2025-07-17", "2025-07-18T02:30:00"),
        ("2025-07-18", "2025-07-18T09:00:00+02:00", "2025-07-18T09:00:00"),
        ("2025", "2025-07-18", "2025-07-18"),
    ],
    ids=["same instant", "local day", "too far", "not there then", "no UTC", "finer", "month"],
)
def test_the_papers_local_date_is_preferred_to_utc(
    make_article, stated: str, other: str, value: str
) -> None:
    """A time in UTC is replaced by the same moment as it was printed, and a coarse date by a finer
    one that agrees; by nothing else."""

    article = make_article(
        claims=(
            ("published", stated, "json-ld", "JSON-LD datePublished"),
            ("published", other, "meta", "meta name=date"),
        )
    )

    assert article.published.value == value


@pytest.mark.parametrize(
    ("language", "url", "value"),
    [
        ("de", None, "2025-04-03"),
        ("en-US", None, "2025-03-04"),
        ("en-GB", None, "2025-04-03"),
        ("en", "https://www.example.co.uk/a", "2025-04-03"),
        ("en", "https://www.example.org/a", None),
        ("hu", None, None),
    ],
)
def test_language_and_country_decide_day_and_month(make_article, language, url, value) -> None:
    """03/04/2025 is read as language and country write dates, and the basis says so; otherwise the
    doubt is kept."""

    article = make_article(
        claims=(
            ("language", language, "html lang", "<html lang>"),
            ("published", "03/04/2025", "meta", "meta name=date"),
        ),
        url=url,
    )

    assert (article.published and article.published.value) == value
    if value:
        assert "03/04/2025 read" in article.published.basis
        assert "first, as in" in article.dates[0].reason
    else:
        assert "month/day or day/month" in article.dates[0].reason
        assert article.evidence["published"].method == "none"


@pytest.mark.parametrize(
    ("language", "printed", "value"),
    [
        ("de", "Veröffentlicht am 18. Juli 2025 um 14:30 Uhr", "2025-07-18T14:30"),
        ("es", "Publicado el 3 de mayo de 2025", "2025-05-03"),
        ("fr", "Par Jo Sample, le 30 septembre 2018", "2018-09-30"),
        ("pl", "5 grudnia 2023", "2023-12-05"),
        ("tr", "19 Şubat 2020", "2020-02-19"),
        ("ru", "15 июля 2023 г.", "2023-07-15"),
        ("ja", "2024年3月5日 10:20", "2024-03-05T10:20"),
        ("en", "By Jo Sample | Friday, 18 July 2025", "2025-07-18"),
    ],
)
def test_months_in_the_files_language(
    make_article, language: str, printed: str, value: str
) -> None:
    """A date in words is found in a short text beside the headline, in the page's language."""

    claims = (
        ("language", language, "html lang", "<html lang>"),
        ("published", printed, "date text", "<span class=date> by the headline"),
    )

    assert make_article(claims=claims).published.value == value
