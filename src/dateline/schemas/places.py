"""Places: of an event, and over all articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.annotations import PlaceMention, Resolution
from dateline.values.listing import PlaceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceShape(Shape):
    """A place."""

    name: str
    """The name in the gazetteer."""
    latitude: float
    """Decimal degrees, WGS 84."""
    longitude: float
    """Decimal degrees, WGS 84."""
    resolution: Resolution
    """How large the place is."""
    country: str | None
    """The country that it is in (ISO 3166-1 alpha-3; KOS for Kosovo), or null for a sea or a
    continent."""
    geonameid: int | None
    """Its number in GeoNames, or null if the gazetteer has none."""
    confidence: float
    """How much of the weight of all places with that name this one has here, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlaceShape(Shape):
    """A place over all articles: one of `dateline places --json`."""

    name: str
    """The name in the gazetteer."""
    country: str | None
    """The country that it is in (ISO 3166-1 alpha-3; KOS for Kosovo), or null for a sea or a
    continent."""
    resolution: Resolution
    """How large the place is."""
    latitude: float
    """Decimal degrees, WGS 84."""
    longitude: float
    """Decimal degrees, WGS 84."""
    geonameid: int | None
    """Its number in GeoNames, or null if the gazetteer has none."""
    articles: int
    """How many articles name it."""
    mentions: int
    """How often they name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesShape(Shape):
    """A list of places: `dateline places --json`."""

    places: tuple[ListedPlaceShape, ...]
    """The places, those that most articles name first."""


def place_shape(place: PlaceMention) -> PlaceShape:
    return PlaceShape(
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        resolution=place.resolution,
        country=place.code,
        geonameid=place.geonameid,
        confidence=place.confidence,
    )


def listed_place_shape(place: PlaceLine) -> ListedPlaceShape:
    return ListedPlaceShape(
        name=place.name,
        country=place.code,
        resolution=place.resolution,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=place.geonameid,
        articles=place.articles,
        mentions=place.mentions,
    )


def places_shape(places: Iterable[PlaceLine]) -> PlacesShape:
    return PlacesShape(places=tuple(map(listed_place_shape, places)))
