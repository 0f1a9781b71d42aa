"""Places on the map of the world."""

from __future__ import annotations

import pytest

from dateline.values.annotations import Resolution
from dateline.values.listing import PlaceLine
from dateline.web.pictures.world import HEIGHT, WIDTH, Frame, mapped


def place(latitude: float, longitude: float, resolution: Resolution = Resolution.CITY) -> PlaceLine:
    return PlaceLine(
        name="Tide",
        latitude=latitude,
        longitude=longitude,
        resolution=resolution,
        articles=1,
        mentions=1,
    )


def test_areas_of_circles_go_with_the_number():
    drawn = mapped([(place(10, 10), 8, "a"), (place(20, 20), 2, "b")])

    assert drawn.circles[0].radius == pytest.approx(2 * drawn.circles[1].radius, abs=0.02)
    assert drawn.frame == Frame()


def test_a_continent_is_no_point():
    assert mapped([(place(10, 10, Resolution.CONTINENT), 8, "a")], closely=True).circles == ()


@pytest.mark.parametrize(
    "places",
    [
        [(48.9, 2.4)],
        [(48.9, 2.4), (50.9, 4.4)],
        [(-54.8, -68.3), (71.3, -156.8)],
        [(-41.3, 174.8), (-17.5, -149.6), (64.1, -21.9)],
        [(90, 0), (-90, 180)],
    ],
)
def test_a_close_map_has_all_places_in_the_shape_of_the_world(places):
    drawn = mapped([(place(*each), 1, "") for each in places], closely=True)
    frame = drawn.frame

    assert frame.width / frame.height == pytest.approx(WIDTH / HEIGHT, abs=0.01)
    assert 0 <= frame.x <= frame.x + frame.width <= WIDTH
    assert 0 <= frame.y <= frame.y + frame.height <= HEIGHT
    assert all(frame.x <= circle.x <= frame.x + frame.width for circle in drawn.circles)
    assert all(frame.y <= circle.y <= frame.y + frame.height for circle in drawn.circles)
