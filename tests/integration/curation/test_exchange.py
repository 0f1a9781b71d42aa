"""`dateline decisions export` and `import`: a file for git, which may come from anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command, json_lines, story


@pytest.fixture
def archive(dateline: Command, write: Any) -> Command:
    """Two articles, of which one has a tag, a note and a correction."""
    assert dateline("ingest", write("1.jsonl", json_lines(story(1), story(2)))).code == 0
    id = dateline("search", "title:1", "--format", "ids").out.strip()
    dateline("tag", "+steel", id)
    dateline("note", id, "by\nphone")
    dateline("edit", id, "--section", "World", "--reason", "as printed")
    return dateline


def test_a_file_of_decisions_is_for_git(archive: Command, tmp_path: Path) -> None:
    """One decision a line, by time, with sorted keys, the same every time."""
    file = tmp_path / "decisions.jsonl"

    assert archive("decisions", "export", file).err == "3 decisions exported\n"
    head, *lines = map(json.loads, file.read_text("utf-8").splitlines())
    assert head == {"format": "dateline decisions 1"}
    assert [line["action"] for line in lines] == ["tag", "note", "edit"]
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    assert all(list(line) == sorted(line) for line in lines)
    before = file.read_bytes()
    archive("decisions", "export", file)
    assert file.read_bytes() == before
    assert archive("decisions", "import", file).out == "0 decisions added, 3 known already\n"


def test_what_does_not_fit_is_reported_and_waits(
    archive: Command, write: Any, tmp_path: Path
) -> None:
    """A decision about an article that is not here holds as soon as it comes."""
    file = tmp_path / "decisions.jsonl"
    archive("decisions", "export", file)
    id = json.loads(file.read_text("utf-8").splitlines()[1])["article"]
    other = ("--archive", str(tmp_path / "other"))
    archive("ingest", write("2.jsonl", json_lines(story(2))), *other)

    report = archive("decisions", "import", file, *other, "--json").json
    assert (report["added"], report["known"]) == (3, 0)
    assert {entry["article"] for entry in report["waiting"]} == {id}
    assert archive("search", "tag:steel", *other).code == 1
    archive("ingest", write("1.jsonl", json_lines(story(1))), *other)
    assert archive("search", "tag:steel section:world note:phone", *other, "--count").out == "1\n"


def test_two_archives_that_decide_at_the_same_moment(archive: Command, tmp_path: Path) -> None:
    """Both decisions are kept; what takes one of them back finds it."""
    file = tmp_path / "decisions.jsonl"
    archive("decisions", "export", file)
    lines = file.read_text("utf-8").splitlines()
    note = json.loads(lines[2])
    other = {**note, "data": {"text": "another"}, "by": "Omar"}
    late = {**note, "at": "2099-01-01T00:00:00.000000Z", "action": "unnote", "by": "Omar"}
    late["data"] = {"note": note["at"]}
    file.write_text("\n".join([lines[0], json.dumps(other), json.dumps(late)]) + "\n", "utf-8")

    assert archive("decisions", "import", file).out.startswith("2 decisions added")
    assert archive("decisions", "import", file).out.startswith("0 decisions added")
    notes = archive("show", note["article"], "--json").json["notes"]
    assert [each["text"] for each in notes] == ["by\nphone"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"at": "2024-01-01"}, "“at” is not a time"),
        ({"article": "../../x"}, "“article” is not an id"),
        ({"article": None}, "“article” is wrong"),
        ({"action": "undo"}, "stays in its archive"),
        ({"action": "explode"}, "explode"),
        ({"data": {}}, "its data need"),
        ({"data": {"tag": "Not Folded"}}, "“tag” cannot be"),
        ({"data": {"tag": "x", "more": 1}}, "its data need"),
        ({"record": "00"}, "“record” is not a SHA-256"),
        ({"by": 7}, "“by” is not a text"),
        ({"action": "edit", "data": {"field": "body", "value": "x"}}, "no field “body”"),
        ({"action": "edit", "data": {"field": "title", "value": ["x"]}}, "must be a text"),
        ({"action": "edit", "data": {"field": "published", "value": "soon"}}, "not a date"),
        ({"more": 1}, "it needs"),
    ],
)
def test_a_line_that_is_not_a_decision(
    archive: Command, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    """The error names the line, and nothing of the file is taken over."""
    file = tmp_path / "decisions.jsonl"
    archive("decisions", "export", file)
    lines = file.read_text("utf-8").splitlines()
    new = {**json.loads(lines[1]), "at": "2024-05-05T05:05:05.000000Z"}
    file.write_text("\n".join([*lines, json.dumps(new), json.dumps({**new, **changes})]), "utf-8")

    ran = archive("decisions", "import", file)
    assert ran.code == 2
    assert "line 6 of" in ran.err
    assert said in ran.err
    assert len(archive("decisions", "--json").json["decisions"]) == 3


@pytest.mark.parametrize("text", ["", "{}\n", "not json\n", "[" * 100_000, '{"format": "other"}\n'])
def test_a_file_that_is_not_of_decisions(archive: Command, tmp_path: Path, text: str) -> None:
    """One line says so."""
    file = tmp_path / "decisions.jsonl"
    file.write_text(text)

    ran = archive("decisions", "import", file)
    assert ran.code == 2
    assert "is not a" in ran.err
    assert archive("decisions", "import", tmp_path / "none").code == 2
    file.write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in archive("decisions", "import", file).err
