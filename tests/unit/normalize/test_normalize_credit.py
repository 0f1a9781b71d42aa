"""Agencies, whose text it is, apart from the people who wrote it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("stated", "authors", "credit"),
    [
        ("Jo Sample, AFP", ("Jo Sample",), ("AFP",)),
        ("The Associated Press", (), ("AP",)),
        ("dpa/AFP", (), ("dpa", "AFP")),
        ("Deutsche Presse-Agentur", (), ("dpa",)),
        ("Jo Sample and Reuters", ("Jo Sample",), ("Reuters",)),
        ("Pa Sample", ("Pa Sample",), ()),
        ("Jo Sample", ("Jo Sample",), ()),
    ],
)
def test_agencies_are_credit_and_no_authors(make, stated, authors, credit) -> None:
    """An agency among the authors is credited under its short name."""

    article = make(claims=(("authors", stated, "json key", "key author"),))

    assert (article.authors, article.credit) == (authors, credit)
    assert ("credit" in article.evidence) == bool(credit)


def test_a_dateline_and_a_last_line_name_the_agency(make) -> None:
    """The agency of the dateline, and one that stands by itself at the end, are credited."""

    assert make("PARIS (AFP) — The bridge opened.", "It cost.").credit == ("AFP",)
    assert make("The bridge opened.", "It cost.", "(dpa)").credit == ("dpa",)
    assert make("The bridge opened, AFP said.", "It cost.").credit == ()


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Zeige alle Beiträge von Jo Sample", ("Jo Sample",)),
        ("Text: Jo Sample", ("Jo Sample",)),
        ("Jo Sample im Gespräch mit Al Third", ("Jo Sample", "Al Third")),
        ("Jo Sample, Projektleiterin der Werft", ("Jo Sample",)),
        ("Example GmbH", ()),
        ("example.org, Springfield, Utopia", ()),
        ("Institut für Häfen, Brücken und Fähren", ()),
    ],
)
def test_people_and_not_what_stands_around_them(make, stated, names) -> None:
    """Phrases before a name, titles behind it, organizations and addresses are no people."""

    assert make(claims=(("authors", stated, "byline markup", "<p>"),)).authors == names
