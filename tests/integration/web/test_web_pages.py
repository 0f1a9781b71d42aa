"""Every page shows what the archive has, and works for an empty answer too."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.exports.registry import FORMS
from dateline.values.annotations import MentionKind
from dateline.values.users import Role
from dateline.web.pages.article import article_view
from dateline.web.pages.events.asked import EventsAsked
from dateline.web.pages.events.listing import events_view
from dateline.web.pages.people.entity import entity_view
from dateline.web.pages.places import Of, places_view
from dateline.web.pages.sources import coverage
from dateline.web.pictures.world import WIDTH
from tests.conftest import Command, json_lines
from tests.integration.web.conftest import MEETING, client, send
from tests.integration.web.test_web_search import soup

PAGES = (
    *("/sources", "/events", "/happenings", "/timeline", "/people", "/quotes", "/map"),
    *("/archive", "/failures", "/deletions", "/saved", "/export", "/add", "/help", "/api/docs"),
    "/api/examples",
    "/events/audit",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_headline_and_is_linked(site: TestClient, address: str) -> None:
    page = soup(site, address)
    assert len(page.select("h1")) == 1
    assert page.title is not None
    assert page.title.get_text().endswith("Dateline")


def test_every_link_of_every_page_leads_somewhere(site: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 300:
        address = waiting.pop()
        response = site.get(address, follow_redirects=True)
        assert response.status_code == 200, (address, response.text[-300:])
        if "text/html" not in response.headers["content-type"]:
            continue
        for link in soup(site, address).select("a[href^='/']") if response.history == [] else ():
            target = str(link["href"]).partition("#")[0]
            if target not in seen and "download" not in link.attrs:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 60


def test_sources_are_those_of_the_archive_by_date(site: TestClient) -> None:
    page = soup(site, "/sources?sort=name")
    shown = [row.select("td")[0].get_text() for row in page.select("table.list tbody tr")]
    assert shown == [source.label for source in open_archive().sources(sort="name")]
    assert site.get("/sources?from=2024-99-99").status_code == 400


def test_the_calendar_counts_each_month(stocked: Command) -> None:
    found = coverage(open_archive(), "Harbor Post")
    assert [(year.year, year.months) for year in found.years] == [
        (2024, (0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    ]
    assert coverage(open_archive(), "nobody").years == ()


def test_events_are_filtered_as_on_the_command_line(site: TestClient, stocked: Command) -> None:
    view = events_view(open_archive(), EventsAsked(type="CONSULT", start="2025"))
    printed = stocked("events", "--type", "CONSULT", "--from", "2025", "--limit", "all", "--json")
    assert [event.id for event in view.events] == [one["id"] for one in printed.json["events"]]
    assert view.events
    assert site.get("/events?from=someday").status_code == 400
    assert site.get("/events?type=DANCE").status_code == 400
    page = soup(site, "/events?type=CONSULT&from=2025-07")
    (as_json,) = (str(link["href"]) for link in page.select("a") if link.get_text() == "JSON")
    shown = [event["id"] for event in site.get(as_json).json()["events"]]
    assert shown == [str(one["id"])[1:] for one in page.select(".events > li")]


def test_the_page_of_a_person_has_whom_the_same_articles_name(site: TestClient) -> None:
    archive = open_archive()
    entity = next(iter(archive.entities.list(MentionKind.PERSON)))
    view = entity_view(archive, MentionKind.PERSON, entity.name)
    assert view.total == archive.count(view.query) == entity.articles
    assert entity.id not in [node.entity.id for node in view.network.nodes]
    assert site.get(f"/people/person/{entity.name}").status_code == 200
    assert site.get("/people/person/Nobody Atall").status_code == 404


def test_the_page_of_a_person_has_all_that_is_known_of_them(
    dateline: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """Articles by each of their names, events that they take part in, quotes by and about them."""
    dateline("ingest", write("meeting.jsonl", json_lines(*MEETING)))
    view = entity_view(open_archive(), MentionKind.PERSON, "Lina Maria Example")
    assert view.total == view.entity.articles == 2
    assert view.histogram is not None
    assert [line.quote.span.text for line in view.quotes] == ['"The sea is high,"']
    assert [line.quote.name for line in view.quotes_about] == ["John Sample"]
    assert [event.report.event_type for event in view.events] == ["CONSULT"]
    assert {node.entity.name: node.entity.articles for node in view.network.nodes}[
        "John Sample"
    ] == 2


def test_an_event_marked_as_wrong_counts_nowhere(site: TestClient, stocked: Command) -> None:
    event = next(open_archive().events.list())
    before = len(site.get("/api/events?limit=1000").json()["events"])
    assert send(site, f"/events/{event.id}/review", right="false") == 303
    events = site.get("/api/events?limit=1000").json()["events"]
    assert event.id not in {one["id"] for one in events}
    assert len(events) == before - 1
    printed = stocked("timeline", "--every", "year", "--json").json
    assert site.get("/api/timeline?every=year").json() == printed


def test_an_audit_is_that_of_the_command_line(site: TestClient, stocked: Command) -> None:
    """The same events are drawn, in the same order, and the same is said of all."""
    address = "/events/audit?sample=4&seed=3"

    def asked(path: str) -> str:
        (event,) = soup(site, path).select(".asked")
        return str(event["id"]).removeprefix("e")

    first = asked(address)
    assert send(site, f"/events/{first}/review", right="true", sampled="true") == 303
    skipped = asked(address)
    last = asked(f"{address}&after={skipped}")
    assert len({first, skipped, last}) == 3
    assert send(site, f"/events/{last}/review", right="false", sampled="true") == 303
    reviews = [reviewed.review for reviewed in open_archive().events.reviews()]
    assert [(review.right, review.sampled) for review in reviews] == [(True, True), (False, True)]

    audit = ("events", "audit", "--sample", "4", "--seed", "3", "--report", "--json")
    printed = stocked(*audit).json
    assert site.get("/api/events/audit?sample=4&seed=3").json() == printed
    assert printed["precision"][0]["judged"] == 2
    text = soup(site, address).get_text()
    assert "by 2 reviews; with 95 % confidence 9 to 91 %" in text
    assert site.get("/events/audit?type=DANCE").status_code == 400
    assert site.get("/events/audit?sample=0").status_code == 422


def test_what_any_of_the_words_found_is_tagged_and_saved(site: TestClient) -> None:
    assert send(site, "/found/tag", query="steel fog", match="any", add="x", back="q=x") == 303
    assert open_archive().count("tag:x") == open_archive().count("steel fog", match="any") == 4
    assert send(site, "/saved", name="both", query="steel fog", match="any") == 303
    assert open_archive().saved.get("both").match == "any"


def test_a_hidden_person_is_out_of_the_list_until_shown_again(site: TestClient) -> None:
    archive = open_archive()
    name = next(iter(archive.entities.list(MentionKind.PERSON))).name
    assert send(site, "/people/person/decide", name=name, change="hide") == 303
    assert name not in {one.name for one in archive.entities.list()}
    assert send(site, "/people/person/decide", name=name, change="restore") == 303
    assert name in {one.name for one in archive.entities.list()}


def test_circles_of_the_map_lead_to_the_articles_they_count(stocked: Command) -> None:
    archive = open_archive()
    circles = places_view(archive, EventsAsked(), Of.ARTICLES).map.circles
    assert circles
    for circle in circles:
        (query,) = parse_qs(urlsplit(circle.address).query)["q"]
        assert archive.count(query) == circle.number
    largest = max(circles, key=lambda circle: circle.number)
    assert largest.radius == max(circle.radius for circle in circles)


def test_circles_of_events_lead_to_the_events_they_count(
    site: TestClient, stocked: Command
) -> None:
    view = places_view(open_archive(), EventsAsked(), Of.EVENTS)
    printed = stocked("events", "--background", "exclude", "--limit", "all", "--json")
    placed = [event["place"]["name"] for event in printed.json["events"] if event["place"]]
    assert {circle.place.name: circle.number for circle in view.map.circles} == Counter(placed)
    page = soup(site, "/map?of=events")
    for link in page.select(".map a"):
        listed = len(soup(site, str(link["href"])).select(".events > li"))
        assert link.title is not None
        assert re.fullmatch(rf".+: {listed} events?", link.title.get_text())


@pytest.mark.parametrize("by", ["event", "published"])
def test_stretches_of_the_timeline_lead_to_their_events(site: TestClient, by: str) -> None:
    for row in soup(site, f"/timeline?every=day&by={by}").select(".bars tbody tr"):
        link = row.a
        assert link is not None
        listed = soup(site, str(link["href"])).select(".events > li")
        assert len(listed) == int(row.select("td")[1].get_text())


def test_the_map_of_an_article_shows_its_part_of_the_world(site: TestClient) -> None:
    """With a circle for each place in it, and the places in a list."""
    (id,) = open_archive().ids("title:pakistan")
    view = article_view(open_archive(), id)
    frame = view.map.frame
    assert frame.width < WIDTH
    assert view.map.circles
    for circle in view.map.circles:
        assert frame.x < circle.x < frame.x + frame.width
        assert frame.y < circle.y < frame.y + frame.height
    page = soup(site, f"/articles/{id}")
    assert len(page.select(".map circle")) == len(view.map.circles)
    places = sorted(open_archive().places([id]), key=lambda place: -place.mentions)
    assert [link.get_text() for link in page.select(".counts a")] == [one.name for one in places]


def test_two_sources_are_made_one(site: TestClient) -> None:
    assert send(site, "/sources/merge", name="Harbor Post", into="Arab News") == 303
    assert "Harbor Post" not in {source.label for source in open_archive().sources()}


def test_a_search_is_saved_and_removed(site: TestClient) -> None:
    assert send(site, "/saved", name="steel", query="steel") == 303
    assert "steel" in soup(site, "/saved").get_text()
    assert send(site, "/saved", name="bad", query="title:(") == 400
    assert send(site, "/saved/remove", name="steel") == 303
    assert open_archive().saved.all() == ()


def test_all_that_is_found_is_tagged(site: TestClient) -> None:
    assert send(site, "/found/tag", query="steel", add="metal", back="q=steel") == 303
    assert open_archive().count("tag:metal") == open_archive().count("steel") == 3


@pytest.mark.parametrize("form", [form.name for form in FORMS.values()])
def test_every_form_is_exported(site: TestClient, form: str) -> None:
    response = site.get(f"/export/{form}?q=pakistan")
    assert response.status_code == 200, response.text
    assert response.content
    if FORMS[form].folder:
        assert response.content.startswith(b"PK")
    assert site.get(f"/export/{form}?q=zzzz").status_code == 200


def test_the_archive_is_checked(site: TestClient) -> None:
    site.get("/")
    form = {"csrf": site.cookies["dateline_csrf"]}
    assert "All is whole" in site.post("/archive/verify", data=form).text


def test_a_backup_is_made_where_the_server_was_told_to(stocked: Command, tmp_path: Path) -> None:
    """By an admin only, and nowhere else, whatever a request says; no answer has its folder."""
    kept = tmp_path / "kept"
    with client(backups=kept) as site:
        site.get("/")
        form = {"csrf": site.cookies["dateline_csrf"], "folder": str(tmp_path / "elsewhere")}
        address = site.post("/archive/backup?folder=elsewhere", data=form).headers["location"]
        while (page := soup(site, address)).select("progress"):
            time.sleep(0.1)
        assert "The backup is made: 2 originals, 2 of them new" in page.get_text()
        archive = site.get("/archive").text
        assert "1 backup, the last of" in archive
        assert site.get(address.replace("/archive/backup/", "/add/")).status_code == 404
    assert not (tmp_path / "elsewhere").exists()
    assert stocked("restore", kept, tmp_path / "again").code == 0
    assert open_archive(tmp_path / "again").counts() == open_archive().counts()
    assert open_archive().verify().strays == ()

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letters.txt").write_text("not a backup")
    with client(backups=tmp_path / "other") as site:
        site.get("/")
        form = {"csrf": site.cookies["dateline_csrf"]}
        address = site.post("/archive/backup", data=form).headers["location"]
        while (page := soup(site, address)).select("progress"):
            time.sleep(0.1)
        assert "is no folder of backups" in page.get_text()
        assert str(tmp_path) not in page.get_text() + archive
    for role, folder in ((Role.EDITOR, kept), (Role.ADMIN, None)):
        with client(role, backups=folder) as site:
            assert send(site, "/archive/backup") == (403 if role is Role.EDITOR else 400)


def test_uploads_are_ingested_and_leave_nothing_behind(site: TestClient) -> None:
    site.get("/")
    form = {"csrf": site.cookies["dateline_csrf"], "source": "Tide Post", "text": ""}
    files = [
        ("files", ("../../tide.txt", b"Tide is high\n\nThe tide was high on Monday in the bay.\n")),
        ("files", ("tide.txt", b"Tide is low\n\nThe tide was low on Tuesday in the bay.\n")),
        ("files", ("empty.txt", b"")),
    ]
    uploads = Path(open_archive().settings.database_folder) / "uploads"
    (uploads / "abandoned" / "files").mkdir(parents=True)  # of a server that was killed
    os.utime(uploads / "abandoned", (0, 0))
    response = site.post("/add", data=form, files=files)
    assert response.status_code == 303
    address = response.headers["location"]
    while (page := soup(site, address)).select("progress"):
        time.sleep(0.1)
    text = page.get_text()
    assert "3 articles found: 2 added, 1 failed" in " ".join(text.split())
    assert "empty.txt" in text
    assert open_archive().count('source:"tide post"') == 2
    assert not (uploads / "abandoned").exists()
    assert [path.name for path in uploads.rglob("*") if path.is_file()] == ["state.json"]
    assert send(site, f"{address}/again") == 400


def test_a_first_visit_can_try_the_example(dateline: Command) -> None:
    with client() as site:
        site.get("/")
        form = {"csrf": site.cookies["dateline_csrf"]}
        address = site.post("/add/example", data=form).headers["location"]
        while soup(site, address).select("progress"):
            time.sleep(0.1)
        assert "Harbor council agrees on new pier" in site.get("/").text


def test_a_reader_sees_no_form_that_decides(stocked: Command) -> None:
    with client(Role.READER) as site:
        for address in PAGES:
            response = site.get(address)
            if address == "/add":
                assert response.status_code == 403
            else:
                assert 'method="post"' not in response.text, address
        assert send(site, "/archive/verify") == 403


def test_saved_searches_say_what_the_last_run_added(
    site: TestClient, stocked: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    with open_archive() as archive:
        archive.saved.add("any", "steel harbor", match="any")
        archive.saved.add("as typed", "the harbor: (steel", plain=True)
        archive.saved.add("none", "glaciers")
    more = ({"title": "Steel by rail", "text": "Rails carry steel past the harbor of Tidemouth."},)
    assert stocked("ingest", write("more.jsonl", json_lines(*more))).code == 0
    rows = [row.select("td") for row in soup(site, "/saved").select("table.list tbody tr")]
    assert [(row[0].get_text(), row[3].get_text()) for row in rows] == [
        ("any", "1"),
        ("as typed", "1"),
        ("none", "0"),
    ]
    for row in rows[:2]:
        for cell, hits in ((row[3], 1), (row[0], len(open_archive().ids("steel harbor")))):
            link = cell.a
            assert link is not None
            assert len(soup(site, str(link["href"])).select(".hit")) >= hits


def test_quotes_are_chosen_by_what_they_say(site: TestClient) -> None:
    listed = soup(site, "/quotes?saying=off&speaker=")
    assert [quote.get_text() for quote in listed.select(".quotes .snippet")] == ['"They are off,"']
    assert site.get("/quotes", params={"saying": "sea OR"}).status_code == 400
