"""Originals are read again by the current readers: changes are shown, then made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from dateline.settings import load
from dateline.store import Store
from dateline.values.article import Article
from dateline.values.intake import IntakeItem
from tests.conftest import Command, json_lines, story
from tests.databases import on_sqlite

URL = "https://post.example.org/a/1"


@pytest.fixture
def stocked(dateline: Command, write: Callable[[str, str | bytes], Path]) -> Command:
    """An archive of three stories, the first of them in two versions."""
    first = story(1, url=URL, date="2024-03-02")
    changed = {**first, "title": "Council 1 agrees at last"}
    write("post/stories.jsonl", json_lines(first, story(2), changed))
    write("herald/story.json", json.dumps(story(3, date="2024-03-04")))
    for folder in ("post", "herald"):
        assert dateline("ingest", f"../{folder}").code == 0
    return dateline


def as_read_before(place: Path, **other: object) -> None:
    """All versions in the archive hold these values, as if older readers had read them so."""
    with Store.of(load(str(place), {})) as store:
        for readings in list(store.readings()):
            for reading in readings:
                now = store.versions(reading.article)[reading.version - 1]
                known = {field.name: getattr(now, field.name) for field in fields(Article)}
                filing = IntakeItem(
                    article=replace(Article(**known), **other),
                    record_digest=reading.record_digest or "",
                    original=reading.original,
                    ordinal=0,
                    path=reading.path,
                    reader="older 0",
                )
                store.revise([(reading, filing)])


def articles(dateline: Command) -> dict[str, tuple[object, ...]]:
    """What must stay: of each article its number of versions, and when they came."""
    ids = dateline("search", "council", "--limit", "50", "--format", "ids").out.split()
    found = {id: dateline("show", id, "--versions", "--json").json["versions"] for id in ids}
    return {
        id: tuple((v["version"], v["added"]) for v in versions) for id, versions in found.items()
    }


def test_the_same_readers_change_nothing(stocked: Command) -> None:
    """All versions are read, those of one file together, and read as they did."""
    ran = stocked("reprocess")

    assert (ran.code, ran.out) == (0, "4 read again: 0 would change\n")


def test_what_would_change_is_shown_and_not_done(stocked: Command, place: Path) -> None:
    """Without --apply each field is shown with its words, counted, and left as it is."""
    as_read_before(place, language=None, section="Old")

    ran = stocked("reprocess")
    assert "      section  [-Old-]\n" in ran.out
    assert "     language  {+en+}\n" in ran.out
    assert ran.out.endswith("4 read again: 4 would change (language 4, section 4)\n")
    assert "--apply" in ran.err
    assert stocked("reprocess").out == ran.out


def test_apply_changes_the_same_versions(stocked: Command, place: Path) -> None:
    """A text that is read better is found at once; ids, versions and their dates stay."""
    before = articles(stocked)
    as_read_before(place, body="Navigation Zebra Share this", title="Menu")
    stocked("search", "zebra")  # carries what the older readers read

    ran = stocked("reprocess", "--apply")
    assert ran.out.endswith("4 read again: 4 changed (title 4, body 4)\n")
    assert stocked("search", "zebra").code == 1
    assert articles(stocked) == before
    titles = [
        v["title"]
        for v in stocked("show", _first(stocked), "--versions", "--json").json["versions"]
    ]
    assert titles == ["Council 1 agrees on harbor plan", "Council 1 agrees at last"]
    assert stocked("reprocess").out == "4 read again: 0 would change\n"
    assert stocked("ingest", "../post", "../herald").out == "4 found: 4 unchanged\n"


def _first(dateline: Command) -> str:
    return dateline("search", "title:last", "--format", "ids").out.strip()


def test_a_page_that_reads_as_the_new_reading_is_unchanged(
    stocked: Command, place: Path, tmp_path: Path
) -> None:
    """After a new reading other bytes are compared with that, not with the old one."""
    as_read_before(place, body="An older reading")
    stocked("reprocess", "--apply")
    other = {**story(1, url=URL, date="2024-03-02"), "title": "Council 1 agrees at last", "x": 1}
    (tmp_path / "other.jsonl").write_text(json_lines(other))

    assert stocked("ingest", tmp_path / "other.jsonl").out == "1 found: 1 unchanged\n"


def test_copies_follow_the_new_reading(
    dateline: Command, place: Path, write: Callable[[str, str | bytes], Path]
) -> None:
    """Texts that older readers distinguished are copies and one story again, whatever file was
    read first; articles that they threw together are not."""
    twin = {**story(1), "id": "other", "title": "The same plan"}
    for name, article in (("a", story(1)), ("b", twin), ("c", story(2))):
        dateline("ingest", write(f"{name}.jsonl", json_lines(article)))
    ids = {
        title: dateline("search", f"title:{title}", "--format", "ids").out.strip()
        for title in ("1", "same", "2")
    }
    as_read_before(place, body="one text " * 60)

    assert dateline("reprocess", "--apply").code == 0
    shown = {title: dateline("show", id, "--json").json for title, id in ids.items()}
    assert {title: article["copy_of"] for title, article in shown.items()} == {
        "1": None,
        "same": ids["1"],
        "2": None,
    }
    assert [shown[title]["story"] for title in ids] == [ids["1"], ids["1"], ids["2"]]


def test_a_query_chooses_what_is_read(stocked: Command, place: Path) -> None:
    """Only articles that match are read, in all their versions; if none does, the code is 1."""
    as_read_before(place, section="Old")

    assert "2 read again: 2 would change (section 2)" in stocked("reprocess", "title:last").out
    assert stocked("reprocess", "title:last", "--apply").code == 0
    assert "4 read again: 2 would change" in stocked("reprocess").out
    assert stocked("reprocess", "zebra").code == 1
    assert stocked("reprocess", '"').code == 2


@on_sqlite
def test_what_a_person_said_counts_again(dateline: Command, place: Path, tmp_path: Path) -> None:
    """--source and --map of the ingest hold, against dateline.toml and the file itself."""
    (tmp_path / "odd.jsonl").write_text(
        json_lines({"headline1": "Harbor plan", "story1": "Work begins on Monday.", "source": "X"})
    )
    hints = ["--source", "Harbor Post", "--map", "title=headline1,text=story1"]
    assert dateline("ingest", tmp_path / "odd.jsonl", *hints).code == 0
    (place / "dateline.toml").write_text('[sources]\n"*.jsonl" = "Another"\n')

    assert dateline("reprocess").out == "1 read again: 0 would change\n"


@on_sqlite
def test_a_new_pattern_of_sources_reaches_what_is_here(stocked: Command, place: Path) -> None:
    """dateline.toml may be written after the ingest."""
    (place / "dateline.toml").write_text('[sources]\n"herald/*" = "Herald"\n')

    assert stocked("reprocess", "--apply").out.endswith("1 changed (source 1)\n")
    assert stocked("search", "source:herald", "--json").json["total"] == 1


def test_what_cannot_be_read_any_more_stays(stocked: Command, place: Path) -> None:
    """Without its original an article keeps its reading; the others are read, the code is 3."""
    id = stocked("search", "title:3", "--format", "ids").out.strip()
    kept = stocked("show", id, "--json").json
    sha256 = kept["original"]["sha256"]
    (place / "db" / "originals" / sha256[:2] / f"{sha256}.zst").unlink()
    as_read_before(place, section="Old")

    ran = stocked("reprocess", "--apply")
    assert ran.code == 3
    assert f"failed: {id}: an original is missing" in ran.err
    assert "4 read again: 3 changed (section 3), 1 could not be read" in ran.out
    assert stocked("show", id, "--json").json["section"] == "Old"


def test_changes_are_data_for_scripts(stocked: Command, place: Path) -> None:
    """JSON has counts and each article with its changes, CSV a line for each change."""
    as_read_before(place, section="Old")

    found = stocked("reprocess", "--json").json
    assert (found["applied"], found["read"], found["changed"], found["failed"]) == (False, 4, 4, 0)
    assert found["fields"] == {"section": 4}
    assert sorted(article["version"] for article in found["articles"]) == [1, 1, 1, 2]
    (change,) = found["articles"][0]["changes"]
    assert (change["field"], change["before"], change["after"]) == ("section", "Old", None)
    rows = list(csv.DictReader(io.StringIO(stocked("reprocess", "--csv").out)))
    assert [(row["field"], row["before"]) for row in rows] == [("section", "Old")] * 4
    assert len(stocked("reprocess", "--jsonl").out.splitlines()) == 4


def test_a_table_shows_some_and_counts_all(stocked: Command, place: Path) -> None:
    """--limit bounds what is shown in full."""
    as_read_before(place, section="Old")

    ran = stocked("reprocess", "--limit", "1")
    assert ran.out.count("[-Old-]") == 1
    assert "4 would change" in ran.out
