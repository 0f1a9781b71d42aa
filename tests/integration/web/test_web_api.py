"""The API answers with the shapes of the command line, and describes itself truly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.schemas.catalog import json_schema
from tests.conftest import Command, json_lines, story

READ = {
    "/api/search?q=steel&facet=source&facet=year": "search",
    "/api/search?q=zzz+steel": "search",
    "/api/count?q=steel": "count",
    "/api/articles/ID": "article",
    "/api/articles/ID?version=1": "article",
    "/api/articles/ID/dates": "article-dates",
    "/api/articles/ID/versions": "article-versions",
    "/api/articles/ID/difference?old=1&new=1": "difference",
    "/api/articles/ID/copies": "article-copies",
    "/api/articles/ID/similar": "similar",
    "/api/articles/ID/why?q=pakistan": "why",
    "/api/sources?from=2024&to=2025-12&sort=name&articles=true": "sources",
    "/api/events?type=CONSULT": "events",
    "/api/events/audit?sample=5": "event-audit",
    "/api/events/sample?sample=5": "events",
    "/api/events/EVENT": "event",
    "/api/happenings": "happenings",
    "/api/timeline?every=year": "timeline",
    "/api/quotes?speaker=munir": "quotes",
    "/api/places?country=PAK": "places",
    "/api/entities?kind=person": "entities",
    "/api/entities/decisions": "entity-decisions",
    "/api/entities/person/Asim Munir": "entity",
    "/api/entities/person/Asim Munir/ties": "entity-ties",
    "/api/tags": "tags",
    "/api/decisions": "decisions",
    "/api/saved": "saved-searches",
    "/api/info": "info",
    "/api/index": "index-info",
    "/api/runs": "runs",
    "/api/failures?disposition=failed&stage=read": "failures",
    "/api/deletions": "deletions",
}


def _address(template: str) -> str:
    (id,) = open_archive().ids("title:pakistan")
    event = next(open_archive().events.list())
    return template.replace("EVENT", event.id).replace("ID", id)


@pytest.mark.parametrize("template", READ)
def test_every_answer_has_its_shape(site: TestClient, template: str) -> None:
    response = site.get(_address(template))
    assert response.status_code == 200, response.text
    Draft202012Validator(json_schema(READ[template])).validate(response.json())


def test_every_operation_is_tried_here_or_below(site: TestClient) -> None:
    described = site.get("/api/openapi.json").json()
    tried = {template.partition("?")[0] for template in READ}
    elsewhere = {"/api/files/{job}", "/api/backup/{job}", "/api/export/{form}"}
    elsewhere |= {"/api/articles/{id}/original", "/api/articles/{id}/cite/{form}"}
    for address, methods in described["paths"].items():
        if "get" in methods and address not in elsewhere:  # test_web_api_files.py
            known = address.replace("/events/{id}", "/events/EVENT").replace("{id}", "ID")
            known = known.replace("{kind}/{name}", "person/Asim Munir")
            assert known in tried, address


def test_the_description_refers_to_nothing_that_is_not_there(site: TestClient) -> None:
    described = site.get("/api/openapi.json").json()
    text = site.get("/api/openapi.json").text
    import re

    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', text)):
        assert name in described["components"]["schemas"], name
    assert "$defs" not in text


def test_answers_are_those_of_the_command_line(site: TestClient, stocked: Command) -> None:
    assert site.get("/api/events").json() == stocked("events", "--json").json
    assert site.get("/api/quotes").json() == stocked("quotes", "--json").json
    assert site.get("/api/sources").json() == stocked("sources", "--json").json
    ties = stocked("entities", "ties", "Asim Munir", "--json").json
    assert site.get("/api/entities/person/Asim Munir/ties").json() == ties
    assert site.get("/api/index").json() == stocked("index", "info", "--json").json


def test_an_answer_that_is_known_is_not_sent_again(site: TestClient) -> None:
    first = site.get(_address("/api/articles/ID"))
    again = site.get(_address("/api/articles/ID"), headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_facets_are_counted_as_on_the_command_line(
    site: TestClient, stocked: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """Ten values, so many, or all; and no hits if none are asked for."""
    days = ({**story(day), "published": f"2024-01-{day:02}"} for day in range(1, 16))
    assert stocked("ingest", write("days.jsonl", json_lines(*days))).code == 0
    for facet, shown in (("source=2", 2), ("day", 10), ("day=12", 12), ("day=all", 20)):
        there = site.get("/api/search", params={"q": "*", "facet": facet, "limit": 0}).json()
        here = stocked("search", "*", "--facet", facet, "--limit", "0", "--json").json
        assert there["facets"] == here["facets"]
        assert [len(values) for values in there["facets"].values()] == [shown]
        assert there["hits"] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?q=title:(a", 400),
        ("/api/search?q=a&limit=-1", 422),
        ("/api/search?q=a&facet=source=0", 400),
        ("/api/search?q=a&facet=none", 400),
        ("/api/search?q=a&after=none", 400),
        ("/api/articles/ffff", 404),
        ("/api/articles/zz", 404),
        ("/api/events/ffff", 404),
        ("/api/none", 404),
        ("/api/entities/person/Nobody", 404),
        ("/api/entities/person/Nobody/ties", 404),
        ("/api/files/none", 404),
        ("/api/backup/a.b", 404),
        ("/api/export/none", 400),
        ("/api/sources?from=never", 400),
        ("/api/events?page=0", 422),
        ("/api/events?page=99999999999999999999", 422),
        ("/api/count", 422),
    ],
)
def test_errors_are_problems(site: TestClient, address: str, status: int) -> None:
    response = site.get(address)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]


def test_a_query_that_cannot_be_read_has_the_position_of_its_fault(site: TestClient) -> None:
    problem = site.get("/api/search?q=steel title:(fog").json()
    assert problem["position"] == 12


@pytest.mark.parametrize("what", ["events", "quotes"])
def test_lists_go_on_with_the_next_page(site: TestClient, what: str) -> None:
    whole = site.get(f"/api/{what}?limit=4").json()[what]
    first, second = (site.get(f"/api/{what}?limit=2&page={n}").json() for n in (1, 2))
    assert first[what] + second[what] == whole
    assert first["more"] is True


def test_decisions_by_the_api(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    answer = site.post("/api/tags", json={"q": "steel", "add": ["metal"]})
    assert (answer.json()["articles"], answer.json()["changed"]) == (3, 3)
    noted = site.post(f"/api/articles/{id}/notes", json={"text": "Ask again."}).json()
    at = noted["decisions"][-1]["at"]
    assert site.delete(f"/api/articles/{id}/notes/{at}").status_code == 200
    assert not open_archive().curation.labels(id).notes
    edited = site.patch(
        f"/api/articles/{id}", json={"fields": {"title": "Fog"}, "reason": "on paper"}
    )
    assert edited.status_code == 200
    assert open_archive().article(id).title == "Fog"
    reverted = site.post(f"/api/articles/{id}/revert", json={"fields": ["title"]}).json()
    assert open_archive().article(id).title == "Fog at sea"
    times = [reverted["decisions"][-1]["at"]]
    made = site.post("/api/decisions/withdraw", json={"times": times}).json()["decisions"]
    assert [each["data"] for each in made] == [{"decision": times[0]}]
    assert open_archive().article(id).title == "Fog"
    assert site.post("/api/decisions/withdraw", json={"times": times}).status_code == 400
    event = next(open_archive().events.list())
    reviewed = site.put(f"/api/events/{event.id}/review", json={"right": True})
    assert reviewed.json()["review"]["right"] is True
    assert site.put("/api/saved/steel", json={"query": "steel"}).json()["saved"]
    assert not site.delete("/api/saved/steel").json()["saved"]
    gone = site.post(f"/api/articles/{id}/delete", json={"reason": "a court's order"})
    assert gone.json()["articles"][0]["id"] == id
    assert open_archive().count("fog") == 0
