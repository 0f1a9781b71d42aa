"""Files go in and out by the API as they do by the pages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.exports.registry import FORMS
from dateline.schemas.catalog import json_schema
from tests.conftest import Command
from tests.integration.web.conftest import client

TEXT = b"Harbor council agrees on pier\n\nThe council of Harbor Town agreed on Monday to build."


def ended(site: TestClient, started: Any) -> dict[str, Any]:
    """The state of the job when it has ended."""
    assert started.status_code == 202, started.text
    Draft202012Validator(json_schema("job")).validate(started.json())
    for _ in range(600):
        state = site.get(started.headers["location"]).json()
        Draft202012Validator(json_schema("job")).validate(state)
        if state["ended"]:
            return dict(state)
        time.sleep(0.05)
    raise AssertionError(state)


def test_one_file_is_added_as_it_is(site: TestClient) -> None:
    parameters = {"name": "../pier.txt", "source": "Harbor Post"}
    state = ended(site, site.post("/api/files", params=parameters, content=TEXT))
    assert (state["kind"], state["result"]["found"], state["result"]["added"]) == ("adding", 1, 1)
    found = open_archive().search("pier").hits
    assert [(hit.title, hit.source) for hit in found] == [
        ("Harbor council agrees on pier", "Harbor Post")
    ]
    assert open_archive().runs.all()[-1].by == "Mary"
    job = str(state["job"])
    assert site.post(f"/api/files/{job}/again").status_code == 400  # its files are ingested
    assert site.get(f"/api/backup/{job}").status_code == 404


def test_a_form_has_files_and_a_text(site: TestClient) -> None:
    """Packed ones too; what is refused is told with its name."""
    files = [("files", ("pier.txt", TEXT)), ("files", ("bad.json", b"{"))]
    form = {"text": "Tin is dear\n\nTin makers asked for help.", "source": "Tide Weekly"}
    state = ended(site, site.post("/api/files", files=files, data=form))
    assert (state["result"]["added"], state["result"]["failed"]) == (2, 1)
    assert [each["item"] for each in state["refused"]] == ["bad.json"]
    assert open_archive().count('source:"Tide Weekly"') == 2


def test_what_is_no_upload_leaves_nothing(site: TestClient, place: Path) -> None:
    assert site.post("/api/files", content=TEXT).status_code == 400  # without a name
    assert site.post("/api/files", data={"text": " "}, files={}).status_code in (400, 415)
    empty = {"content-type": "multipart/form-data; boundary=b"}
    assert site.post("/api/files", content=b"--b--\r\n", headers=empty).status_code == 400
    huge = {"content-length": str(1 << 60)}
    assert site.post("/api/files?name=a", content=TEXT, headers=huge).status_code == 413
    assert list((place / "db" / "uploads").iterdir()) == []


def test_a_backup_is_made_where_the_server_says(stocked: Command, tmp_path: Path) -> None:
    with client(backups=tmp_path / "backups") as site:
        state = ended(site, site.post("/api/backup"))
        assert (state["kind"], state["fault"]) == ("backup", None)
        assert state["result"]["originals"] == open_archive().counts().originals
    with client() as site:
        refused = site.post("/api/backup")
        assert (refused.status_code, "--backups" in refused.json()["hint"]) == (400, True)


@pytest.mark.parametrize("form", ["jsonl", "csv", "bibtex", "bundle"])
def test_exports_are_those_of_the_page(site: TestClient, form: str) -> None:
    page, api = (site.get(f"{where}/export/{form}?q=steel&in=date:2024") for where in ("", "/api"))
    assert api.status_code == 200
    names = [each.headers["content-disposition"] for each in (page, api)]
    assert names[0] == names[1]
    assert FORMS[form].folder or page.content == api.content


def test_an_export_of_some_articles(site: TestClient) -> None:
    ids = sorted(open_archive().ids("steel"))[:2]
    sent = site.get("/api/export/jsonl", params={"id": ids}).text
    assert sent.count("\n") == 2
    assert all(id in sent for id in ids)


def test_the_original_and_a_citation(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    part = site.get(f"/api/articles/{id}/original")
    assert b"Fog at sea" in part.content
    assert b"Steel" not in part.content
    assert "attachment" in part.headers["content-disposition"]
    assert b"Steel" in site.get(f"/api/articles/{id}/original?whole=true").content
    cited = site.get(f"/api/articles/{id}/cite/ris")
    assert cited.text == site.get(f"/articles/{id}/cite/ris").text
    assert "Fog at sea" in cited.text
    assert site.get(f"/api/articles/{id}/cite/none").status_code == 422
