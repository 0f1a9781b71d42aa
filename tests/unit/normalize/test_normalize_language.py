"""The language of short texts, and what is expected before a text is read."""

from __future__ import annotations

import pytest

from dateline.normalize.language import official_languages

HEADLINE = "Ferry strikes harbour wall, two crew hurt"


@pytest.mark.parametrize(
    "text",
    [
        'How about "Keep Calm, wait a few days"? A new study by a few professors found that a',
        "When I ordered a drink at a city diner recently, I noticed a placard at a table that",
        "A planner's complaints about a letter launched a monthslong inquiry that led to a woman",
        "ORANGE: Good to have you.\nGREEN: Thanks.\nORANGE: A word about a poll.\nGREEN: So do.",
        "LOS ANGELES — Jose de la Vega, Maria de la Cruz and Juan de los Santos were named.",
        "BRIDGE TO CLOSE FOR A WEEK, CITY SAYS, AS TO DO IT BY NIGHT IS TO DO A JOB BY HALVES",
        "The old bridge\nThe new bridge\nThe harbour\nThe quay",
    ],
)
def test_short_english_texts_are_never_of_another_language(make_article, text: str) -> None:
    """Words that English shares with other languages (a, to, do, by; de la in names) make no text
    Czech or Spanish. In an English archive they are English or unknown, elsewhere too."""

    assert make_article(text, language="en").language in ("en", None)
    assert make_article(text).language in ("en", None)
    assert make_article(text, language="cs").language in ("en", None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HEADLINE, "en"),
        ("Incendie à Lyon: deux blessés", "fr"),
        ("Požár v Praze: dva zranění", "cs"),
        ("Brand in Rotterdam: twee gewonden", "nl"),
        ("Pożar w Warszawie: dwie osoby ranne", "pl"),
        ("İstanbul'da yangın: iki yaralı", "tr"),
    ],
)
def test_short_texts_are_in_the_archives_language(make_article, text: str, language: str) -> None:
    """A text that is too short to tell by itself is known in an archive of its own language, and
    not taken for another one's."""

    assert make_article(text).language is None
    assert make_article(text, language=language).language == language
    other = "de" if language == "en" else "en"
    assert make_article(text, language=other).language is None


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://www.example.cz/a", "cs"),
        ("https://example.sk/a", None),
        ("https://www.example.com/a", None),
    ],
)
def test_the_publishers_country_is_expected(make_article, url: str, language: str | None) -> None:
    """The official languages of the publisher's country are likelier than others."""

    assert make_article("Požár v Praze: dva zranění", url=url).language == language


def test_official_languages_of_a_domain() -> None:
    """They are those of the country of a top-level domain; .com and the like have none."""

    assert set(official_languages("example.be")) == {"nl", "fr", "de"}
    assert official_languages("example.no") == ("no",)
    assert "en" in official_languages("example.co.uk")
    assert official_languages("example.com") == official_languages("") == ()
    assert official_languages("example.tv") == ()


def test_what_is_expected_does_not_outweigh_a_statement(make_article) -> None:
    """What the file states counts in an archive of any language; so does a text that is clear."""

    stated = (("language", "fr", "html lang", "<html lang>"),)
    assert make_article(HEADLINE, claims=stated, language="en").language == "fr"
    french = "Le pont est ouvert dans la ville, et les gens qui ont attendu sont sur la rive."
    assert make_article(french, language="en", url="https://example.co.uk/a").language == "fr"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ok.", "2 letters are too few to tell"),
        ("Chelsea 2 Arsenal 1\nFulham 0 Everton 0", "27 letters are too few to tell"),
        (
            "Havel, Klaus, Zeman, Fiala, Pavel, Gott, Hus, Dubcek, Svoboda, Benes, Hacha, Husak",
            "",
        ),
    ],
)
def test_an_unknown_language_has_a_reason(make_article, text: str, reason: str) -> None:
    """If nothing tells the language, the evidence says why it is absent."""

    evidence = make_article(text).evidence["language"]
    assert make_article(text).language is None
    assert evidence.method == "none"
    assert evidence.note == reason or (not reason and "probability of only" in evidence.note)
