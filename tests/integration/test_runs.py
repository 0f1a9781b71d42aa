"""Runs: what is kept of each ingest, and taking one back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dateline import ReadError, Review, Stage, UsageError, open_archive
from dateline.search.index import ENGINES
from tests.conftest import Command, json_lines, story
from tests.databases import on_sqlite
from tests.fault.builders import kill_at

Write = Callable[..., Path]
PAGE = "https://harbor.example/plan"


def ids(dateline: Command, query: str) -> set[str]:
    return set(dateline("search", query, "--format", "ids", "--limit", "all").out.split())


def titles(place: Path) -> dict[str, tuple[int, str | None, str]]:
    """Of each article its version, the title of what it copies, and that of its story."""
    with open_archive(place) as archive:
        articles = {hit.id: archive.article(hit.id) for hit in archive.search("*", limit=99).hits}
        assert archive.index.check().agrees
        return {
            str(article.title): (
                article.version,
                article.copy_of and articles[article.copy_of].title,
                str(articles[article.story].title),
            )
            for article in articles.values()
        }


def unreadable(*_: object, **__: object) -> None:
    raise ReadError("its reader is not good enough yet")


def originals(place: Path) -> set[str]:
    return {path.stem for path in (place / "db" / "originals").glob("??/*.zst")}


def test_every_run_is_listed(dateline: Command, write: Write, place: Path) -> None:
    """When, what, by whom, and what became of it; also a retry, and a run with nothing new."""
    assert dateline("runs").code != 0, "nothing was ingested yet"
    first = write("first.jsonl", json_lines(story(1), story(2)) + "{broken\n")
    dateline("ingest", first)
    dateline("ingest", first, write("second.jsonl", json_lines(story(3))))
    dateline("failures", "retry")

    one, two, three = dateline("runs", "--json").json["runs"]

    assert [run["number"] for run in (one, two, three)] == [1, 2, 3]
    assert [run["what"] for run in (one, two, three)] == ["ingest", "ingest", "failures retry"]
    assert one["paths"] == [str(first)]
    assert one["by"]
    assert one["started"] <= one["ended"] <= two["started"]
    assert (one["balance"]["found"], one["balance"]["added"], one["balance"]["failed"]) == (3, 2, 1)
    assert (two["balance"]["added"], two["balance"]["unchanged"]) == (1, 2)
    assert [run["versions"] for run in (one, two, three)] == [2, 1, 0]
    assert "2 added, 1 failed" in dateline("runs").out


@pytest.mark.parametrize("engine", ENGINES)
def test_a_run_is_searched(dateline: Command, write: Write, place: Path, engine: str) -> None:
    """By its number or as the last one: what it added, and what it added a version to."""
    first = story(1, url=PAGE)
    dateline("ingest", write("1.jsonl", json_lines(first, story(2))))
    dateline("index", "rebuild", "--engine", engine)
    later = {**first, "text": f"{first['text']}\n\nThe port adds that tides are high."}
    dateline("ingest", write("2.jsonl", json_lines(later, story(3))))

    assert dateline("search", "run:1", "--count").out == "2\n"
    assert dateline("search", "run:02", "--count").out == "2\n"
    assert ids(dateline, "run:last") == ids(dateline, "run:2")
    assert dateline("search", "run:1 run:2", "--count").out == "1\n"
    assert dateline("search", "run:7", "--count").out == "0\n"
    assert dateline("search", "run:soon").code == 2
    dateline("ingest", write("3.jsonl", "{}"))
    assert dateline("search", "run:last", "--count").out == "0\n", "the last run added nothing"
    dateline("runs", "undo", "3", "--yes")
    assert ids(dateline, "run:last") == ids(dateline, "run:2")
    began = dateline("runs", "--json").json["runs"][0]["started"]
    assert dateline("search", f"added:{began}..", "--count").out == "3\n"
    assert dateline("search", f"added:<{began}", "--count").out == "0\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_run_is_taken_back(dateline: Command, write: Write, place: Path, engine: str) -> None:
    """Its articles, versions, copies, files and failures go; everything is as it was before, and
    the same files can be ingested again."""
    first = story(1, url=PAGE)
    dateline("ingest", write("1.jsonl", json_lines(first, story(2))))
    dateline("index", "rebuild", "--engine", engine)
    before, files = titles(place), originals(place)
    later = {**first, "text": f"{first['text']}\n\nThe port adds that tides are high."}
    copy = {**story(2), "id": "9", "title": "Copied"}
    second = write("2.jsonl", json_lines(later, story(3), copy) + "{broken\n")
    dateline("ingest", second)
    after, more = titles(place), originals(place)
    assert dateline("search", "tides", "--count").out == "4\n"

    shown = dateline("runs", "undo", "2")
    assert (shown.code, titles(place)) == (2, after)
    assert "would go: 2 articles, 1 version of an article that stays, 1 original file" in shown.err
    undone = dateline("runs", "undo", "2", "--yes")

    assert undone.code == 0, undone.err
    assert (titles(place), originals(place)) == (before, files)
    assert dateline("failures").code == 1
    assert dateline("search", '"tides are high"').code == 1
    assert dateline("runs", "--json").json["runs"][1]["undone"]
    assert "taken back on" in dateline("runs").out
    assert dateline("runs", "undo", "2", "--yes").code == 2
    dateline("ingest", second)
    assert (titles(place), originals(place)) == (after, more)


def test_what_another_run_found_stays(dateline: Command, write: Write, place: Path) -> None:
    """The same file again, or the same record in another file; whichever run is taken back."""
    file = write("1.jsonl", json_lines(story(1), story(2)))
    dateline("ingest", file)
    dateline("ingest", file, write("2.jsonl", json_lines(story(2), story(3))))
    everything = titles(place)

    dateline("runs", "undo", "1", "--yes")
    assert titles(place) == everything
    assert dateline("search", "run:1", "--count").out == "0\n"
    assert dateline("search", "run:2", "--count").out == "3\n"
    dateline("runs", "undo", "2", "--yes")
    assert (titles(place), originals(place)) == ({}, set())


def test_runs_are_taken_back_from_the_last_one_to_the_first(
    dateline: Command, write: Write, place: Path
) -> None:
    """Nothing is left, though both found the same file."""
    file = write("1.jsonl", json_lines(story(1)))
    dateline("ingest", file)
    dateline("ingest", file)
    dateline("runs", "undo", "2", "--yes")
    assert len(titles(place)) == 1

    dateline("runs", "undo", "1", "--yes")

    assert (titles(place), originals(place)) == ({}, set())


def test_a_retry_that_is_taken_back_leaves_a_failure(
    dateline: Command, write: Write, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was found before, so it stays, and can be tried again."""
    file = write("1.json", json_lines(story(1)))
    with monkeypatch.context() as broken:
        broken.setattr("dateline.reading.read_record", unreadable)
        assert dateline("ingest", file, "--jobs", "0").code == 3
    dateline("failures", "retry")
    assert len(titles(place)) == 1

    dateline("runs", "undo", "2", "--yes")

    assert titles(place) == {}
    (failure,) = dateline("failures", "--json").json["failures"]
    assert failure["reason"] == "what run 2 read in it was taken back"
    dateline("failures", "retry")
    assert len(titles(place)) == 1
    assert dateline("failures").code == 1


