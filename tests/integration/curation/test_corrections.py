"""Corrections of people: they go before what was read, and say so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Command, json_lines, story

URL = "https://post.example.org/a/1"


@pytest.fixture
def archive(dateline: Command, write: Any) -> Command:
    """One article with an address, a date and a source."""
    first = story(1, url=URL, date="2024-03-02", source="Harbor Post", author="Ana Ruiz")
    assert dateline("ingest", write("1.jsonl", json_lines(first))).code == 0
    return dateline


def only(dateline: Command) -> str:
    return dateline("search", "council", "--format", "ids").out.strip()


def shown(dateline: Command) -> dict[str, Any]:
    found: dict[str, Any] = dateline("show", only(dateline), "--json").json
    return found


def test_a_correction_is_evidence(archive: Command) -> None:
    """It says who, when, why, and what it replaces; searches and lists follow it."""
    id = only(archive)
    edited = archive("edit", id, "--published", "5 March 2024", "--reason", "on paper")

    assert edited.out == "published: 2024-03-05, was 2024-03-02\n"
    article = shown(archive)
    evidence = article["evidence"]["published"]
    assert (evidence["method"], evidence["replaces"]) == ("corrected", "2024-03-02")
    assert evidence["note"] == "on paper"
    assert evidence["by"]
    assert evidence["at"]
    chosen = [date["text"] for date in article["dates"] if date["chosen"]]
    assert chosen == ["2024-03-05"]
    assert archive("search", "date:2024-03-05", "--format", "ids").out.strip() == id
    assert archive("search", "date-basis:corrected", "--format", "ids").out.strip() == id
    assert archive("sources", "--csv").out.splitlines()[1].split(",")[2:4] == ["2024-03-05"] * 2
    assert "corrected by" in archive("show", id, "--evidence").out


EDITS = {
    "--title": ("Talks end", "title", "Talks end"),
    "--subtitle": ("After a week", "subtitle", "After a week"),
    "--published": ("2024-03", "published", {"value": "2024-03", "precision": "month"}),
    "--updated": ("2024-03-05T10:00+05:00", "updated", {"offset": "+05:00"}),
    "--by": ("Omar Stein", "authors", ["Omar Stein"]),
    "--source": ("Tide", "source", {"name": "Tide"}),
    "--url": ("https://tide.example.org/x?utm_source=a", "url", "https://tide.example.org/x"),
    "--section": ("World", "section", "World"),
    "--language": ("german", "language", "de"),
    "--dateline": ("Lima", "dateline", "Lima"),
    "--keyword": ("harbor", "keywords", ["harbor"]),
}


@pytest.mark.parametrize("option", EDITS)
def test_every_field_is_corrected_and_taken_back(archive: Command, option: str) -> None:
    """After a new version, a new reading, new rules and a new index it is still there; taken back,
    the field is as it was read."""
    value, field, expected = EDITS[option]
    before, id = shown(archive), only(archive)

    def corrected() -> bool:
        found = shown(archive)[field]
        return found == expected or (
            isinstance(expected, dict) and expected.items() <= found.items()
        )

    assert archive("edit", id, option, value).code == 0
    assert corrected()
    for command in (["reprocess", "--apply"], ["reannotate", "--apply"], ["index", "rebuild"]):
        archive(*command)
        assert corrected()
    assert archive("reprocess").out == "1 read again: 0 would change\n"
    assert archive("edit", id, "--revert", field).code == 0
    after = shown(archive)
    assert {**after, "added": 0} == {**before, "added": 0}


def test_a_correction_holds_for_later_versions(archive: Command, write: Any) -> None:
    """And for the earlier ones; what the publisher changed is in the text of each."""
    id = only(archive)
    archive("edit", id, "--title", "Council agrees", "--section", "")
    changed = story(1, url=URL, date="2024-03-02", source="Harbor Post", section="Local")
    changed["text"] = str(changed["text"]).replace("Monday", "Tuesday")
    assert archive("ingest", write("2.jsonl", json_lines(changed))).code == 0

    article = shown(archive)
    assert (article["id"], article["version"]) == (id, 2)
    assert (article["title"], article["section"]) == ("Council agrees", None)
    assert article["evidence"]["section"]["replaces"] == "Local"
    assert "Tuesday" in article["body"]
    first = archive("show", id, "--version", "1", "--json").json
    assert first["title"] == "Council agrees"
    archive("edit", id, "--revert", "section")
    assert shown(archive)["section"] == "Local"


def test_a_corrected_address_makes_later_articles_versions(archive: Command, write: Any) -> None:
    """An article belongs to the address that a person gave it."""
    id = only(archive)
    archive("edit", id, "--url", "https://tide.example.org/x")
    changed = story(1, url="http://www.tide.example.org/x/", date="2024-03-02", source="Tide")
    changed["text"] = str(changed["text"]).replace("Monday", "Tuesday")

    archive("ingest", write("2.jsonl", json_lines(changed)))
    assert shown(archive)["version"] == 2


def test_annotations_follow_a_correction(archive: Command) -> None:
    """They are computed again from what was corrected, without another ingest."""
    id = only(archive)
    archive("edit", id, "--title", "Council in Lima agrees")

    assert "Lima" in archive("places").out
    assert archive("info", "--json").json["unannotated"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give fields to correct"),
        (["--published", "5/6/2024"], "not a date that can mean one thing only"),
        (["--published", "soon"], "not a date"),
        (["--language", "klingon"], "a language is"),
        (["--url", "post.example.org"], "not an address"),
        (["--source", ""], "a source needs a name"),
        (["--title", "a\x1b[31mb"], "can be printed"),
        (["--title", "x" * 3000], "at most"),
        (["--revert", "title"], "nobody corrected"),
        (["--revert", "title", "--title", "x"], "give fields to correct"),
    ],
)
def test_what_cannot_be_corrected(archive: Command, arguments: list[str], said: str) -> None:
    """One line says why, and nothing changes."""
    before = shown(archive)
    ran = archive("edit", before["id"], *arguments)

    assert ran.code == 2
    assert said in ran.err
    assert shown(archive) == before
    assert archive("decisions").code == 1
