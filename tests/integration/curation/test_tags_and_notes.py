"""What people attach to articles: tags and notes, found by searches, kept through everything."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SEEDS, Command, json_lines, story
from tests.databases import on_sqlite


@pytest.fixture
def archive(dateline: Command, write: Any) -> Command:
    """Three articles: two stories of a council, and the seed."""
    file = write("stories.jsonl", json_lines(story(1, keywords=["harbor"]), story(2)))
    assert dateline("ingest", file, SEEDS).code == 0
    return dateline


def ids(dateline: Command, *query: str) -> list[str]:
    return dateline("search", *query, "--format", "ids").out.split()


def test_articles_are_tagged_by_id_and_by_query(archive: Command) -> None:
    """A tag may have spaces and any case; the keywords of the publisher are not tags."""
    first = ids(archive, "title:1")[0]

    assert archive("tag", "+To  Read", first[:6]).err == "1 article, 1 changed\n"
    assert archive("tag", "+seen", "-to read", "council").err == "2 articles, 2 changed\n"
    assert archive("tag", "+seen", "council").err == "2 articles, 0 changed\n"
    assert archive("tag", "--csv").out.splitlines() == ["tag,articles", "seen,2"]
    assert ids(archive, "tag:SEEN", "title:1") == [first]
    assert ids(archive, 'tag:"to read"') == ids(archive, "tag:harbor") == []
    assert ids(archive, "keyword:harbor") == [first]
    assert len(ids(archive, "has:tag")) == 2
    facets = archive("search", "*", "--facet", "tag", "--json").json["facets"]
    assert facets["tag"] == [{"value": "seen", "articles": 2}]
    assert archive("show", first, "--json").json["tags"] == ["seen"]


def test_ids_from_a_search_are_tagged(archive: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The minus stands for ids on standard input."""
    found = ids(archive, "council")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(found)))

    assert archive("tag", "+council", "-").code == 0
    assert sorted(ids(archive, "tag:council")) == sorted(found)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["council"], 2, "say which tags"),
        (["+x"], 2, "say which articles"),
        (["+x", "-X", "council"], 2, "added and removed"),
        (["+!", "council"], 2, "needs a letter or a digit"),
        (["+a\x1b", "council"], 2, "can be seen"),
        (["+x", "abcd1234"], 2, "no article has an id"),
        (["+x", "nobody"], 1, "0 articles"),
        (["+x", "("], 2, ""),
    ],
)
def test_what_cannot_be_tagged(
    archive: Command, arguments: list[str], code: int, said: str
) -> None:
    """One line says why, and nothing is tagged."""
    ran = archive("tag", *arguments)

    assert ran.code == code
    assert said in ran.err
    assert archive("tag").code == 1


def test_notes_are_written_listed_found_and_taken_back(archive: Command) -> None:
    """An article may have several; each has who and when."""
    id = ids(archive, "title:1")[0]
    archive("note", id, "The ministry", "confirmed it.")
    archive("note", id, "Printed on page 3.")

    notes = archive("show", id, "--json").json["notes"]
    assert [note["text"] for note in notes] == ["The ministry confirmed it.", "Printed on page 3."]
    assert all(note["by"] and note["at"].endswith("Z") for note in notes)
    assert ids(archive, "note:ministries") == ids(archive, "has:note") == [id]
    assert ids(archive, "ministry confirmed") == []  # a note is no text of the article
    shown = archive("search", "note:ministry").out
    assert "[note] The ministry confirmed it." in shown
    assert "Printed on page 3." in archive("show", id).out

    assert archive("note", id, "--remove", "1").code == 0
    assert "Printed on page 3." in archive("note", id, "--list").out
    assert ids(archive, "note:ministry") == []
    assert archive("note", id, "--remove", "2").code == 2


def test_a_note_is_written_in_the_editor(
    archive: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a text $EDITOR opens; an empty note is none, and without a terminal none opens."""
    id = ids(archive, "title:1")[0]
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "from the editor" > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    assert archive("note", id).code == 2

    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    assert archive("note", id).code == 0
    editor.write_text("#!/bin/sh\nexit 0\n")
    assert archive("note", id).code == 1
    assert [note["text"] for note in archive("show", id, "--json").json["notes"]] == [
        "from the editor"
    ]


def test_tags_and_notes_survive_all_that_is_derived(archive: Command, write: Any) -> None:
    """A new version, new readings, new annotations and a new index."""
    id = ids(archive, "title:1")[0]
    archive("tag", "+kept", id)
    archive("note", id, "kept as well")

    archive("reprocess", "--apply")
    archive("reannotate", "--apply")
    archive("index", "rebuild")
    assert ids(archive, "tag:kept", "note:kept") == [id]


@on_sqlite
def test_who_decides_is_in_the_log(
    archive: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment goes before the file of settings, and that before the login."""
    id = ids(archive, "title:1")[0]
    archive("tag", "+one", id)
    (place / "dateline.toml").write_text('user = "Desk"\n')
    archive("tag", "+two", id)
    monkeypatch.setenv("DATELINE_USER", "Rosa")
    archive("tag", "+three", id)

    log = archive("decisions", "--json").json["decisions"]
    assert [entry["data"]["tag"] for entry in log] == ["one", "two", "three"]
    assert log[0]["by"]
    assert [entry["by"] for entry in log[1:]] == ["Desk", "Rosa"]
    assert [entry["at"] for entry in log] == sorted({entry["at"] for entry in log})
    assert {entry["article"] for entry in log} == {id}
    assert archive("decisions", id[:8], "--limit", "1", "--csv").out.count("\n") == 2
    assert archive("decisions", ids(archive, "title:2")[0]).code == 1
