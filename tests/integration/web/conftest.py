"""What tests of the web page share: an archive, and a client of its application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.values.users import Role
from dateline.web.access.recognition import Everyone
from dateline.web.access.visitors import Visitor
from dateline.web.app import create_app
from tests.conftest import SEEDS, Command, Kept, json_lines

MEETING = (
    {
        "title": "Tide minister meets the council",
        "text": "Tide Minister Lina Maria Example met John Sample in Paris on Monday.\n\n"
        '"Lina Example knows the sea," John Sample said. "The sea is high," said Lina Example.',
        "date": "2024-06-03",
    },
    {
        "title": "Minister at sea",
        "text": "Minister Lina Example was at sea on Tuesday. Chairman John Sample was not.",
        "date": "2024-07-09",
    },
)
"""Two stories of one person, by two of her names."""
STORIES = (
    {
        "title": "Steel makers ask for help",
        "text": "Steel makers asked the minister for help on Monday.\n\nSteel is dear.",
        "date": "2024-03-05",
        "source": "Harbor Post",
        "section": "Economy",
        "authors": ["Jane Example"],
        "url": "https://example.org/steel",
    },
    {
        "title": "Minister rules out steel tariffs",
        "text": 'The minister ruled out steel tariffs. "They are off," she said.',
        "date": "2024-03-06",
        "source": "Harbor Post",
        "section": "Economy",
    },
    {"title": "Fog at sea", "text": "Fog lay over the harbor.", "date": "2023-11-01"},
    {"title": "Undated", "text": "Nobody knows when the steel bridge was built."},
)


@pytest.fixture
def stocked(
    dateline: Command, kept: Kept, place: Path, write: Callable[[str, str | bytes], Path]
) -> Command:
    """An archive with the seed and four stories."""

    def ingest() -> None:
        assert dateline("ingest", SEEDS, "--source", "Arab News").code == 0
        assert dateline("ingest", write("stories.jsonl", json_lines(*STORIES))).code == 0

    kept("web", place, ingest)
    return dateline


def client(role: Role = Role.ADMIN, *, backups: Path | None = None) -> TestClient:
    """A client of the application for the archive in the current folder."""
    settings = open_archive().settings
    everyone = Everyone(Visitor("Mary", role))
    app = create_app(settings, everyone, frozenset(("localhost",)), backups=backups)
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def site(stocked: Command) -> Iterator[TestClient]:
    """A client that may do everything, of the stocked archive."""
    with client() as opened:
        yield opened


def send(site: TestClient, address: str, **values: str) -> int:
    """Send a form as a page of the site does; return the status."""
    site.get("/")
    token = site.cookies["dateline_csrf"]
    return site.post(address, data={"csrf": token, **values}).status_code
