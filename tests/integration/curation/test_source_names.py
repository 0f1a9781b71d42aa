"""People decide under which names sources are listed: for the articles here and those to come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Command, json_lines, story


@pytest.fixture
def archive(dateline: Command, write: Any) -> Command:
    """Two articles of the Harbor Post, one of the Tide."""
    stories = [story(n, source="Harbor Post") for n in (1, 2)] + [story(3, source="Tide")]
    assert dateline("ingest", write("1.jsonl", json_lines(*stories))).code == 0
    return dateline


def sources(dateline: Command) -> dict[str, int]:
    found = dateline("sources", "--json").json["sources"]
    return {source["name"]: source["articles"] for source in found}


def test_a_source_is_renamed(archive: Command, write: Any) -> None:
    """Articles that come later under the old name have the new one, and each says why."""
    ran = archive("sources", "rename", "harbor post", "The Post", "--reason", "its new name")

    assert ran.out == "The Post: 2 articles\n"
    archive("ingest", write("2.jsonl", json_lines(story(4, source="Harbor Post"))))
    assert sources(archive) == {"The Post": 3, "Tide": 1}
    assert archive("search", 'source:"the post"', "--count").out == "3\n"
    id = archive("search", "title:4", "--format", "ids").out.strip()
    evidence = archive("show", id, "--json").json["evidence"]["source"]
    assert (evidence["replaces"], evidence["note"]) == ("Harbor Post", "its new name")
    archive("reprocess", "--apply")
    assert sources(archive) == {"The Post": 3, "Tide": 1}


def test_renaming_goes_on_and_is_taken_back(archive: Command) -> None:
    """A second renaming starts from the first; each can be taken back."""
    archive("sources", "rename", "Harbor Post", "The Post")
    archive("sources", "merge", "The Post", "Tide")
    assert sources(archive) == {"Tide": 3}

    assert archive("sources", "restore", "The Post").out == "The Post: 2 articles\n"
    assert sources(archive) == {"The Post": 2, "Tide": 1}
    assert archive("sources", "restore", "Harbor Post").code == 0
    assert sources(archive) == {"Harbor Post": 2, "Tide": 1}
    assert archive("sources", "restore", "Harbor Post").code == 2


def test_an_alias_is_for_articles_to_come(archive: Command, write: Any) -> None:
    """Nothing here has the name yet."""
    assert archive("sources", "alias", "Tide", "tide.example.org").out == "Tide: 1 article\n"
    archive("ingest", write("2.jsonl", json_lines(story(5, url="https://tide.example.org/5"))))
    assert sources(archive)["Tide"] == 2


def test_a_correction_of_one_article_goes_first(archive: Command) -> None:
    """It says of this article what renaming says of all."""
    id = archive("search", "title:1", "--format", "ids").out.strip()
    archive("edit", id, "--source", "Evening Post")
    archive("sources", "rename", "Harbor Post", "The Post")

    assert sources(archive) == {"Evening Post": 1, "The Post": 1, "Tide": 1}
    archive("edit", id, "--revert", "source")
    assert sources(archive) == {"The Post": 2, "Tide": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rename", "Nobody", "x"], "no article is of the source “Nobody”"),
        (["rename", "Harbor Post", "Tide"], "there is a source “Tide” already"),
        (["merge", "Harbor Post", "Nobody"], "no article is of the source “Nobody”"),
        (["rename", "Harbor Post", "!"], "is not a name"),
        (["alias", "Tide", "Tide"], "has that name already"),
        (["restore", "Tide"], "nobody gave"),
    ],
)
def test_names_that_cannot_be_given(archive: Command, arguments: list[str], said: str) -> None:
    """One line says why, and nothing changes."""
    ran = archive("sources", *arguments)

    assert ran.code == 2
    assert said in ran.err
    assert sources(archive) == {"Harbor Post": 2, "Tide": 1}


def test_a_change_of_case_is_a_new_name(archive: Command) -> None:
    """It is the same source, spelled otherwise."""
    archive("sources", "rename", "Harbor Post", "HARBOR POST")
    assert sources(archive) == {"HARBOR POST": 2, "Tide": 1}
