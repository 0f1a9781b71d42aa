"""An archive whose index is on a server: the same commands, the same answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dateline.search.engines.opensearch.server import Server
from tests.conftest import SEEDS, Command, json_lines, story

QUERIES = (
    ("harbor",),
    ('"harbor plan"', "--facet", "month"),
    ("council NEAR/3 agreed", "--limit", "3"),
    ("counc*", "--sort", "newest"),
    ("harbour~2 -monday",),
    ("date:2025-07", "--facet", "source", "--sort", "oldest"),
)


@pytest.fixture
def index(search_server: str) -> Iterator[str]:
    """The address of an index that is not there yet; whatever is made there is deleted."""
    name = f"archive-{uuid4().hex}"
    yield f"opensearch+{search_server}/{name}"
    Server(search_server).ask("DELETE", f"/{name}-*")


@pytest.fixture
def on_server(
    dateline: Command, place: Path, index: str, write: Callable[[str, str | bytes], Path]
) -> Command:
    """An archive of 30 articles with its index there."""
    (place / "dateline.toml").write_text(f'index = "{index}"\n', encoding="utf-8")
    stories = (story(n, date=f"2025-0{n % 9 + 1}-02", source=f"Paper {n % 3}") for n in range(30))
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0
    return dateline


def answers(dateline: Command, *before: str) -> list[Any]:
    """What the queries find, without scores."""
    found = []
    for query in QUERIES:
        ran = dateline("search", *query, "--json", *before)
        assert ran.code in (0, 1), ran.err
        page = ran.json
        page.pop("next", None)
        for hit in page["hits"]:
            hit.pop("score")
        found.append(page)
    return found


def test_init_names_the_index_in_the_folder(
    dateline: Command, place: Path, index: str, tmp_path: Path
) -> None:
    """From then on every command uses it; a name that another archive has is refused."""
    made = dateline("init", "--index", index)
    assert (made.code, made.err) == (0, "")
    assert f"with its index at {index}" in made.out
    assert dateline("ingest", SEEDS).code == 0
    assert dateline("search", "libya").code == 0
    assert dateline("index", "info", "--json").json["engine"] == "opensearch"

    taken = dateline("init", "--archive", tmp_path / "other", "--index", index)
    assert taken.code == 2
    assert "index of an archive already" in taken.err
    assert not (tmp_path / "other" / "db").exists()


def test_a_backup_of_it_is_an_archive_in_a_folder(
    on_server: Command, place: Path, tmp_path: Path
) -> None:
    """Two archives never have one index."""
    assert on_server("backup", tmp_path / "backups").code == 0
    assert on_server("restore", tmp_path / "backups", tmp_path / "restored").code == 0
    assert on_server("search", "harbor", "--archive", tmp_path / "restored").code == 0
    assert (tmp_path / "restored" / "index" / "stamp").exists()


def test_answers_are_those_of_an_archive_in_a_folder(
    on_server: Command, place: Path, tmp_path: Path
) -> None:
    """Words, phrases, nearness, patterns, fuzzy words, dates, facets and orders: the same articles
    with the same snippets, in the same order."""
    assert not (place / "index").exists()
    local = tmp_path / "local"
    shutil.copytree(place / "db", local / "db")

    there = answers(on_server)
    assert there == answers(on_server, "--archive", str(local))
    assert sum(bool(page["hits"]) for page in there) == len(QUERIES) - 1
    assert on_server("index", "info", "--json").json["engine"] == "opensearch"
    assert on_server("index", "check").code == 0
    assert on_server("verify").code == 0


def test_changes_reach_the_index(
    on_server: Command, place: Path, write: Callable[[str, str | bytes], Path]
) -> None:
    """A new article, a tag and a deletion are searched, and an article in another state than the
    database has it is found out."""
    new = write("new.jsonl", json_lines(story(77, date="2025-07-18")))
    assert on_server("ingest", new).code == 0
    (hit,) = on_server("search", '"district 77"', "--json").json["hits"]
    assert on_server("tag", "+seen", hit["id"]).code == 0
    assert on_server("search", "tag:seen", "--json").json["total"] == 1
    assert on_server("delete", hit["id"], "--reason", "a test", "--yes").code == 0
    assert on_server("search", '"district 77"').code == 1
    assert on_server("index", "check").code == 0


def test_a_rebuild_takes_over_when_it_is_complete(
    on_server: Command, search_server: str, index: str
) -> None:
    """The alias turns from the old index to the new one, and the old one is deleted."""
    server, name = Server(search_server), index.rpartition("/")[2]
    before = on_server("search", "harbor", "--json").json
    assert server.metadata(name)[0] == f"{name}-opensearch"

    assert on_server("index", "rebuild").code == 0
    assert server.metadata(name)[0] == f"{name}-opensearch-2"
    assert server.metadata(f"{name}-opensearch") is None
    assert on_server("search", "harbor", "--json").json == before
    assert on_server("index", "rebuild").code == 0
    assert server.metadata(name)[0] == f"{name}-opensearch"
    assert on_server("index", "check").code == 0


def test_an_index_that_is_lost_is_rebuilt_by_the_next_search(
    on_server: Command, search_server: str, index: str
) -> None:
    """One that belongs to another archive, which may use it, is left alone."""
    server, name = Server(search_server), index.rpartition("/")[2]
    server.ask("DELETE", f"/{name}-opensearch")
    assert on_server("search", "harbor", "--json").json["total"] == 30

    metadata = dict(server.metadata(name)[1])
    metadata["commit"] = f"{'0' * 32} 1 1\n"
    server.ask("PUT", f"/{name}/_mapping", {"_meta": metadata})
    assert "another archive" in on_server("index", "info").out
    for command in (("search", "harbor"), ("index", "rebuild")):
        refused = on_server(*command)
        assert refused.code == 2
        assert "belongs to another archive" in refused.err
    assert server.ask("GET", f"/{name}/_count")["count"] == 30


def test_only_an_engine_on_a_server_is_there(on_server: Command, place: Path) -> None:
    """An engine in a folder cannot be on a server, nor the other way round."""
    refused = on_server("index", "rebuild", "--engine", "tantivy")
    assert refused.code == 2
    assert "on a server" in refused.err
    (place / "dateline.toml").unlink()
    assert on_server("index", "rebuild", "--engine", "opensearch").code == 2
    assert on_server("search", "harbor", "--json").json["total"] == 30  # in the default engine


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("opensearch+http://127.0.0.1:1/name", 6, "cannot be reached"),
        ("opensearch+http://user:secret@127.0.0.1:1/name", 2, "not the address of an index"),
        ("http://127.0.0.1:1/name", 2, "not the address of an index"),
        ("opensearch+http://127.0.0.1:1/Name", 2, "small letters"),
    ],
)
def test_a_server_that_is_not_there_is_one_clear_line(
    dateline: Command,
    place: Path,
    write: Callable[[str, str | bytes], Path],
    address: str,
    code: int,
    words: str,
) -> None:
    """An address that is none is wrong usage; a server that does not answer has a code of its own,
    and what was ingested before that is kept."""
    file = write("stories.jsonl", json_lines(story(1)))
    assert dateline("ingest", file).code == 0
    (place / "dateline.toml").write_text(f'index = "{address}"\n', encoding="utf-8")

    ran = dateline("search", "harbor")
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["dateline", "hint"]
    assert "secret" not in ran.err
