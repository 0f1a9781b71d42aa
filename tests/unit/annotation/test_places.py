"""Places, and which of the places of a name is meant."""

from __future__ import annotations

import pytest

from dateline.annotation.places.countries import load_atlas
from dateline.annotation.places.gazetteer import folded, gazetteer_header, places_named
from dateline.annotation.places.resolve import places
from dateline.annotation.text.sentences import sentences
from dateline.values.annotations import PlaceMention, Resolution


def read(text: str, dateline: str = "") -> list[PlaceMention]:
    """The places of a body and of a dateline."""
    texts = {"body": text, "dateline": dateline}
    return list(places([(text, sentences(part, text)) for part, text in texts.items()]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Rawalpindi, Pakistan.", "Rawalpindi/PAK Pakistan/PAK"),
        ("They met in Paris on Monday.", "Paris/FRA"),
        ("They met in Paris, Texas, on Monday.", "Paris/USA Texas/USA"),
        ("The Libyan army entered Tripoli.", "Tripoli/LBY"),
        ("Lebanese troops entered Tripoli.", "Tripoli/LBN"),
        ("It rained in Georgia and Russia.", "Georgia/GEO Russia/RUS"),
        ("It rained in Georgia, Alabama and Texas.", "Georgia/USA Alabama/USA Texas/USA"),
        ("He flew to St. Petersburg from Russia.", "Saint Petersburg/RUS Russia/RUS"),
        ("India-Pakistan talks on the People's Republic of China.", "IND PAK CHN"),
        ("The Washington Post wrote of Paris Example.", ""),
        ("A study of the University of Calgary cost US$4.", ""),
        ("Let us go, they told us in March.", ""),
        ("A California woman left.", "California/USA"),
        ("It rained in Washington, Oregon and Idaho.", "Washington/USA Oregon/USA Idaho/USA"),
        ("He lives in Albany, New York.", "Albany/USA New York/USA"),
        ("He moved to New York.", "New York City/USA"),
        ("He met the New York governor.", "New York/USA"),
        (
            "He left Paris, Texas. France is far. He likes Paris.",
            "Paris/USA Texas/USA France/FRA Paris/USA",
        ),
        ("Troops crossed the Red Sea.", "Red Sea/None"),
    ],
)
def test_the_right_place_of_a_name_is_chosen(text: str, expected: str) -> None:
    """The country named, the region after a comma, and the population decide."""
    found = read(text)

    if "/" in expected:
        assert " ".join(f"{place.name}/{place.code}" for place in found) == expected
    else:
        assert " ".join(place.code or "" for place in found) == expected


def test_a_place_has_its_evidence() -> None:
    """A place has its point, its size, its id in GeoNames, its confidence and its rule."""
    (found,) = read("They met in Lahore.")

    assert (found.latitude, found.longitude) == pytest.approx((31.56, 74.35), abs=0.1)
    assert found.geonameid == 1172451
    assert found.resolution is Resolution.CITY
    assert 0.5 < found.confidence <= 1
    assert found.rule.dictionary == f"gazetteer {gazetteer_header()['version']}"
    assert found.span.text == "Lahore"


def test_the_dateline_supports_its_country() -> None:
    """Of two towns with the same name, the one in the country of the dateline is meant."""
    text = "They met in Hyderabad."

    assert [place.code for place in read(text)] == ["IND"]
    assert [place.code for place in read(text, "KARACHI")] == ["PAK", "PAK"]


def test_small_towns_need_support() -> None:
    """The name of a small town counts only with support, such as its country."""
    assert not read("Abbottabad Cricket beat Dunn.")
    assert [place.code for place in read("He lives near Sialkot in Pakistan.")] == ["PAK", "PAK"]


def test_the_gazetteer_names_its_licence_and_is_sorted() -> None:
    """GeoNames is named with its licence, and the binary search can rely on the order."""
    header = gazetteer_header()
    assert header["licence"].startswith("CC BY 4.0")
    assert "GeoNames" in header["source"]
    assert header["version"]
    for name in ("Aachen", "Lahore", "Zürich", "San José", "Żory"):
        assert places_named(folded(name)), name
    assert places_named("no such place as this") == ()


def test_own_tables_have_points_on_the_globe() -> None:
    """Every country and region has a point, and each code is a state's."""
    atlas = load_atlas()

    for candidates in atlas.named.values():
        for place in candidates:
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180
            assert place.code is None or len(place.code) == 3


def test_countries_and_regions_have_their_geonames_id() -> None:
    """A place in the gazetteer and in Dateline's own tables is one place with one id."""
    found = read("Troops left Pakistan, Texas, Scotland and Africa.")

    assert [place.geonameid for place in found] == [1168579, 4736286, 2638360, 6255146]


def test_a_dateline_does_not_support_itself() -> None:
    """The evidence for a place in the dateline is the rest of the article, as for any name."""
    names = [place.name for place in read("Pakistan and Libya agreed.", "ISLAMABAD")]

    assert names == ["Pakistan", "Libya", "Islamabad"]
