"""The pictures in docs/images are what the scripts under tools/ draw."""

from __future__ import annotations

import pytest
from tools import draw_pages, draw_rooms, draw_session


def test_the_picture_of_the_rooms_is_current() -> None:
    """docs/images/rooms.svg shows the imports as they are: else run tools/draw_rooms.py."""
    assert draw_rooms.drawn(draw_rooms.room_imports()) == draw_rooms.PICTURE.read_text("utf-8")


def test_the_picture_of_a_session_is_current() -> None:
    """docs/images/session.svg shows what the commands print: else run tools/draw_session.py."""
    shown = draw_session.words(draw_session.drawn(draw_session.session()))

    assert shown == draw_session.words(draw_session.PICTURE.read_text("utf-8"))


def test_every_page_has_its_pictures() -> None:
    """At every width, in light and dark, in the gallery: else run tools/draw_pages.py."""
    taken = {path.name for path in draw_pages.PICTURES.iterdir()}

    assert taken == {file for name in draw_pages.PAGES for file in draw_pages.pictures(name)}
    assert draw_pages.gallery() == draw_pages.PAGE.read_text("utf-8")


def test_pictures_load_nothing_from_elsewhere() -> None:
    """An SVG names no address but that of its own format."""
    for picture in draw_session.PICTURE.parent.glob("*.svg"):
        text = picture.read_text("utf-8").replace('"http://www.w3.org/2000/svg"', "")

        assert "http" not in text.replace("https://www.textualize.io", ""), picture.name


def test_a_circle_of_rooms_is_an_error() -> None:
    """Rooms that import each other cannot be drawn in rows."""
    circle = {"cli": frozenset({"a"}), "a": frozenset({"b"}), "b": frozenset({"a"})}

    with pytest.raises(ValueError, match="a circle of imports"):
        draw_rooms.rows(circle)


def test_an_import_that_follows_from_others_is_left_out() -> None:
    """cli imports values through archive, so that arrow says nothing new."""
    imports = {
        "cli": frozenset({"archive", "values"}),
        "archive": frozenset({"values"}),
        "values": frozenset[str](),
    }

    assert draw_rooms.direct(imports)["cli"] == {"archive"}
    assert draw_rooms.rows(imports) == [["cli"], ["archive"], ["values"]]
