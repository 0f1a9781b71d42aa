"""An article that cannot be annotated is an article all the same, and says what went wrong."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from dateline.dictionaries.version import annotation_version
from dateline.ingest.pool import pool_of
from dateline.ingest.tasks import AnnotateArticles
from dateline.store import Store
from dateline.values.article import Article
from dateline.values.events import Annotated
from tests.conftest import SEEDS, Command

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
    with Store.open(place / "db") as store:
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
    """It reads nothing again; what is annotated now is off the list."""
    ran = dateline("failures", "retry", "--json")

    assert (ran.code, ran.json["found"]) == (0, 0)
    assert dateline("failures").code == 1
    with Store.open(place / "db") as store:
        assert store.annotations.of(failed).reports
