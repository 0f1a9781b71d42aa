"""An article that cannot be annotated is an article all the same, and says what went wrong."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dateline.dictionaries.version import annotation_version
from dateline.ingest.pool import pool_of
from dateline.ingest.tasks import AnnotateArticles
from dateline.settings import load
from dateline.store import Store
from dateline.values.article import Article
from dateline.values.events import Annotated
from tests.conftest import SEEDS, Command, json_lines, story
from tests.databases import on_sqlite

# Evidence that no reader gives: its text is a number. Annotating reads it, indexing does not.
BROKEN = """'{"dateline": {"method": "printed", "text": 7}}'"""
GOOD = Article(title="Peru and Chile agree on a plan", language="en")


class Deadly(AnnotateArticles):
    """As with an annotator that crashes: an article may kill the process."""

    def work(self, item: int) -> Annotated:
        if self.articles[item][1].title == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().work(item)


def test_a_bug_costs_one_article_and_is_recorded() -> None:
    """The articles around it are annotated."""
    wrong = Article(title=7, language="en")  # type: ignore[arg-type]  # as a bug would have it
    task = AnnotateArticles(articles=(("a", GOOD), ("b", wrong), ("c", GOOD)))
    first, second, third = map(task.work, range(3))

    assert first.annotations.reports
    assert third.annotations == first.annotations
    assert second.error is not None
    assert second.error.startswith("a bug in Dateline: ")


def test_a_crash_costs_one_article_and_is_recorded() -> None:
    """Another process takes the place of the one that crashed."""
    deadly = Article(title="deadly", language="en")
    with pool_of(1, item_timeout_s=60) as pool:
        task = Deadly(articles=(("a", GOOD), ("b", deadly), ("c", GOOD)))
        first, second, third = pool.start(task).results()

    assert first.annotations.reports
    assert third.annotations.reports
    assert second == Annotated(article="b", error="annotating it crashed its process")


@pytest.fixture
def failed(dateline: Command, place: Path) -> str:
    """An archive whose one article could not be annotated; its id."""
    dateline("ingest", SEEDS)
    with Store.of(load(str(place), {})) as store:
        (id,) = store.ids()
        store.annotations.write(
            [Annotated(article=id, error="a bug in Dateline: none")], annotation_version()
        )
    return id


def test_it_is_listed_and_counted(dateline: Command, failed: str) -> None:
    """With the step, the reason, the rules, and the article; searches find it by its text."""
    (failure,) = dateline("failures", "--json").json["failures"]

    assert (failure["stage"], failure["reason"]) == ("annotate", "a bug in Dateline: none")
    assert (failure["article"], failure["tool"]) == (failed, annotation_version())
    assert dateline("info", "--json").json["failed"] == 1
    assert "annotate" in dateline("failures", "--stage", "annotate").out
    assert dateline("search", "libya", "--json").json["total"] == 1


def test_the_next_ingest_does_not_try_it_again(dateline: Command, failed: str) -> None:
    """The same rules would fail in the same way."""
    assert dateline("ingest", SEEDS).code == 0

    assert dateline("failures").code == 0
    assert dateline("info", "--json").json["unannotated"] == 0


def test_a_retry_does(dateline: Command, failed: str, place: Path) -> None:
    """It reads nothing again; what is annotated now is counted, and off the list."""
    ran = dateline("failures", "retry", "--json")

    assert (ran.code, ran.json["found"], ran.json["unchanged"]) == (0, 1, 1)
    assert [article["id"] for article in ran.json["articles"]] == [failed]
    assert dateline("failures").code == 1
    with Store.of(load(str(place), {})) as store:
        assert store.annotations.of(failed).reports


@on_sqlite
def test_the_balance_says_so(
    dateline: Command, place: Path, write: Callable[[str, str], Path]
) -> None:
    """The run that adds the article says that it could not be annotated, and so does each retry,
    until there is one that can; the exit code is 3 as for every failure."""
    assert dateline("ingest", SEEDS).code == 0
    database = place / "db" / "dateline.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            f"CREATE TRIGGER broken AFTER INSERT ON versions WHEN NEW.title LIKE '%7%' BEGIN "
            f"UPDATE versions SET evidence = {BROKEN} WHERE article = NEW.article; END"
        )
        connection.commit()
    file = write("stories.jsonl", json_lines(*(story(n, date="2024-03-06") for n in (6, 7))))

    ran = dateline("ingest", file)

    assert ran.code == 3
    assert ran.out == "2 found: 2 added; 1 could not be annotated\n"
    assert f"not annotated: {file}, line 2: a bug in Dateline: " in ran.err
    for retried in (dateline("failures", "retry"), dateline("failures", "retry")):
        assert retried.code == 3
        assert retried.out == "1 found: 1 unchanged; 1 could not be annotated\n"
        assert f"not annotated: {file}, line 2: " in retried.err
    report = dateline("failures", "retry", "--json").json
    assert [(f["stage"], f["disposition"]) for f in report["failures"]] == [
        ("annotate", "unchanged")
    ]

    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE versions SET evidence = '{}' WHERE title LIKE '%7%'")
        connection.commit()
    ran = dateline("failures", "retry", "--stage", "annotate")
    assert (ran.code, ran.out) == (0, "1 found: 1 unchanged\n")
    assert dateline("failures").code == 1


@on_sqlite
def test_an_older_article_that_cannot_be_annotated_is_counted(
    dateline: Command, place: Path, write: Callable[[str, str], Path]
) -> None:
    """A run that annotates articles of earlier runs, as after an upgrade, names the one that it
    could not annotate, beside what it found."""
    assert dateline("ingest", SEEDS).code == 0
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as connection:
        connection.execute(f"UPDATE versions SET evidence = {BROKEN}")
        connection.execute("DELETE FROM annotations")
        connection.commit()

    ran = dateline("ingest", write("story.jsonl", json_lines(story(1))))

    assert ran.code == 3
    assert ran.out == "2 found: 1 added, 1 unchanged; 1 could not be annotated\n"
    assert "not annotated: " in ran.err


@on_sqlite
def test_every_command_that_annotates_says_so(
    dateline: Command, place: Path, write: Callable[[str, str], Path]
) -> None:
    """Syncing the index, reading again and replacing, each once: the same rules would fail in the
    same way."""
    assert dateline("ingest", SEEDS).code == 0
    broken = f"UPDATE versions SET evidence = {BROKEN}"
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as connection:
        connection.execute(broken)
        connection.execute("DELETE FROM annotations")
        for change in ("INSERT", "UPDATE OF evidence"):
            name = change.split()[0]
            connection.execute(
                f"CREATE TRIGGER broken_{name} AFTER {change} ON versions BEGIN {broken}; END"
            )
        connection.commit()
    with Store.of(load(str(place), {})) as store:
        (id,) = store.ids()
    mended = write("mended.jsonl", json_lines(story(1, date="2024-03-06")))

    for command in (("index", "sync"), ("reprocess", "--apply"), ("replace", id, mended)):
        ran = dateline(*command)
        assert (ran.code, ran.err.count(f"not annotated: {id}: a bug in ")) == (3, 1), command
    assert ran.out == f"{id}: version 2\n"
    ran = dateline("index", "sync")
    assert (ran.code, ran.err) == (0, "")
