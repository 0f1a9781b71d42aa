"""Journeys of somebody who decides."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, Server
from tests.browser.test_browser_reading import expect, titles


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    return serve()


def article(browse: Open, server: Server, query: str) -> Any:
    page = browse(server, f"/search?q={query}")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/articles/*")
    return page


def test_a_tag_comes_by_key_and_goes(browse: Open, server: Server) -> None:
    page = article(browse, server, "tariffs")
    page.keyboard.press("t")
    page.keyboard.type("to read, checked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="to read")).to_be_visible()
    page.get_by_label("Take the tag checked away").click()
    expect(page.get_by_role("link", name="checked")).not_to_be_visible()
    assert json.loads(server.dateline("tag", "--json"))["tags"] == [
        {"tag": "to read", "articles": 1}
    ]


def test_a_note_is_written_and_taken_back(browse: Open, server: Server) -> None:
    page = article(browse, server, "tariffs")
    page.keyboard.press("n")
    page.keyboard.type("Ask the ministry.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Ask the ministry.")).to_be_visible()
    page.get_by_role("button", name="take back").click()
    expect(page.get_by_text("Ask the ministry.")).not_to_be_visible()


def test_a_date_is_corrected_and_taken_back(browse: Open, server: Server) -> None:
    page = article(browse, server, "tariffs")
    page.get_by_text("Correct a field").click()
    page.get_by_label("published", exact=True).fill("7 March 2024")
    page.locator("form.correct").filter(has=page.get_by_label("published", exact=True)).get_by_role(
        "button"
    ).click()
    expect(page.locator(".byline time").first).to_have_text("7 March 2024")
    page.get_by_role("button", name="take back").click()
    expect(page.locator(".byline time").first).to_have_text("6 March 2024")


def test_an_article_is_deleted_with_its_reason(browse: Open, server: Server) -> None:
    page = article(browse, server, "tariffs")
    page.locator("[hx-get$='/similar']").scroll_into_view_if_needed()
    expect(page.locator("[hx-get$='/similar'] ul")).to_be_visible()  # nothing is under way any more
    page.get_by_text("Delete this article").click()
    page.get_by_label("Reason").fill("a court's order")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("cell", name="a court's order")).to_be_visible()
    page.goto("/search?q=tariffs")
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_an_event_is_judged(browse: Open, server: Server) -> None:
    page = browse(server, "/events?type=CONSULT")
    event = page.locator(".events > li").first
    event.get_by_role("button", name="Wrong").click()
    page.wait_for_url("**/events*")
    every = server.dateline("events", "--type", "CONSULT", "--all", "--json", "--limit", "all")
    reviews = [event["review"] for event in json.loads(every)["events"]]
    assert [review["right"] for review in reviews if review] == [False]


def test_events_are_judged_by_keys(browse: Open, server: Server) -> None:
    page = browse(server, "/events?from=2024")
    page.keyboard.press("j")
    expect(page.locator(".hit.current")).not_to_have_css("box-shadow", "none")  # it is seen
    page.keyboard.press("y")
    page.wait_for_url("**from=2024#e*")
    expect(page.locator(".hit.current .state", has_text="right")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("w")
    expect(page.locator(".hit.current .state", has_text="wrong")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Taken back: Event")
    expect(page.locator(".state", has_text="wrong")).to_have_count(0)
    expect(page.locator(".state", has_text="right")).to_have_count(1)


def test_a_sample_is_audited_by_keys(browse: Open, server: Server) -> None:
    """The share that is right follows each answer, without another page."""
    page = browse(server, "/events")
    page.get_by_role("link", name="how many are right").click()
    page.get_by_label("Events to draw").fill("5")
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**sample=5**")
    status = page.locator(".estimate")
    expect(status).to_contain_text("No event of the sample is reviewed yet")
    page.evaluate("window.same = true")
    page.keyboard.press("y")
    expect(status).to_contain_text("by 1 review; with 95 % confidence 21 to 100 %")
    page.keyboard.press("w")
    expect(status).to_contain_text("by 2 reviews; with 95 % confidence 9 to 91 %")
    assert page.evaluate("window.same")
    first = page.locator(".sentence").inner_text()
    page.keyboard.press("s")
    page.wait_for_url("**after=*")
    expect(page.locator(".sentence")).not_to_have_text(first)
    page.locator("summary", has_text="change").first.click()
    page.locator(".lines details[open]").get_by_role("button", name="Right").click()
    expect(status).to_contain_text("100 % of all events are right, by 2 reviews")
    printed = server.dateline("events", "audit", "--sample", "5", "--report", "--json")
    assert json.loads(printed)["precision"][0]["right"] == 2


def test_two_sources_are_merged(browse: Open, server: Server) -> None:
    page = browse(server, "/sources")
    page.get_by_text("Rename a source").click()
    page.get_by_label("Articles of").fill("Tide Times")
    page.get_by_label("are listed under").fill("Harbor Post")
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("row", name=re.compile("Harbor Post.* 3 "))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("row", name=re.compile("Harbor Post.* 1 "))).to_be_visible()


def test_a_person_is_hidden_and_shown_again(browse: Open, server: Server) -> None:
    page = browse(server, "/people?kind=person")
    link = page.locator("table.list a").first
    name = link.inner_text()
    link.click()
    page.get_by_role("button", name="Hide").click()
    page.wait_for_url("**/people")
    expect(page.get_by_role("link", name=name, exact=True)).not_to_be_visible()
    page.goto(f"/people/person/{name}")
    page.get_by_role("button", name="Show again").click()
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=name, exact=True)).not_to_be_visible()


def test_a_search_is_saved_run_and_removed(browse: Open, server: Server) -> None:
    page = browse(server, "/search?q=steel")
    page.get_by_label("Name of the search").fill("metals")
    page.get_by_role("button", name="Save the search").click()
    page.get_by_role("link", name="metals").click()
    assert len(titles(page)) == 3
    page.goto("/saved")
    page.get_by_label("Remove metals").click()
    expect(page.get_by_role("link", name="metals")).not_to_be_visible()


def test_all_that_was_found_is_tagged_and_no_longer(browse: Open, server: Server) -> None:
    """Without scripts, too."""
    page = browse(server, "/search?q=steel", java_script_enabled=False)
    page.get_by_label("Tags for all").fill("metal")
    page.get_by_role("button", name="Tag all 3").click()
    expect(page.get_by_role("status")).to_contain_text("Tagged “metal” (3 articles).")
    page.get_by_role("link", name="metal 3").click()
    assert len(titles(page)) == 3
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    page.goto("/search?q=steel&sort=oldest")
    page.get_by_label("Select The last steel bridge").check()
    page.get_by_label("Tags for the selected").fill("bridges")
    page.get_by_role("button", name="Tag selected").click()
    expect(page.get_by_role("status")).to_contain_text("Tagged “bridges”.")
    page.goto("/search?q=tag:metal OR tag:bridges")
    assert titles(page) == ["The last steel bridge"]


def test_files_are_added_and_the_balance_is_shown(
    browse: Open, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "whale.txt").write_text("A whale in the bay\n\nA whale was seen in the bay.\n")
    (tmp_path / "empty.txt").write_text("")
    page = browse(server, "/add")
    page.locator("#files").set_input_files([tmp_path / "whale.txt", tmp_path / "empty.txt"])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("2 articles found")).to_be_visible()
    expect(page.get_by_text("empty.txt")).to_be_visible()
    page.get_by_role("link", name="What the last run added").click()
    assert titles(page) == ["A whale in the bay"]


def test_a_text_is_pasted(browse: Open, server: Server) -> None:
    page = browse(server, "/add")
    page.get_by_label("Or paste").fill("A seal on the pier\n\nA seal was seen on the pier.\n")
    page.get_by_label("Publisher").fill("Seal Post")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("1 article found")).to_be_visible()
    page.goto("/search?q=seal")
    expect(page.locator(".hit .about")).to_contain_text("Seal Post")


def test_an_upload_goes_on_when_the_tab_is_closed(
    browse: Open, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "owl.txt").write_text("An owl on the roof\n\nAn owl was seen on the roof.\n")
    page = browse(server, "/add")
    page.locator("#files").set_input_files(tmp_path / "owl.txt")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/add/*")
    address = page.url
    page.close()
    again = browse(server, address)
    expect(again.get_by_text("1 article found")).to_be_visible()


def test_a_run_is_taken_back(browse: Open, server: Server) -> None:
    page = browse(server, "/archive")
    page.locator("summary", has_text="undo").first.click()
    page.get_by_role("button", name="Undo run 4").click()
    expect(page.get_by_text("Run 4 taken back")).to_be_visible()
    page.goto("/search?q=fog")
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_the_archive_is_checked(browse: Open, server: Server) -> None:
    page = browse(server, "/archive")
    page.get_by_role("button", name="Check that all is whole").click()
    expect(page.get_by_role("heading", name="All is whole")).to_be_visible()


def test_a_backup_is_made(browse: Open, serve: Callable[..., Server], tmp_path: Path) -> None:
    page = browse(serve("--backups", str(tmp_path / "kept")), "/archive")
    page.get_by_role("button", name="Make a backup").click()
    expect(page.get_by_text("The backup is made")).to_be_visible()
    page.get_by_role("link", name="The archive").click()
    expect(page.get_by_text("1 backup, the last of")).to_be_visible()


def test_versions_are_compared(browse: Open, server: Server, tmp_path: Path) -> None:
    changed = {
        "id": "s2",
        "title": "Steel makers ask for help",
        "text": "Steel makers asked the minister for money.\n\nSteel is dear, they say.",
        "date": "2024-05-20",
        "source": "Tide Times",
        "section": "Business",
    }
    (tmp_path / "steel.jsonl").write_text(json.dumps(changed) + "\n")
    mended = tmp_path / "mended.txt"
    mended.write_text(f"{changed['title']}\n\n{changed['text']}\n")
    id = json.loads(server.dateline("search", "makers", "--json"))["hits"][0]["id"]
    server.dateline("replace", id, mended)
    page = browse(server, f"/articles/{id}")
    page.get_by_role("link", name="what changed").click()
    assert "money" in page.locator("ins").all_inner_texts()[0]
    assert "help" in " ".join(page.locator("del").all_inner_texts())


def test_somebody_logs_in_and_out(
    browse: Open, serve: Callable[..., Server], stock: Path, tmp_path: Path
) -> None:
    users = tmp_path / "users.json"
    from tests.browser.conftest import dateline

    command = ("users", "add", "ann", "--role", "editor", "--users", users)
    dateline(stock, *command, stdin="a long enough word\n")
    page = browse(serve("--users", str(users)), "/search?q=steel")
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill("a wrong word, too")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("logged as ann")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_a_reader_may_only_read(browse: Open, serve: Callable[..., Server]) -> None:
    page = article(browse, serve("--read-only"), "tariffs")
    assert page.locator("form[method=post]").count() == 0


def test_an_empty_archive_is_begun_by_a_click(
    browse: Open, serve: Callable[..., Server], tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    page = browse(serve(archive=empty))
    page.get_by_role("button", name="Try the example article").click()
    expect(page.get_by_text("1 article found")).to_be_visible()
    page.goto("/")
    assert titles(page) == ["Harbor council agrees on new pier"]
