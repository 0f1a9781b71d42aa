"""`dateline replace`: a mended file takes the place of an article, as a version marked so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline import open_archive
from tests.conftest import Command, json_lines, story

MENDED = "The council agrees\n\nThe council of district 1 agreed on a better plan on Tuesday.\n"


@pytest.fixture
def archive(dateline: Command, write: Any) -> Command:
    assert dateline("ingest", write("1.jsonl", json_lines(story(1), story(2)))).code == 0
    return dateline


def first(dateline: Command) -> str:
    return dateline("search", "title:1", "--format", "ids").out.strip()


def test_a_mended_file_is_the_current_version(archive: Command, write: Any) -> None:
    """Under the same id, with its tags and corrections; the version before stays."""
    id, file = first(archive), write("mended.txt", MENDED)
    archive("tag", "+kept", id)
    archive("edit", id, "--section", "World")

    assert archive("replace", id[:8], file, "--reason", "a scan").out == f"{id}: version 2\n"
    article = archive("show", id, "--json").json
    assert (article["version"], article["replacement"]) == (2, True)
    assert (article["tags"], article["section"]) == (["kept"], "World")
    assert archive("search", "better", "--format", "ids").out.strip() == id
    versions = archive("show", id, "--versions", "--json").json["versions"]
    assert [version["replacement"] for version in versions] == [False, True]
    assert "[replacement]" in archive("show", id, "--versions").out
    assert "district 1 agreed on a plan" in archive("show", id, "--version", "1").out
    assert archive("show", id, "--original").out == MENDED
    (decision,) = [
        each
        for each in archive("decisions", id, "--json").json["decisions"]
        if each["action"] == "replace"
    ]
    assert decision["reason"] == "a scan"


def test_what_was_said_of_the_first_file_holds(dateline: Command, write: Any) -> None:
    """The publisher that a person named at ingest is that of the replacement, too."""
    dateline("ingest", write("1.txt", MENDED.replace("better", "good")), "--source", "Tide")
    id = dateline("search", "good", "--format", "ids").out.strip()
    dateline("replace", id, write("mended.txt", MENDED))

    assert dateline("show", id, "--json").json["source"]["name"] == "Tide"


def test_it_stays_through_later_runs(archive: Command, write: Any) -> None:
    """Ingesting the file again changes nothing, nor does reading it again."""
    id, file = first(archive), write("mended.txt", MENDED)
    archive("replace", id, file)

    assert "1 unchanged" in archive("ingest", file).out
    assert archive("reprocess", "--apply").code == 0
    assert archive("show", id, "--json").json["replacement"] is True
    assert archive("info", "--json").json["articles"] == 2
    assert archive("index", "check").code == 0


def test_decisions_that_come_before_the_files(archive: Command, write: Any, tmp_path: Path) -> None:
    """In another archive the mended file takes its place as it is ingested."""
    id, file = first(archive), write("mended.txt", MENDED)
    archive("replace", id, file)
    archive("decisions", "export", tmp_path / "decisions.jsonl")
    other = ("--archive", str(tmp_path / "other"))
    archive("ingest", write("1.jsonl", json_lines(story(1), story(2))), *other)
    archive("decisions", "import", tmp_path / "decisions.jsonl", *other)
    archive("ingest", file, *other)

    assert archive("show", id, "--json", *other).json["replacement"] is True
    assert archive("info", "--json", *other).json["articles"] == 2


def test_a_mended_file_that_came_before_the_decision(
    archive: Command, write: Any, tmp_path: Path
) -> None:
    """Where it is an article of its own, it is a version after the import, as where the decision
    came first; nothing is left of that article."""
    id, file = first(archive), write("mended.txt", MENDED)
    archive("replace", id, file)
    archive("edit", id, "--section", "World")
    archive("decisions", "export", tmp_path / "decisions.jsonl")
    ended = []
    for name in ("decided first", "ingested first"):
        other = ("--archive", str(tmp_path / name))
        archive("ingest", write("1.jsonl", json_lines(story(1), story(2))), *other)
        if name == "ingested first":
            archive("ingest", file, *other)
            assert archive("info", "--json", *other).json["articles"] == 3
        imported = archive("decisions", "import", tmp_path / "decisions.jsonl", *other, "--json")
        assert imported.json["waiting"] == []
        archive("ingest", file, *other)
        with open_archive(tmp_path / name) as opened:
            versions = opened.versions(id)
            assert opened.verify().damages == ()
            assert sorted(opened.ids("*")) == sorted(opened.ids("council OR port"))
            ended.append(
                (
                    [(v.version, v.title, v.body, v.section, v.replacement) for v in versions],
                    [
                        (opened.article(one).id, opened.article(one).story)
                        for one in opened.ids("*")
                    ],
                    opened.ids("better"),
                    opened.annotations(id),
                )
            )
    assert ended[0] == ended[1]
    assert [number for number, *_ in ended[0][0]] == [1, 2]
    assert ended[0][2] == {id}


def test_a_mended_file_that_has_versions_of_its_own(
    archive: Command, write: Any, tmp_path: Path
) -> None:
    """It stays an article, and the import says so: nobody knows which text would be current."""
    id, file = first(archive), write("mended.txt", MENDED)
    archive("replace", id, file)
    archive("decisions", "export", tmp_path / "decisions.jsonl")
    other = ("--archive", str(tmp_path / "other"))
    archive("ingest", write("1.jsonl", json_lines(story(1))), file, *other)
    own = archive("search", "better", "--format", "ids", *other).out.strip()
    archive("replace", own, write("again.txt", MENDED + "\nIt was mended again.\n"), *other)

    report = archive("decisions", "import", tmp_path / "decisions.jsonl", *other, "--json").json
    assert [decision["action"] for decision in report["waiting"]] == ["replace"]
    assert archive("show", own, "--json", *other).json["version"] == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json_lines(story(7), story(8)), "does not hold exactly one article"),
        (json_lines(story(2)).strip(), "the archive has this text already, as the article"),
        (json_lines(story(1)).strip(), "the archive has this text already, in this article"),
        ("\0\1\2", ""),
    ],
)
def test_what_cannot_replace_an_article(archive: Command, write: Any, text: str, said: str) -> None:
    """One line says why, and nothing is decided."""
    id = first(archive)
    ran = archive("replace", id, write("other.jsonl", text))

    assert ran.code in (2, 3)
    assert said in ran.err
    assert archive("show", id, "--json").json["version"] == 1
    assert archive("decisions").code == 1
    assert archive("replace", id, "nowhere.txt").code == 2
