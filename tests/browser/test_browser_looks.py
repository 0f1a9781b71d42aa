"""How every page looks: accessible in light and dark, whole on a narrow screen and when enlarged,
steady while it loads, and what must be seen on it is seen. `tools/draw_pages.py` takes pictures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, Server
from tests.browser.pages import PAGES

WIDTHS = (1440, 800, 360)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browse: Open, reading: Server, name: str, scheme: str) -> None:
    """By the rules of WCAG 2.2 AA that axe can check."""
    page = browse(reading, PAGES[name].address, color_scheme=scheme)
    assert not _faults(page)


def _faults(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds on the page: its rules, and some of what breaks them."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags})
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]][:3])
        for fault in found.response["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_suggestions(browse: Open, reading: Server, scheme: str) -> None:
    page = browse(reading, "/search?q=council&bars=stories", color_scheme=scheme)
    page.focus("#q")
    page.keyboard.type(" s")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert not _faults(page)


@pytest.mark.parametrize(("width", "zoom"), [(360, 1), (640, 2)])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_on_a_narrow_screen(
    browse: Open, reading: Server, name: str, width: int, zoom: int
) -> None:
    """At 360 pixels, and at 1280 enlarged to 200 %, which is a screen of 640."""
    page = browse(
        reading,
        PAGES[name].address,
        viewport={"width": width, "height": 800},
        device_scale_factor=zoom,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_what_must_be_seen_is_seen(browse: Open, reading: Server, name: str) -> None:
    """At every width, within it."""
    page = browse(reading, PAGES[name].address)
    unseen = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for text in PAGES[name].texts:
            boxes = [
                box
                for found in page.get_by_text(text).all()
                if found.is_visible() and (box := found.bounding_box())
            ]
            if not any(box["x"] >= 0 and box["x"] < width - 8 for box in boxes):
                unseen.append((width, text))
    assert not unseen


@pytest.mark.parametrize("name", ["search", "everything", "article"])
def test_nothing_moves_while_a_page_loads(browse: Open, reading: Server, name: str) -> None:
    """The layout shift that Chromium reports is 0."""
    page = browse(reading, PAGES[name].address)
    shift = page.evaluate(
        """() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 500);
        })"""
    )
    assert shift == 0
