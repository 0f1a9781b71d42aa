"""The annotations of the example article: people, organizations, places, times, quotations."""

from __future__ import annotations

import pytest

from dateline import read
from dateline.annotation import annotate
from dateline.values.annotations import Annotations, MentionKind, QuoteKind
from dateline.values.article import Article
from tests.conftest import SEEDS

ISPR = "Inter-Services Public Relations"


@pytest.fixture(scope="module")
def seed() -> Article:
    (path,) = SEEDS.glob("*.txt")
    (article,) = read(path.read_bytes(), name=path.name)
    return article


@pytest.fixture(scope="module")
def found(seed: Article) -> Annotations:
    return annotate(seed)


def test_people_with_country_sector_and_role(found: Annotations) -> None:
    """The three people, under their full names, in their roles."""
    people = {(m.name, m.code, m.sector) for m in found.mentions if m.kind is MentionKind.PERSON}
    roles = {m.name: m.role for m in found.mentions}

    assert people == {
        ("Saddam Khalifa Haftar", "LBY", "MIL"),
        ("Asim Munir", "PAK", "MIL"),
        ("Muammar Qaddafi", "LBY", None),
    }
    assert roles["Asim Munir"] == "Army Chief Field Marshal"
    assert "Commander-in-Chief" in (roles["Saddam Khalifa Haftar"] or "")


def test_organizations_under_one_name(found: Annotations) -> None:
    """The organizations; an acronym has the name that it was introduced for."""
    organizations = {(m.name, m.code) for m in found.mentions if m.kind is MentionKind.ORGANIZATION}
    acronyms = {m.span.text: m.name for m in found.mentions if m.span.text.isupper()}

    assert organizations == {
        (ISPR, "PAK"),
        ("Organization of Islamic Cooperation", "IGO"),
        ("Libyan Armed Forces", "LBY"),
        ("Pakistan Army", "PAK"),
    }
    assert acronyms == {"ISPR": ISPR, "OIC": "Organization of Islamic Cooperation"}


def test_places_with_country_and_point(found: Annotations) -> None:
    """The towns and countries of the story."""
    places = {(place.name, place.code) for place in found.places}
    (rawalpindi,) = {
        (place.latitude, place.longitude) for place in found.places if place.name == "Rawalpindi"
    }

    assert {("Rawalpindi", "PAK"), ("Lahore", "PAK")} <= places
    assert {("Pakistan", "PAK"), ("Libya", "LBY")} <= places
    assert rawalpindi == pytest.approx((33.6, 73.05), abs=0.1)


def test_times_and_history(found: Annotations) -> None:
    """The day of the news, and dates that are history."""
    news = {time.value for time in found.times if not time.history}
    history = {time.value for time in found.times if time.history}

    assert news == {"2025-07-18"}
    assert {"1974", "1951", "2022/2023"} <= history
    assert {t.span.text for t in found.times if t.value == "2025-07-18"} == {
        "Friday",
        "July 18, 2025",
    }


def test_quotations(found: Annotations) -> None:
    """Two direct quotations of one speaker, and the words that a leader is quoted with."""
    quotes = [quote for quote in found.quotes if quote.kind is not QuoteKind.INDIRECT]

    assert [(quote.kind, quote.name) for quote in quotes] == [
        (QuoteKind.MIXED, "Muammar Qaddafi"),
        (QuoteKind.DIRECT, ISPR),
        (QuoteKind.DIRECT, ISPR),
    ]
    assert quotes[0].span.text == "“the fort of Islam”"


def test_every_span_has_the_text_of_its_field(seed: Article, found: Annotations) -> None:
    """The text of a span is the text at its place in the field."""
    texts = {"title": seed.title, "body": seed.body}
    texts |= {f"summary[{i}]": text for i, text in enumerate(seed.summary)}
    texts["dateline"] = seed.dateline
    texts |= {f"captions[{i}].text": c.text for i, c in enumerate(seed.captions)}
    kinds = (found.sentences, found.mentions, found.times, found.places, found.quotes)

    for span in (annotation.span for kind in kinds for annotation in kind):
        assert (texts[span.part] or "")[span.start : span.end] == span.text


@pytest.mark.parametrize("language", ["ur", None])
def test_other_languages_yield_nothing(language: str | None) -> None:
    """The rules know English: another language, or an unknown one, yields nothing."""
    text = "President Erika Mustermann said on Friday in Paris: “It is good.”"

    assert annotate(Article(body=text, language=language)) == Annotations()
    assert annotate(Article(body=text, language="en")).mentions
