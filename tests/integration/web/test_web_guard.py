"""What every request must pass, and what every answer carries."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.values.users import Role
from tests.conftest import Command
from tests.integration.web.conftest import client, send


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "[::1", "@localhost"]
)
def test_an_unknown_name_is_not_answered(site: TestClient, host: str) -> None:
    assert site.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8710", "127.0.0.1:8710", "[::1]:8710"])
def test_this_machine_is_known(site: TestClient, host: str) -> None:
    assert site.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_server_changes_nothing(
    site: TestClient, headers: dict[str, str]
) -> None:
    (id,) = open_archive().ids("fog")
    site.get("/")
    form = {"csrf": site.cookies["dateline_csrf"], "add": "seen"}
    assert site.post(f"/articles/{id}/tags", data=form, headers=headers).status_code == 403
    answer = site.post("/api/tags", json={"articles": [id], "add": ["seen"]}, headers=headers)
    assert answer.status_code == 403
    assert not open_archive().curation.tags()


def test_a_form_without_the_token_of_the_visitor_changes_nothing(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    for token in ("", "another"):
        form = {"csrf": token, "add": "seen"}
        assert site.post(f"/articles/{id}/tags", data=form).status_code == 403
        site.get("/")
    assert not open_archive().curation.tags()


@pytest.mark.parametrize(
    "address", ["/", "/search?q=steel", "/articles/ffff", "/api/tags", "/none"]
)
def test_every_answer_carries_the_policy(site: TestClient, address: str) -> None:
    headers = site.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_a_request_that_is_too_large_is_refused(site: TestClient) -> None:
    """By its length, and by what comes if it has none; forms and JSON."""
    piece = b" " * (1 << 20)
    assert site.post("/api/tags", content=piece * 17).status_code == 413
    for address, kind in (
        ("/api/tags", "application/json"),
        ("/saved", "application/x-www-form-urlencoded"),
    ):
        chunks = (piece for _ in range(17))
        response = site.post(address, content=chunks, headers={"content-type": kind})
        assert response.status_code == 413, address


def test_no_page_has_a_script_or_style_written_into_it(site: TestClient) -> None:
    (id,) = open_archive().ids("title:pakistan")
    for address in ("/", "/search?q=steel", f"/articles/{id}?q=pakistan"):
        text = site.get(address).text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        assert text.count("<script") == text.count("<script src=")


def test_a_reader_decides_nothing(stocked: Command) -> None:
    (id,) = open_archive().ids("fog")
    with client(Role.READER) as site:
        assert send(site, f"/articles/{id}/tags", add="seen") == 403
        assert site.post("/api/tags", json={"articles": [id], "add": ["seen"]}).status_code == 403
        page = site.get(f"/articles/{id}").text
    assert "<textarea" not in page
    assert not open_archive().curation.tags()


def test_no_path_of_the_machine_is_in_an_answer(site: TestClient, stocked: Command) -> None:
    root = open_archive().settings.root
    (id,) = open_archive().ids("fog")
    for address in ("/", f"/articles/{id}", f"/api/articles/{id}", "/api/search?q=fog"):
        text = site.get(address).text
        assert root not in text
        assert str(root).rsplit("/", 1)[0] not in text
    assert site.get(f"/api/articles/{id}").json()["original"]["locations"] == ["stories.jsonl"]
