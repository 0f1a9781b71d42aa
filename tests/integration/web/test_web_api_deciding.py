"""The API decides on names, runs and failures as the pages do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.values.annotations import MentionKind
from dateline.values.users import Role
from tests.conftest import Command, json_lines
from tests.integration.web.conftest import client

HAFTAR = {"kind": "person", "name": "Saddam Khalifa Haftar"}


def names(**options: Any) -> list[str]:
    return [each.name for each in open_archive().entities.list(MentionKind.PERSON, **options)]


def test_decisions_on_entities_can_be_taken_back(site: TestClient) -> None:
    def decide(change: str, other: str | None = None) -> dict[str, Any]:
        body = {"change": change, "other": other, **HAFTAR}
        (made,) = site.post("/api/entities/decisions", json=body).json()["decisions"]
        assert made["by"] == "Mary"
        return dict(made)

    hidden = decide("hide")
    assert HAFTAR["name"] not in names()
    assert site.get("/api/entities/person/Saddam Khalifa Haftar").json()["hidden"] is True
    assert site.post("/api/decisions/withdraw", json={"times": [hidden["at"]]}).status_code == 200
    assert HAFTAR["name"] in names()
    decide("alias", "the young marshal")
    assert names(name="the young marshal") == [HAFTAR["name"]]
    decide("merge", "Asim Munir")
    assert HAFTAR["name"] not in names()
    decide("split", "Asim Munir")
    assert HAFTAR["name"] in names()
    listed = site.get("/api/entities/decisions").json()["decisions"]
    assert [each["change"] for each in listed] == ["alias", "merge", "split"]
    nonsense = {"change": "merge", **HAFTAR}
    assert site.post("/api/entities/decisions", json=nonsense).status_code == 400


def test_sources_are_renamed_merged_and_restored(site: TestClient) -> None:
    def decide(what: str, **body: str) -> int:
        answer = site.post(f"/api/sources/{what}", json=body)
        assert answer.status_code != 200 or len(answer.json()["decisions"]) == 1
        return answer.status_code

    def articles(name: str) -> int:
        sources = site.get("/api/sources").json()["sources"]
        return sum(each["articles"] for each in sources if each["name"] == name)

    assert decide("rename", name="Harbor Post", into="The Post", reason="as printed") == 200
    assert articles("The Post") == 2
    assert decide("rename", name="The Post", into="Arab News") == 400
    assert decide("merge", name="The Post", into="Arab News") == 200
    assert articles("Arab News") == 3
    assert decide("restore", name="Harbor Post") == 200
    assert articles("Harbor Post") == 2
    assert decide("alias", name="Arab News", other="Harbor Post") == 200
    assert articles("Arab News") == 3


def test_a_run_is_taken_back(site: TestClient) -> None:
    (first, last) = site.get("/api/runs").json()["runs"]
    assert last["paths"] == ["stories.jsonl"]
    gone = site.post(f"/api/runs/{last['number']}/undo").json()
    assert len(gone["articles"]) == 4
    assert open_archive().count("*") == 1
    assert site.post("/api/runs/99/undo").status_code == 400
    assert first["undone"] is None


def test_failures_are_tried_again_and_no_answer_names_a_folder(
    site: TestClient, stocked: Command, write: Callable[[str, str | bytes], Path], place: Path
) -> None:
    stocked("ingest", write("broken.json", "{"))
    (failure,) = site.get("/api/failures?disposition=failed").json()["failures"]
    assert failure["path"] == "broken.json"
    assert site.get("/api/failures?disposition=rejected").json()["failures"] == []
    assert site.post("/api/failures/retry?stage=store").json()["found"] == 0
    again = site.post("/api/failures/retry").json()
    assert (again["failed"], again["failures"][0]["path"]) == (1, "broken.json")
    whole = site.post("/api/verify?sample=1").json()
    assert (whole["damages"], whole["originals"]) == ([], 1)
    for address in ("info", "index", "runs", "failures", "deletions"):
        assert str(place) not in site.get(f"/api/{address}").text
    assert site.get("/api/info").json()["archive"] == place.name


def test_a_deletion_is_listed(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    site.post(f"/api/articles/{id}/delete", json={"reason": "a court's order"})
    (deleted,) = site.get("/api/deletions").json()["deletions"]
    assert (deleted["article"], deleted["by"]) == (id, "Mary")


def test_a_saved_search_gives_what_is_new_once(
    site: TestClient, stocked: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    saved = site.put("/api/saved/metal", json={"query": "steel tin", "match": "any"}).json()
    assert saved["saved"][0]["match"] == "any"
    assert site.post("/api/saved/metal/new?limit=2").json()["total"] == 3
    assert len(site.post("/api/saved/metal/new").json()["hits"]) == 1
    stocked("ingest", write("tin.jsonl", json_lines({"title": "Tin", "text": "Tin is dear."})))
    (hit,) = site.post("/api/saved/metal/new").json()["hits"]
    assert hit["title"] == "Tin"
    tagged = {"q": "tin fog", "match": "any", "add": ["seen"]}
    assert site.post("/api/tags", json=tagged).json()["articles"] == 2


@pytest.mark.parametrize(
    ("method", "address", "needed"),
    [
        ("POST", "/api/files?name=a.txt", Role.EDITOR),
        ("POST", "/api/files/none/again", Role.EDITOR),
        ("GET", "/api/files/none", Role.EDITOR),
        ("POST", "/api/failures/retry", Role.EDITOR),
        ("POST", "/api/entities/decisions", Role.EDITOR),
        ("POST", "/api/sources/rename", Role.EDITOR),
        ("POST", "/api/sources/merge", Role.EDITOR),
        ("POST", "/api/sources/alias", Role.EDITOR),
        ("POST", "/api/sources/restore", Role.EDITOR),
        ("POST", "/api/saved/none/new", Role.EDITOR),
        ("POST", "/api/runs/1/undo", Role.ADMIN),
        ("POST", "/api/verify", Role.ADMIN),
        ("POST", "/api/backup", Role.ADMIN),
        ("GET", "/api/backup/none", Role.ADMIN),
    ],
)
def test_who_may_not_is_refused(stocked: Command, method: str, address: str, needed: Role) -> None:
    """Also in a request that a page of another server sends, whoever asks."""
    below = {Role.EDITOR: Role.READER, Role.ADMIN: Role.EDITOR}[needed]
    body = {"change": "hide", **HAFTAR, "into": "x", "other": "y"}
    with client(below) as site:
        refused = site.request(method, address, json=body)
        assert (refused.status_code, refused.json()["detail"]) == (
            403,
            f"this needs the role {needed}",
        )
    if method == "POST":
        with client() as site:
            elsewhere = {"origin": "http://elsewhere.example"}
            assert site.post(address, json=body, headers=elsewhere).status_code == 403
    assert open_archive().count("*") == 5
