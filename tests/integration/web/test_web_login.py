"""Who is let in, as whom, and what they may do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.values.users import Role
from dateline.web.access.recognition import ByProxy, ByUsers
from dateline.web.access.users import Users
from dateline.web.app import create_app
from tests.conftest import Command
from tests.integration.web.conftest import send

PASSWORD = "a long enough word"


@pytest.fixture
def users(stocked: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A users file with ann, an admin, and rob, a reader."""
    import io

    file = tmp_path / "users.json"
    for name, role in (("ann", "admin"), ("rob", "reader")):
        monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
        assert stocked("users", "add", name, "--role", role, "--users", file).code == 0
    return file


def _client(users: Path, most: Role = Role.ADMIN) -> TestClient:
    app = create_app(
        open_archive().settings, ByUsers(Users(users), most), frozenset(("localhost",))
    )
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def site(users: Path) -> Iterator[TestClient]:
    with _client(users) as opened:
        yield opened


def log_in(site: TestClient, name: str, password: str = PASSWORD) -> int:
    site.get("/login")
    form = {"csrf": site.cookies["dateline_csrf"], "name": name, "password": password}
    return site.post("/login", data=form).status_code


def test_nobody_sees_anything_without_a_login(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    for address in ("/", "/search?q=fog", f"/articles/{id}", "/archive", "/search.json?q=fog"):
        response = site.get(address)
        assert (response.status_code, response.headers["location"]) == (303, "/login")
    response = site.get("/api/search?q=fog")
    assert response.status_code == 401
    assert response.json()["status"] == 401
    assert site.get("/login").status_code == 200


def test_a_login_is_a_session_until_the_logout(site: TestClient) -> None:
    assert log_in(site, "ann", "wrong") == 401
    assert log_in(site, "nobody") == 401
    assert log_in(site, "ann") == 303
    assert "logged as ann" in site.get("/").text
    cookie = next(c for c in site.cookies.jar if c.name == "dateline_session")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert send(site, "/logout") == 303
    assert site.get("/").status_code == 303


def test_decisions_are_those_of_who_is_logged_in(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    log_in(site, "ann")
    assert send(site, f"/articles/{id}/tags", add="seen") == 303
    (decision,) = open_archive().curation.decisions(id)
    assert decision.by == "ann"


def test_a_reader_may_not_decide(site: TestClient) -> None:
    (id,) = open_archive().ids("fog")
    log_in(site, "rob")
    assert send(site, f"/articles/{id}/tags", add="seen") == 403


def test_nobody_may_more_than_the_server_allows(users: Path) -> None:
    (id,) = open_archive().ids("fog")
    with _client(users, Role.READER) as site:
        log_in(site, "ann")
        assert send(site, f"/articles/{id}/tags", add="seen") == 403


def test_a_new_role_or_a_removal_ends_the_session(
    site: TestClient, users: Path, stocked: Command
) -> None:
    log_in(site, "ann")
    assert stocked("users", "role", "ann", "reader", "--users", users).code == 0
    assert site.get("/").status_code == 303
    assert stocked("users", "remove", "rob", "--users", users).code == 0
    assert log_in(site, "rob") == 401


@pytest.mark.parametrize("forged", [b"", b"x", b"WyJhbm4iLCAieCJd.aaaa.bbbb", b"\xc3\xa9"])
def test_a_forged_session_is_none(site: TestClient, forged: bytes) -> None:
    headers = {b"cookie": b"dateline_session=" + forged}
    assert site.get("/", headers=headers).status_code == 303


def test_too_many_wrong_passwords_have_to_wait(site: TestClient) -> None:
    statuses = [log_in(site, "ann", f"wrong {n}") for n in range(12)]
    assert statuses[:10] == [401] * 10
    assert statuses[10:] == [429, 429]
    assert log_in(site, "ann") == 429


def test_a_token_is_limited_to_its_scope(site: TestClient, users: Path, stocked: Command) -> None:
    (id,) = open_archive().ids("fog")
    for scope, status in (("read", 403), ("edit", 200)):
        token = stocked(
            "users", "token", "ann", f"for {scope}", "--scope", scope, "--users", users
        ).out.strip()
        headers = {"authorization": f"Bearer {token}"}
        assert site.get("/api/search?q=fog", headers=headers).json()["total"] == 1
        body = {"articles": [id], "add": ["seen"]}
        assert site.post("/api/tags", json=body, headers=headers).status_code == status
    wrong = {"authorization": "Bearer dateline_wrong"}
    assert site.get("/api/search?q=fog", headers=wrong).status_code == 401


def test_a_proxy_says_who_it_is(stocked: Command) -> None:
    (id,) = open_archive().ids("fog")
    recognizer = ByProxy("x-remote-user", Role.ADMIN)
    app = create_app(open_archive().settings, recognizer, frozenset(("localhost",)))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as site:
        assert site.get("/").status_code == 303
        site.headers["x-remote-user"] = "zoe"
        assert send(site, f"/articles/{id}/tags", add="seen") == 303
    assert open_archive().curation.decisions(id)[0].by == "zoe"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--host", "0.0.0.0"], "by anybody"),
        (["--users", "none.json"], "none.json"),
    ],
)
def test_a_server_that_anybody_could_reach_does_not_start(
    stocked: Command, arguments: list[str], word: str
) -> None:
    ran = stocked("serve", "--port", "0", *arguments)
    assert ran.code == 2
    assert word in ran.err
