"""Towns with the name of a country, the state of Georgia, and things named after countries."""

from __future__ import annotations

import pytest

import dateline
from dateline.values.article import Article


def places(text: str) -> list[str]:
    """The places of an English text, each with its country and size."""
    found = dateline.annotate(Article(body=text, language="en")).places
    return [f"{place.span.text}/{place.code}/{place.resolution}" for place in found]


@pytest.mark.parametrize(
    ("text", "town", "code"),
    [
        ("A man was shot in Lebanon, Ohio.", "Lebanon", "USA"),
        ("The mayor of Mexico, Mo., resigned.", "Mexico", "USA"),
        ("A fire in Cuba, N.Y., killed one.", "Cuba", "USA"),
        ("She lives in Norway, Maine.", "Norway", "USA"),
        ("Police in Poland, Ohio, said no.", "Poland", "USA"),
        ("A school in Peru, Indiana, closed.", "Peru", "USA"),
        ("A store in Palestine, Texas, closed.", "Palestine", "USA"),
        ("A fire in Jamaica, Queens, hurt two.", "Jamaica", "USA"),
        ("He lives in Georgia, Vermont.", "Georgia", "USA"),
        ("A fair in Holland, Michigan, opened.", "Holland", "USA"),
        ("Police in Athens, Ga., arrested him.", "Athens", "USA"),
        ("A fair opened in Delaware, Ohio.", "Delaware", "USA"),
        ("It rained in Lebanon, Ohio, and Paris, Texas.", "Lebanon", "USA"),
        ("She left Milan, Italy, for Ireland, Indiana.", "Ireland", "USA"),
        ("He visited Egypt, Ontario, on Monday.", "Egypt", "CAN"),
        ("Lebanon, Ohio, man arrested.", "Lebanon", "USA"),
        ("A man in Lebanon, Ohio, died. Lebanon police said so.", "Lebanon", "USA"),
    ],
)
def test_a_country_before_a_state_is_the_town_there(text: str, town: str, code: str) -> None:
    """One that the gazetteer lacks is a place in that state."""
    found = {place for place in places(text) if place.startswith(f"{town}/")}

    assert found == {f"{town}/{code}/city"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Leaders of Mexico, Texas and Arizona met.", "Mexico"),
        ("Leaders of Canada, Alaska, and Russia met.", "Canada"),
        ("It is law in Mexico, Texas, Ohio and Maine.", "Mexico"),
        ("It is law in Ohio, Mexico, Texas.", "Mexico"),
        ("In Mexico, Texas Gov. Anna Muster spoke.", "Mexico"),
        ("Exports to Japan, Alaska's biggest buyer, fell.", "Japan"),
        ("Leaders of Russia, Armenia, Georgia and Iran met.", "Armenia"),
    ],
)
def test_a_country_in_a_list_with_a_state_is_the_country(text: str, country: str) -> None:
    """A comma also stands in lists and behind the opening of a sentence."""
    found = [place for place in places(text) if place.startswith(f"{country}/")]

    assert [place.split("/")[2] for place in found] == ["country"]


def test_states_in_a_list_are_no_towns() -> None:
    """Each state of a list is a state."""
    found = places("It is law in Arkansas, Colorado, Delaware, Idaho, and New Hampshire.")

    assert {place.split("/")[2] for place in found} == {"province"}


def test_a_town_changes_no_country() -> None:
    """Where the article tells of the country, only the name before the state is the town."""
    text = "He left Beirut, Lebanon, for Lebanon, Ohio. Lebanese people live in Lebanon."
    found = [place for place in places(text) if place.startswith("Lebanon/")]

    assert [place.split("/")[1] for place in found] == ["LBN", "USA", "LBN"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Police in Athens, Ga., arrested a man.", "USA"), ("Lima, Ohio, sued China.", "USA")],
)
def test_a_town_acts_as_an_actor_of_its_own_country(text: str, code: str) -> None:
    """An event of a town with the name of a capital has the code of the country it is in."""
    (report,) = dateline.annotate(Article(body=text, language="en")).reports

    assert [actor.code for actor in report.actors] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Georgia Supreme Court ruled.", "USA"),
        ("The Georgia State Patrol stopped a car.", "USA"),
        ("Police in Georgia shot a man in Savannah.", "USA"),
        ("A fire in Georgia burned homes near Macon and Augusta.", "USA"),
        ("Protests in Georgia spread to Batumi.", "GEO"),
        ("Troops in Georgia moved to Tbilisi. Georgia is small.", "GEO"),
    ],
)
def test_georgia_by_its_courts_and_towns(text: str, code: str) -> None:
    """Courts of the state, and towns that a word for place is before, show the state."""
    georgia = {place.split("/")[1] for place in places(text) if place.startswith("Georgia/")}

    assert georgia == {code}


@pytest.mark.parametrize(
    "text",
    [
        "The Panama Papers were leaked.",
        "A band played in Congo Square.",
        "He lives in Jordan Street.",
        "The shop in Cuba Avenue closed.",
    ],
)
def test_streets_and_papers_are_no_countries(text: str) -> None:
    """A street, a square or papers named after a country are not the country."""
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Turkey said it would buy gas. Roast turkey was served in Ankara.", {"TUR"}),
        ("Turkey has banned it. They ate turkey.", {"TUR"}),
        ("Turkey is dry. Many ate turkey in Istanbul.", {"TUR"}),
        ("Turkey is dry. A Turkish cook served turkey.", {"TUR"}),
        ("They ate turkey. Ties with Turkey are bad.", {"TUR"}),
        ("China warned Togo. The china was old.", {"CHN", "TGO"}),
        ("Chile was hot. Green chile was sold in Santiago, the Chilean capital.", {"CHL"}),
        ("Japan announced a plan. He put japan on a box.", {"JPN"}),
        ("Guinea was calm. A guinea was paid in Conakry.", {"GIN"}),
        ("Panama signed. A panama is a hat.", {"PAN"}),
        ("Jersey voted. She wore a jersey.", {"GBR"}),
        ("Turkey is dry. They ate turkey.", set()),
        ("Panama was worn. A panama is a hat.", set()),
    ],
)
def test_a_small_letter_removes_no_country(text: str, codes: set[str]) -> None:
    """Only at the beginning of a sentence, without a sign of the country, is it the common word."""
    assert {place.split("/")[1] for place in places(text)} == codes
