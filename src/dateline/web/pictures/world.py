"""The map of the world: where places are drawn on it, and as how large circles.

The projection is Natural Earth I, by the polynomials of B. Šavrič, B. Jenny, T. Patterson,
D. Petrovič and L. Hurni, "A polynomial equation for the Natural Earth projection" (2011).
`tools/draw_world.py` draws `static/world.svg` by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import radians, sqrt

from dateline.values.annotations import PlaceMention, Resolution
from dateline.values.listing import PlaceLine

WIDTH, HEIGHT = 960.0, 500.0
_SCALE = WIDTH / (2 * 3.14159265 * 0.8707)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where this place (decimal degrees, WGS 84) is on the map, from its upper left corner."""
    phi, lam = radians(latitude), radians(longitude)
    p2 = phi * phi
    p4 = p2 * p2
    p6 = p2 * p4
    x = lam * (0.8707 - 0.131979 * p2 - 0.013791 * p4 + 0.003971 * p4 * p6 - 0.001529 * p6 * p6)
    y = phi * (1.007226 + 0.015085 * p2 - 0.044475 * p6 + 0.028874 * p4 * p4 - 0.005916 * p4 * p6)
    return WIDTH / 2 + x * _SCALE, HEIGHT / 2 - y * _SCALE


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the map that is shown."""

    x: float = 0.0
    y: float = 0.0
    width: float = WIDTH
    height: float = HEIGHT


_LEAST = 240.0  # the width of the smallest frame: a place is seen in its part of the world
_MARGIN = 40.0
_LARGEST, _SMALLEST = 0.023, 0.002  # radii of circles, as parts of the width


@dataclass(frozen=True, slots=True)
class Circle:
    """A place, and its circle: the square of the radius goes with the `number` that it stands for.
    `address` is of a page that lists what is counted."""

    place: PlaceLine | PlaceMention
    number: int
    address: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Map:
    """The circles of places that are points, in a frame."""

    circles: tuple[Circle, ...]
    frame: Frame


def mapped(
    places: Iterable[tuple[PlaceLine | PlaceMention, int, str]], *, closely: bool = False
) -> Map:
    """The map of these places, each with its number and address: of the whole world or, `closely`,
    of the part of it that has them all. Continents are no points."""
    points = [
        (place, number, address, *project(place.latitude, place.longitude))
        for place, number, address in places
        if place.resolution is not Resolution.CONTINENT
    ]
    most = max((number for _, number, *_ in points), default=1)
    frame = _around([(x, y) for *_, x, y in points]) if closely and points else Frame()
    return Map(
        tuple(
            Circle(
                place,
                number,
                address,
                round(x, 1),
                round(y, 1),
                round(frame.width * max(_LARGEST * sqrt(number / most), _SMALLEST), 2),
            )
            for place, number, address, x, y in points
        ),
        frame,
    )


def _around(points: list[tuple[float, float]]) -> Frame:
    """The smallest frame in the shape of the map that has the points and some room around them."""
    xs, ys = zip(*points, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    width = max(right - left + 2 * _MARGIN, (bottom - top + 2 * _MARGIN) * WIDTH / HEIGHT, _LEAST)
    width = min(width, WIDTH)
    height = width * HEIGHT / WIDTH
    return Frame(
        round(min(max((left + right - width) / 2, 0), WIDTH - width), 1),
        round(min(max((top + bottom - height) / 2, 0), HEIGHT - height), 1),
        round(width, 1),
        round(height, 1),
    )
