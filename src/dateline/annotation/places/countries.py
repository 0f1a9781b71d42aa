"""Dateline's own tables of countries and regions, by name, and of names that lead to a country
without being a place ("Libyan", "the Kremlin")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.annotation.places.gazetteer import GazetteerPlace, folded, places_named
from dateline.dictionaries.files import Row, load, names
from dateline.values.annotations import Resolution


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The tables of countries and regions.

    `named` has the places of each folded name (names with a full stop are as printed); `hints`
    the country of each demonym; `capitals` the country of each capital's folded name;
    `capital_letters` the names that count only in capitals ("US", not "us"); `not_places` the
    folded names that nearly always mean something else; `first_words` the words that have a
    capital letter because they begin a sentence.
    """

    label: str
    named: dict[str, tuple[GazetteerPlace, ...]]
    hints: dict[str, str]
    capitals: dict[str, str]
    capital_letters: frozenset[str]
    not_places: frozenset[str]
    first_words: frozenset[str]


# Names in the table of countries that only the event coder needs: they are on no map.
_NO_PLACE = frozenset(
    folded(name)
    for name in (
        "Palestinian Authority", "Palestinian National Authority", "PLO", "P.L.O.",
        "Palestinian Liberation Organization", "Palestine Liberation Organization",
        "Palestine Liberation Organisation", "White House", "Pentagon", "Downing Street",
        "Whitehall", "Foggy Bottom",
    )
)  # fmt: skip


@cache
def load_atlas() -> Atlas:
    """The tables, read once."""
    countries, regions = load("countries"), load("regions")
    states, lands = countries["states"].rows, countries["dependencies"].rows
    named: dict[str, tuple[GazetteerPlace, ...]] = {}
    for code, cell, _, _, latitude, longitude in (*lands, *states):
        _add_row(named, code, cell, latitude, longitude, Resolution.COUNTRY)
    sections = {
        "continents": Resolution.CONTINENT,
        "waters": Resolution.FEATURE,
        "parts of countries": Resolution.PROVINCE,
        "states of the United States": Resolution.PROVINCE,
    }
    for section, resolution in sections.items():
        for code, cell, latitude, longitude in regions[section].rows:
            _add_row(named, code, cell, latitude, longitude, resolution)
    capitals = _codes((*lands, *states), 3)
    return Atlas(
        label=f"{countries.label}, {regions.label}",
        named=named,
        hints=_codes((*lands, *states), 2),
        capitals=capitals,
        capital_letters=frozenset(key for key in named if len(key) <= 3),
        not_places=frozenset(map(folded, regions["not places"].words())) | _NO_PLACE,
        first_words=frozenset(map(folded, regions["first words"].words())),
    )


def _codes(rows: Iterable[Row], column: int) -> dict[str, str]:
    return {folded(name): row[0] for row in rows for name in names(row[column])}


def _add_row(
    named: dict[str, tuple[GazetteerPlace, ...]],
    code: str,
    cell: str,
    latitude: str,
    longitude: str,
    resolution: Resolution,
) -> None:
    """Add a row under all its names, with the id and the population from the gazetteer."""
    every = [name for name in names(cell) if folded(name) not in _NO_PLACE]
    known = next(
        (
            place
            for place in places_named(folded(every[0]))
            if (place.code or "") == code and place.resolution is resolution
        ),
        None,
    )
    place = GazetteerPlace(
        name=every[0],
        latitude=float(latitude),
        longitude=float(longitude),
        resolution=resolution,
        code=code or None,
        region=known.region if known else "",
        population=known.population if known else 0,
        geonameid=known.geonameid if known else None,
    )
    for name in every:
        key = name if name.endswith(".") and "." not in name[:-1] else folded(name)
        others = (other for other in named.get(key, ()) if other.code != place.code)
        named[key] = (*others, place)
