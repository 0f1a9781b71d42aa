"""Places that share their name with another place, a thing or a word, and towns of datelines."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.values.article import Article

FILES = Path(__file__).parent / "files"


def annotated(file: str) -> dateline.Annotations:
    """The annotations of the article in a file."""
    (article,) = dateline.read((FILES / file).read_bytes(), name=file)
    return dateline.annotate(article)


def places(text: str) -> list[str]:
    """The places of an English text, each with its country and size."""
    found = dateline.annotate(Article(body=text, language="en")).places
    return [f"{place.span.text}/{place.code}/{place.resolution}" for place in found]


@pytest.mark.parametrize(
    "file", [pytest.param(f"{name}.json", id=name.upper()) for name in ("g03", "g22", "g51")]
)
def test_georgia_is_the_state_in_an_american_article(file: str) -> None:
    """Every "Georgia" is the state, because the article names other states, towns or parties."""
    found = {(p.code, p.resolution) for p in annotated(file).places if p.span.text == "Georgia"}

    assert found == {("USA", "province")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia said that Russia had moved troops. The U.S. backed Georgia.", "GEO"),
        ("Congress backed Georgia. Tbilisi thanked the Republicans.", "GEO"),
        ("Georgia, Armenia and Azerbaijan met.", "GEO"),
        ("The Georgian president left Atlanta for Georgia.", "GEO"),
        ("Sen. Raphael Muster of Georgia said no. He won in Georgia.", "USA"),
        ("The runoff in Georgia was close. Georgia Republicans lost.", "USA"),
        ("Police in Macon, Georgia, arrested a man. Georgia has a law.", "USA"),
        ("The Democrats spoke of Georgia, and Congress of Georgia.", "USA"),
        ("It rained in Ohio and Texas. It was dry in Georgia.", "USA"),
    ],
)
def test_georgia_here_and_there(text: str, expected: str) -> None:
    """What is named inside the country decides; the name of the United States alone does not."""
    georgia = [place for place in places(text) if place.startswith("Georgia/")]

    assert {place.split("/")[1] for place in georgia} == {expected}


def test_the_state_acts_as_an_american_actor() -> None:
    """An event of the state of Georgia has the code of the United States."""
    text = "Police in Macon, Georgia, arrested a man. Georgia sued China on Monday."
    found = dateline.annotate(Article(body=text, language="en")).reports[-1]

    assert [actor.code for actor in found.actors] == ["USA"]


@pytest.mark.parametrize(
    ("file", "absent"),
    [
        pytest.param("g28.json", {"TUR"}, id="G28"),
        pytest.param("g43.json", {"COG", "GIN", "PAN", "CUB", "BRA", "BMU"}, id="G43"),
    ],
)
def test_things_are_no_places(file: str, absent: set[str]) -> None:
    """The bird, and things named after countries, are not the country."""
    assert absent.isdisjoint(place.code for place in annotated(file).places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey breasts cost more.", []),
        ("Turkey is a lean meat. Many like turkey.", []),
        ("Turkey said no. Nobody ate turkey in Ankara, Turkey.", ["Turkey"] * 2),
        ("Turkey farmers in Ankara say that Turkey is dry.", ["Ankara", "Turkey"]),
        ("She ate Jordan almonds from a China plate.", []),
        ("Chile peppers and Lima beans, Brussels sprouts and Texas toast.", []),
        ("Bermuda grass grows on Bermuda.", ["Bermuda"]),
        ("Brazil sold nuts to Brazil nut traders in Brazil.", ["Brazil", "Brazil"]),
        ("Manila sent envelopes.", ["Manila"]),
        ("Ebola patients were ill.", []),
    ],
)
def test_things_and_words_with_the_name_of_a_place(text: str, expected: list[str]) -> None:
    """A common noun right after the name, or the same word with a small letter, decides."""
    found = [place.split("/")[0] for place in places(text)]

    assert [name for name in found if name != "Ankara"] == [n for n in expected if n != "Ankara"]


def test_the_town_of_a_dateline_with_a_state() -> None:
    """TROY, N.Y., is the town in the state of New York (case G17)."""
    town = annotated("g17.json").places[0]

    assert (town.span.text, town.code, round(town.latitude, 1)) == ("TROY", "USA", 42.7)


@pytest.mark.parametrize(
    ("dateline_", "name", "latitude"),
    [
        ("ERIE, Pa. (AP) —", "Erie", 42.1),
        ("ADA, Okla. (AP) —", "Ada", 34.8),
        ("LIMA, Ohio (AP) —", "Lima", 40.7),
        ("LIMA, Peru (AP) —", "Lima", -12.0),
        ("YORK, Pa. (AP) —", "York", 40.0),
        ("ST. PAUL, Minn. (AP) —", "Saint Paul", 44.9),
        ("KYIV, Ukraine (AP) —", "Kyiv", 50.5),
        ("ROME (AP) —", "Rome", 41.9),
        ("OSLO, July 17 (Reuters) -", "Oslo", 59.9),
    ],
)
def test_short_towns_of_datelines(dateline_: str, name: str, latitude: float) -> None:
    """A short name in capitals is a town, and the region after it says which."""
    text = f"{dateline_} Some people want the old flag removed. The chief said that he would ask."
    (article,) = dateline.read(f"A headline\n\n{text}\n".encode(), name="a.txt")
    town = dateline.annotate(article).places[0]

    assert (town.name, round(town.latitude, 1)) == (name, latitude)


def test_acronyms_are_no_towns() -> None:
    """Outside of a dateline a short word in capitals is a place only if its region follows."""
    assert places("The MANX and ADA acts, and AIDS, Africa.") == ["Africa/None/continent"]
