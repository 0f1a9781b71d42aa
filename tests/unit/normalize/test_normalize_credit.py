"""Agencies are credits, separate from the people who wrote the text."""

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
def test_agencies_are_credited_and_are_not_authors(make_article, stated, authors, credit) -> None:
    """An agency among the authors is credited under its short name."""

    article = make_article(claims=(("authors", stated, "json key", "key author"),))

    assert (article.authors, article.credit) == (authors, credit)
    assert ("credit" in article.evidence) == bool(credit)


def test_a_dateline_and_a_last_line_name_the_agency(make_article) -> None:
    """The agency of the dateline, and one that is alone at the end of the text, are credited."""

    assert make_article("PARIS (AFP) — The bridge opened.", "It cost.").credit == ("AFP",)
    assert make_article("The bridge opened.", "It cost.", "(dpa)").credit == ("dpa",)
    assert make_article("The bridge opened, AFP said.", "It cost.").credit == ()


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
def test_authors_are_only_the_people_in_a_byline(make_article, stated, names) -> None:
    """Phrases before a name, titles after it, organizations and addresses are not people."""

    assert make_article(claims=(("authors", stated, "byline markup", "<p>"),)).authors == names
