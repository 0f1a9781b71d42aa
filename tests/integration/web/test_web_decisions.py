"""What people decide in the browser is what they decide on the command line."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.values.annotations import MentionKind
from dateline.values.users import Role
from tests.conftest import Command
from tests.integration.web.conftest import client, send


@pytest.fixture
def fog(stocked: Command) -> str:
    (id,) = open_archive().ids("fog")
    return id


def test_tags_come_and_go_and_are_found(site: TestClient, fog: str) -> None:
    assert send(site, f"/articles/{fog}/tags", add="to read, checked") == 303
    assert open_archive().curation.labels(fog).tags == ("checked", "to read")
    assert open_archive().count('tag:"to read"') == 1
    assert send(site, f"/articles/{fog}/tags", remove="checked") == 303
    assert open_archive().curation.labels(fog).tags == ("to read",)
    assert {decision.by for decision in open_archive().curation.decisions(fog)} == {"Mary"}


def test_selected_articles_are_tagged(site: TestClient) -> None:
    """And no others; nothing is tagged if nothing was selected."""
    ids = sorted(open_archive().ids("steel"))[:2]
    token = {"csrf": site.get("/") and site.cookies["dateline_csrf"]}
    form = {**token, "add": "metal", "back": "q=steel", "id": ids}
    response = site.post("/selected/tag", data=form)
    assert (response.status_code, response.headers["location"]) == (303, "/search?q=steel")
    assert open_archive().ids("tag:metal") == set(ids)
    assert site.post("/selected/tag", data={**form, "add": "none", "id": []}).status_code == 400
    assert open_archive().ids("tag:none") == set()


def test_notes_come_and_go(site: TestClient, fog: str) -> None:
    assert send(site, f"/articles/{fog}/notes", text="Ask the harbor master.") == 303
    (note,) = open_archive().curation.labels(fog).notes
    assert "Ask the harbor master." in site.get(f"/articles/{fog}").text
    assert send(site, f"/articles/{fog}/unnote", at=note.at) == 303
    assert not open_archive().curation.labels(fog).notes


def test_a_field_is_corrected_and_is_as_read_again(site: TestClient, fog: str) -> None:
    form = {"field": "authors", "value": "Jane Example; Tom Example", "reason": "on paper"}
    assert send(site, f"/articles/{fog}/edit", **form) == 303
    assert open_archive().article(fog).authors == ("Jane Example", "Tom Example")
    assert send(site, f"/articles/{fog}/edit", field="published", value="someday") == 400
    assert send(site, f"/articles/{fog}/revert", field="authors") == 303
    assert open_archive().article(fog).authors == ()


def test_a_deleted_article_is_gone_with_its_reason(site: TestClient, fog: str) -> None:
    assert send(site, f"/articles/{fog}/delete", reason="") in (400, 422)
    assert open_archive().count("fog") == 1
    assert send(site, f"/articles/{fog}/delete", reason="a court's order") == 303
    assert open_archive().count("fog") == 0
    assert open_archive().deletions.all()[0].reason == "a court's order"
    assert site.get(f"/articles/{fog}").status_code == 404


def test_an_event_is_reviewed(site: TestClient) -> None:
    event = next(open_archive().events.list())
    assert send(site, f"/events/{event.id}/review", right="false", back="/articles/x") == 303
    (reviewed,) = open_archive().events.reviews()
    assert (reviewed.id, reviewed.review.right) == (event.id, False)


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_the_way_back_stays_on_this_server(site: TestClient, back: str) -> None:
    event = next(open_archive().events.list())
    site.get("/")
    form = {"csrf": site.cookies["dateline_csrf"], "right": "true", "back": back}
    response = site.post(f"/events/{event.id}/review", data=form)
    assert response.headers["location"] == f"/articles/{event.heading.id}#events"


def test_a_run_is_taken_back(site: TestClient, stocked: Command) -> None:
    last = open_archive().runs.all()[-1].number
    assert send(site, f"/runs/{last}/undo") == 303
    assert open_archive().count("*") == 1


def decide(site: TestClient, address: str, **values: str) -> BeautifulSoup:
    """Send a form as a page does; return the page that it leads to."""
    site.get("/help")
    form = {"csrf": site.cookies["dateline_csrf"], **values}
    response = site.post(address, data=form, follow_redirects=True)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def undo(site: TestClient, page: BeautifulSoup) -> BeautifulSoup:
    """Press the button of the notice."""
    form = page.select_one(".done form")
    assert form is not None
    values = {str(each["name"]): str(each["value"]) for each in form.select("input")}
    return decide(site, str(form["action"]), **values)


def said(page: BeautifulSoup) -> str:
    return " ".join(page.select_one(".done p").get_text().split())  # type: ignore[union-attr]


def decided() -> Any:
    """All that the forms below change."""
    with open_archive() as archive:
        ids = sorted(archive.ids("*"))
        return (
            [archive.curation.labels(id) for id in ids],
            [archive.article(id) for id in ids],
            archive.sources(),
            archive.saved.all(),
            list(archive.entities.list()),
            archive.events.reviews(),
        )


def test_what_was_done_is_said_and_undone(site: TestClient, fog: str) -> None:
    """The notice of every decision takes it back."""
    with open_archive() as archive:
        event = next(archive.events.list())
        person = next(archive.entities.list(MentionKind.PERSON)).name
        archive.curation.tag([fog], add=["old"])
        archive.curation.note(fog, "Old.")
        (note,) = archive.curation.labels(fog).notes
        archive.curation.edit(fog, {"section": "Sea"})
        archive.saved.add("old", "fog")
    steel = {"query": "steel", "match": "all", "back": "q=steel"}
    forms: dict[str, tuple[str, dict[str, str]]] = {
        "Tagged “new”": (f"/articles/{fog}/tags", {"add": "new"}),
        "Tag “old” taken away": (f"/articles/{fog}/tags", {"remove": "old"}),
        "Tagged “new” (3 articles)": ("/found/tag", {"add": "new", **steel}),
        "Note kept": (f"/articles/{fog}/notes", {"text": "Ask."}),
        "Note taken back": (f"/articles/{fog}/unnote", {"at": note.at}),
        "Corrected: title is “Mist”": (
            f"/articles/{fog}/edit",
            {"field": "title", "value": "Mist"},
        ),
        "Correction taken back: section is as it was read": (
            f"/articles/{fog}/revert",
            {"field": "section"},
        ),
        f"Event {event.report.event_type} marked as wrong": (
            f"/events/{event.id}/review",
            {"right": "false", "back": "/events"},
        ),
        "Articles of “Arab News” are listed under “Harbor Post”": (
            "/sources/merge",
            {"name": "Arab News", "into": "Harbor Post"},
        ),
        f"“{person}” is hidden": ("/people/person/decide", {"name": person, "change": "hide"}),
        "Search saved as “metals”": ("/saved", {"name": "metals", "query": "steel"}),
        "Saved search “old” removed": ("/saved/remove", {"name": "old"}),
    }
    before = decided()
    for words, (address, values) in forms.items():
        page = decide(site, address, **values)
        assert said(page) == f"{words}."
        page = undo(site, page)
        assert said(page) == f"Taken back: {words}."
    assert decided() == before


def test_what_was_taken_back_is_done_again(site: TestClient, fog: str) -> None:
    """The notice of taking back has the same button."""
    page = decide(site, f"/articles/{fog}/tags", add="new")
    assert open_archive().curation.labels(fog).tags == ("new",)
    page = undo(site, page)
    assert open_archive().curation.labels(fog).tags == ()
    page = undo(site, page)
    assert said(page) == "Done again: Tagged “new”."
    assert open_archive().curation.labels(fog).tags == ("new",)
    assert said(undo(site, page)) == "Taken back: Tagged “new”."


def test_a_notice_is_said_once_and_only_by_a_whole_page(site: TestClient, fog: str) -> None:
    assert send(site, f"/articles/{fog}/notes", text="Ask.") == 303
    part = site.get(f"/articles/{fog}/similar", headers={"hx-request": "true"})
    assert 'class="done"' not in part.text
    assert 'class="done"' in site.get(f"/articles/{fog}").text
    assert 'class="done"' not in site.get(f"/articles/{fog}").text


def test_what_cannot_be_taken_back_has_no_button(site: TestClient, fog: str) -> None:
    page = decide(site, f"/articles/{fog}/delete", reason="a court's order")
    assert said(page) == "Deleted."
    assert not page.select(".done form")


def test_nobody_undoes_what_another_decided(site: TestClient, fog: str) -> None:
    """The form names times; whose decisions they are is known by the session."""
    open_archive().curation.tag([fog], add=["theirs"])
    (made,) = open_archive().curation.decisions(fog)
    assert send(site, "/undo", first=made.at, last=made.at, back="/") == 303
    assert open_archive().curation.labels(fog).tags == ("theirs",)
    with client(Role.READER) as reader:
        assert send(reader, "/undo", first=made.at, last=made.at) == 403
