"""Journeys of somebody who searches and reads."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest

from tests.browser.conftest import Open, Server


def titles(page: Any) -> list[str]:
    return [title.strip() for title in page.locator(".hit h3").all_inner_texts()]


def expect(locator: Any) -> Any:
    """What Playwright expects of it, with patience for a busy machine."""
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)
    return expect(locator)


def test_a_query_is_typed_and_entered(browse: Open, reading: Server) -> None:
    page = browse(reading)
    page.keyboard.press("/")
    page.keyboard.type('"steel tariffs"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert titles(page) == ["Minister rules out steel tariffs"]
    assert page.locator(".hit mark").all_inner_texts() == ["steel tariffs", "steel tariffs"]


def test_a_query_is_typed_with_suggestions(browse: Open, reading: Server) -> None:
    """By keys alone: a field, then its value; enter without a choice searches."""
    page = browse(reading)
    page.keyboard.press("/")
    page.keyboard.type("steel sour")
    field = page.get_by_role("combobox", name="Search")
    expect(page.get_by_role("option", name="source:")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#q") == "steel source:"
    page.keyboard.type("tide")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_have_text("Tide Times 2 articles")
    page.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    assert page.input_value("#q") == 'steel source:"Tide Times" '
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.type("-tag")
    expect(page.get_by_role("option", name="tag:")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).not_to_be_visible()
    for _ in "-tag":
        page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**Tide+Times*")
    assert len(titles(page)) == 2


def test_an_answer_that_comes_late_keeps_nothing_from_being_asked(
    browse: Open, reading: Server
) -> None:
    """Suggestions for less than what is typed now do not come between, nor stay."""
    page = browse(reading)
    late: list[Any] = []
    page.route("**/suggest?q=source%3A", lambda route: late.append(route))
    page.clock.install()
    page.focus("#q")
    page.keyboard.type("source:")
    page.clock.run_for(200)
    page.keyboard.type("tide")
    late[0].continue_()
    page.evaluate("fetch('/suggest?q=steel').then((answer) => answer.text())")
    page.clock.run_for(200)
    expect(page.get_by_role("option")).to_have_text("Tide Times 2 articles")


def test_a_suggestion_is_clicked_in_the_middle_of_a_query(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=source:ti+steel", viewport={"width": 360, "height": 700})
    page.focus("#q")
    page.evaluate("document.getElementById('q').setSelectionRange(9, 9)")
    page.keyboard.type("d")
    page.get_by_role("option", name="Tide Times").click()
    assert page.input_value("#q") == 'source:"Tide Times" steel'
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_facet_narrows_and_its_chip_widens_again(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel")
    page.get_by_role("link", name=re.compile("Tide Times")).click()
    expect(page.get_by_text("2 articles")).to_be_visible()
    page.get_by_role("link", name="Without source").click()
    expect(page.get_by_text("3 articles")).to_be_visible()


def test_a_bar_leads_to_its_month(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel")
    page.get_by_text("articles by month").click()
    page.get_by_role("link", name="2024-05", exact=True).click()
    assert titles(page) == ["Steel makers ask for help"]


def test_bars_are_by_other_stretches_and_of_other_things(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=council")
    bars = page.get_by_label("Bars")
    bars.get_by_role("link", name="share of all").click()
    page.wait_for_url("**bars=share*")
    bars.get_by_role("link", name="week").click()
    page.wait_for_url("**every=week*")
    page.get_by_text("share of all by week").click()
    row = page.get_by_role("row", name=re.compile("2024-W14"))
    expect(row).to_contain_text("of")
    said = re.search(r"(\d+) of", row.inner_text())
    row.get_by_role("link").click()
    page.wait_for_url("**in=date*2024-W14*")
    assert said is not None
    expect(page.locator(".status strong")).to_have_text(f"{said[1]} articles")
    page.go_back()
    bars.get_by_role("link", name="stories").click()
    expect(page.get_by_text("stories by week, at most")).to_be_visible()


def test_a_drag_over_bars_narrows_to_their_span(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel")
    box = page.locator(".histogram svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 20, steps=5)
    page.mouse.up()
    page.wait_for_url("**in=date*")
    assert sorted(titles(page)) == ["Minister rules out steel tariffs", "Steel makers ask for help"]


def test_the_order_is_changed(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel")
    page.get_by_role("link", name="oldest").click()
    page.wait_for_url("**sort=oldest*")
    assert titles(page)[0] == "The last steel bridge"


def test_pages_follow_and_back_works(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=council")
    first = titles(page)
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**after=*")
    second = titles(page)
    assert len(first) + len(second) == 30
    assert not set(first) & set(second)
    page.go_back()
    assert titles(page) == first


def test_a_fault_is_shown_and_mended(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=title:(steel")
    expect(page.get_by_role("alert")).to_contain_text("bracket")
    page.fill("#q", "title:(steel)")
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 articles")).to_be_visible()


def test_nothing_found_leads_to_a_word_of_the_archive(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=tarifs+steel")
    page.get_by_role("link", name="tariffs").click()
    assert titles(page) == ["Minister rules out steel tariffs"]


def test_hits_are_read_by_keys(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel&sort=oldest")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".hit.current")).to_contain_text("The last steel bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    expect(page.locator("h1")).to_have_text("The last steel bridge")


def test_a_wide_screen_reads_beside_the_list(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel&sort=oldest", viewport={"width": 1700, "height": 900})
    page.keyboard.press("j")
    expect(page.locator("#pane h1")).to_have_text("The last steel bridge")
    page.keyboard.press("j")
    expect(page.locator("#pane h1")).to_have_text("Minister rules out steel tariffs")
    assert page.locator("#pane .m-hit").count()
    assert page.url.endswith("sort=oldest")


def test_keys_are_listed_and_typing_is_typing(browse: Open, reading: Server) -> None:
    page = browse(reading)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.focus("#q")
    page.keyboard.type("g s ?")
    assert page.input_value("#q") == "g s ?"
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/sources")


def test_an_article_shows_what_matched_and_what_was_read(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=title:pakistan")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    place = page.locator(".m-place").first
    before = place.evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_label("places").check()
    assert place.evaluate("e => getComputedStyle(e).backgroundColor") != before
    page.keyboard.press("e")
    assert page.get_by_label("events").is_checked()
    assert page.locator(".m-event").first.evaluate("e => getComputedStyle(e).outlineStyle") == (
        "solid"
    )


def test_a_citation_is_shown_to_copy(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=title:pakistan")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    page.get_by_role("link", name="BibTeX").click()
    expect(page.locator("#citation")).to_contain_text("@article{")


def test_similar_articles_come_when_they_are_looked_for(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=makers")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    page.get_by_role("heading", name="Similar").scroll_into_view_if_needed()
    expect(page.get_by_text("shares").first).to_be_visible()


def test_the_original_is_saved(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=fog")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    with page.expect_download() as download:
        page.keyboard.press("o")
    assert b"it ran" in download.value.path().read_bytes()


def test_a_saved_page_is_looked_at_and_runs_nothing(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=fog")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    page.get_by_role("link", name="as a page").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("A saved page about fog")
    assert frame.locator("title").inner_text() != "it ran"


def test_the_sources_have_a_calendar(browse: Open, reading: Server) -> None:
    page = browse(reading, "/sources")
    page.get_by_label("Order").select_option("name")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("row", name=re.compile("Council News")).get_by_text("calendar").click()
    page.locator(".calendar td a").first.click()
    page.wait_for_url("**/search?q=source*")
    assert titles(page)


def test_events_are_filtered(browse: Open, reading: Server) -> None:
    page = browse(reading, "/events")
    page.get_by_label("Type").select_option("CONSULT")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**type=CONSULT*")
    assert set(page.locator(".events strong").all_inner_texts()) <= {"CONSULT", "CONSULT/visit"}


def test_the_timeline_is_counted_in_other_stretches(browse: Open, reading: Server) -> None:
    page = browse(reading, "/timeline")
    page.get_by_role("link", name="by year").click()
    expect(page.get_by_role("cell", name="2025", exact=True)).to_be_visible()


def test_a_person_leads_to_those_named_with_them(browse: Open, reading: Server) -> None:
    page = browse(reading, "/people?kind=person")
    page.locator("table.list a").first.click()
    page.wait_for_url("**/people/person/*")
    expect(page.get_by_role("heading", name="Named in the same articles")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_network_is_read_and_followed(browse: Open, reading: Server, width: int) -> None:
    """Names do not overlap or leave the picture, whatever its width; each is a link."""
    path = "/people/organization/Inter-Services Public Relations"
    page = browse(reading, path, viewport={"width": width, "height": 900})
    boxes = [name.bounding_box() for name in page.locator(".network li a").all()]
    assert len(boxes) == page.locator(".network .spoke").count() == 6
    for at, box in enumerate(boxes):
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        for other in boxes[:at]:
            assert (
                box["y"] + box["height"] <= other["y"]
                or other["y"] + other["height"] <= box["y"]
                or box["x"] + box["width"] <= other["x"]
                or other["x"] + other["width"] <= box["x"]
            )
    page.locator(".network a", has_text="Saddam Khalifa Haftar").click()
    page.wait_for_url("**/people/person/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Saddam Khalifa Haftar")


def test_quotes_of_a_speaker(browse: Open, reading: Server) -> None:
    page = browse(reading, "/quotes")
    page.get_by_label("Speaker").fill("minister")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**speaker=minister*")
    shown = page.locator(".quotes strong").all_inner_texts()
    assert all("minister" in name.lower() for name in shown)


def test_a_place_on_the_map_leads_to_its_articles(browse: Open, reading: Server) -> None:
    page = browse(reading, "/map")
    page.locator("table.list a").first.click()
    page.wait_for_url("**/search?q=place*")
    assert titles(page)


def test_a_place_on_the_map_of_an_article_leads_to_others(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=rawalpindi")
    page.locator(".hit h3 a").first.click()
    page.locator(".known .map circle").first.click()
    page.wait_for_url("**/search?q=place*")
    assert titles(page)


def test_a_search_is_exported(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel")
    page.get_by_role("link", name="Export all").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="csv", exact=True).click()
    with download.value.path().open(newline="") as file:
        assert len(list(csv.reader(file))) == 4


def test_hits_are_selected_by_keys_and_exported(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel&sort=oldest")
    for key in "xjxjxkx":  # the second one no longer
        page.keyboard.press(key)
    expect(page.locator("#selected .number")).to_have_text("2")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.id") == "tag-selected"
    page.get_by_role("button", name="Export selected").click()
    expect(page.get_by_role("heading", name="Export 2 articles")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="csv", exact=True).click()
    with download.value.path().open(newline="") as file:
        found = {row["title"] for row in csv.DictReader(file)}
    assert found == {"The last steel bridge", "Steel makers ask for help"}


def test_light_and_dark_are_kept(browse: Open, reading: Server) -> None:
    page = browse(reading)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Light or dark").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_arabic_runs_from_right_to_left(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=lang:ar")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    assert page.locator("article").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_print_has_the_article_and_where_it_is_from(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=tariffs")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    page.emulate_media(media="print")
    expect(page.locator(".print")).to_contain_text("https://example.org/tariffs")
    expect(page.locator("header.top")).not_to_be_visible()


def test_a_narrow_screen_narrows_by_facets_too(browse: Open, reading: Server) -> None:
    page = browse(reading, "/search?q=steel", viewport={"width": 360, "height": 700})
    link = page.get_by_role("link", name=re.compile("Tide Times"))
    expect(link).not_to_be_visible()
    page.get_by_text("Narrow by").click()
    link.click()
    expect(page.get_by_text("2 articles")).to_be_visible()


@pytest.mark.parametrize("path", ["/search?q=steel", "/sources", "/events", "/people"])
def test_pages_work_without_scripts(browse: Open, reading: Server, path: str) -> None:
    page = browse(reading, path, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    page.fill("#q", "tariffs")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**/search?q=tariffs*")
    assert page.locator(".hit").count() == 1
