"""Dates are read as printed, chosen by a stated order, and never guessed."""

from __future__ import annotations

import pytest

from dateline.values.draft import Role


@pytest.mark.parametrize(
    ("printed", "value", "offset"),
    [
        ("2025", "2025", None),
        ("2025-07", "2025-07", None),
        ("July 2025", "2025-07", None),
        ("2025-07-18", "2025-07-18", None),
        ("2025/07/18", "2025-07-18", None),
        ("20250718", "2025-07-18", None),
        ("July 18, 2025", "2025-07-18", None),
        ("Jul. 18th, 2025", "2025-07-18", None),
        ("18 July 2025", "2025-07-18", None),
        ("Friday, 18 July 2025", "2025-07-18", None),
        ("18.07.2025", "2025-07-18", None),
        ("7/18/2025", "2025-07-18", None),
        ("18/7/2025", "2025-07-18", None),
        ("Published: July 18, 2025", "2025-07-18", None),
        ("2025-07-18 14:30", "2025-07-18T14:30", None),
        ("2025-07-18T14:30:05", "2025-07-18T14:30:05", None),
        ("2025-07-18T14:30:05.123Z", "2025-07-18T14:30:05", "+00:00"),
        ("2025-07-18T14:30:05+0500", "2025-07-18T14:30:05", "+05:00"),
        ("2025-07-18 14:30:05-03:30", "2025-07-18T14:30:05", "-03:30"),
        ("20250718T143005Z", "2025-07-18T14:30:05", "+00:00"),
        ("20250718143005", "2025-07-18T14:30:05", None),
        ("Fri, 18 Jul 2025 14:30:05 GMT", "2025-07-18T14:30:05", "+00:00"),
        ("Fri, 18 Jul 2025 14:30:05 +0200", "2025-07-18T14:30:05", "+02:00"),
        ("18 Jul 2025 14:30 EST", "2025-07-18T14:30", "-05:00"),
        ("Fri Jul 18 14:30:05 +0000 2025", "2025-07-18T14:30:05", "+00:00"),
        ("July 18, 2025 at 2:30 PM", "2025-07-18T14:30", None),
        ("July 18, 2025, 12:05 a.m.", "2025-07-18T00:05", None),
        ("18 July 2025 14:30 IST", "2025-07-18T14:30", None),
        ("1752849005", "2025-07-18T14:30:05", "+00:00"),
        ("1752849005123", "2025-07-18T14:30:05", "+00:00"),
    ],
)
def test_a_printed_date_is_read_exactly(
    make_article, printed: str, value: str, offset: str
) -> None:
    """Precision and offset are those printed: nothing is filled in, and no zone is assumed."""

    published = make_article(claims=(("published", printed, "json key", "key date"),)).published

    assert (published.value, published.offset) == (value, offset)
    assert published.basis == "key date"


@pytest.mark.parametrize("printed", ["03/04/2025", "4-3-2025"])
def test_an_ambiguous_date_stays_unknown(make_article, printed: str) -> None:
    """If day and month cannot be distinguished there is no date, and the doubt is kept."""

    article = make_article(claims=(("published", printed, "json key", "key date"),))

    assert article.published is None
    evidence = article.evidence["published"]
    assert (evidence.method, evidence.text, evidence.where) == ("none", printed, "key date")
    assert "month/day or day/month" in evidence.note


@pytest.mark.parametrize("printed", ["yesterday", "2025-02-30", "0001-01-01", "", "99/99/2025"])
def test_texts_that_are_not_dates_give_none(make_article, printed: str) -> None:
    """Words, impossible days and systems' null dates give no moment."""

    assert make_article(claims=(("published", printed, "json key", "key date"),)).published is None


def test_the_order_of_methods_chooses(make_article) -> None:
    """JSON-LD precedes meta tags, and those precede time tags elsewhere, in any order; a claim that
    is not a date is skipped."""

    time_tag = ("published", "2025-07-01", "time tag elsewhere", "<time>")
    meta = ("published", "2025-07-02", "meta", "meta name=date")
    linked = ("published", "2025-07-03", "json-ld", "JSON-LD datePublished")
    broken = ("published", "soon", "json-ld", "JSON-LD datePublished")

    assert make_article(claims=(time_tag, meta, linked)).published.value == "2025-07-03"
    assert make_article(claims=(time_tag, meta, broken)).published.value == "2025-07-02"
    assert make_article(claims=(time_tag,)).published.value == "2025-07-01"


def test_updated_and_published_are_separate(make_article) -> None:
    """A date of update is not a date of publication."""

    article = make_article(claims=(("updated", "2025-07-19", "meta", "meta name=lastmod"),))

    assert article.published is None
    assert article.updated.value == "2025-07-19"


def test_a_date_line_of_copied_text(make_article) -> None:
    """A line before the lead that consists of a date is the date, not a paragraph."""

    article = make_article(
        (Role.TITLE, "Bridge opens"), "Friday, July 18, 2025", "It opened.", "It cost."
    )

    assert article.published.value == "2025-07-18"
    assert article.evidence["published"].method == "date line"
    assert article.paragraphs == ("It opened.", "It cost.")


CAPTION = "The bridge is seen from the quay on July 18, 2025. (AFP)"


def test_a_caption_and_a_weekday_agree(make_article) -> None:
    """A caption's only date is used if it falls on the only weekday that the lead names."""

    article = make_article(
        (Role.TITLE, "Bridge opens"), CAPTION, "It was opened on Friday.", "It cost."
    )

    assert article.published.value == "2025-07-18"
    assert article.evidence["published"].method == "inferred from caption"


@pytest.mark.parametrize(
    ("caption", "lead"),
    [
        (CAPTION, "It was opened on Monday."),
        (CAPTION, "It was opened last week."),
        (CAPTION, "It was opened on Friday and closed on Sunday."),
        ("From July 11, 2025, and July 18, 2025. (AFP)", "It was opened on Friday."),
        ("The bridge is seen on July 18. (AFP)", "It was opened on Friday."),
    ],
    ids=["other day", "no day", "two days", "two dates", "no year"],
)
def test_without_agreement_nothing_is_inferred(make_article, caption: str, lead: str) -> None:
    """If caption and lead do not agree, the date stays unknown."""

    article = make_article((Role.TITLE, "Bridge opens"), caption, lead, "It cost.")

    assert article.captions
    assert article.published is None


def test_a_full_date_in_a_dateline(make_article) -> None:
    """A dateline that prints the year gives the day; one that does not gives none."""

    assert (
        make_article("LONDON, July 3, 2025 (Reuters) - It opened.").published.value == "2025-07-03"
    )
    assert make_article("LONDON, July 3 (Reuters) - It opened.").published is None