def test_what_people_decided_comes_back_with_the_article(
    dateline: Command, write: Write, place: Path
) -> None:
    """Tags and reviews are in the log, and hold again when the same file is ingested."""
    text = "Pakistani and Libyan ministers met in Rawalpindi on Monday for talks on the harbor."
    file = write("1.json", json_lines(story(1, text=text)))
    dateline("ingest", file)
    dateline("tag", "+urgent", "council")
    (event,) = dateline("events", "--json").json["events"]
    asked = f"event:{event['type']}"
    assert dateline("search", asked).code == 0
    with open_archive(place) as archive:
        archive.events.judge(event["id"], Review(right=False, sampled=False))
    dateline("runs", "undo", "1", "--yes")
    assert dateline("search", "tag:urgent").code == 1

    dateline("ingest", file)

    assert dateline("search", "tag:urgent", "--count").out == "1\n"
    assert dateline("search", asked).code == 1, "it is marked as wrong"


def test_a_killed_run_is_unfinished_and_can_be_taken_back(
    dateline: Command, write: Write, place: Path
) -> None:
    """What it had stored counts as its own."""
    file = write("1.jsonl", json_lines(*map(story, range(600))))
    kill_at("ingest", Stage.ANNOTATE, 1, file)
    assert "unfinished" in dateline("runs").out
    (run,) = dateline("runs", "--json").json["runs"]
    assert (run["ended"], run["balance"], run["versions"]) == (None, None, 600)

    assert dateline("runs", "undo", "1", "--yes").code == 0

    assert (titles(place), originals(place)) == ({}, set())


@on_sqlite
def test_articles_from_before_runs_were_kept(dateline: Command, write: Write, place: Path) -> None:
    """They are one line of the list, and no run takes them back."""
    file = write("1.jsonl", json_lines(story(1)))
    dateline("ingest", file)
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as base, base:
        for table in ("versions", "occurrences", "locations"):
            base.execute(f"UPDATE {table} SET run = NULL")
        base.execute("UPDATE originals SET found_by = '0'")
        base.execute("DELETE FROM runs")
    dateline("ingest", file, write("2.jsonl", json_lines(story(2))))

    before, run = dateline("runs", "--json").json["runs"]
    assert (before["number"], before["versions"], run["versions"]) == (None, 1, 1)
    assert "before runs were kept" in dateline("runs").out
    dateline("runs", "undo", str(run["number"]), "--yes")
    assert len(titles(place)) == 1


def test_an_unknown_run_is_an_error(dateline: Command, write: Write, place: Path) -> None:
    """With a hint at those that there are."""
    dateline("ingest", write("1.jsonl", json_lines(story(1))))
    ran = dateline("runs", "undo", "9", "--yes")
    assert (ran.code, "the last run is 1" in ran.err) == (2, True)
    with open_archive(place) as archive, pytest.raises(UsageError):
        archive.runs.preview(9)
