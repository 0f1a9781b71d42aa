"""A parser that hangs costs its record after the time limit, and never the run."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.ingest.pool import pool_of
from dateline.ingest.tasks import AnnotateArticles
from dateline.ingest.time_limit import TimeIsUp, limited
from dateline.settings import RECORD_TIMEOUT_S, load
from dateline.values.article import Article
from dateline.values.events import Annotated
from tests.conftest import json_lines, story

Write = Callable[[str, str | bytes], Path]

SCRIPT = Path(__file__).with_name("hanging_readers.py")
# Of processor time. Innocent records take a third of it, as the first one loads a model.
LIMIT_S = 2


def ingest(jobs: int, *paths: Path, timeout_s: float = LIMIT_S) -> Any:
    """The balance of an ingest in a process where readers that hang are registered."""
    ran = subprocess.run(
        [sys.executable, SCRIPT, str(jobs), *map(str, paths)],
        env={**os.environ, "DATELINE_RECORD_TIMEOUT": str(timeout_s)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    return json.loads(ran.stdout)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(("reader", "jobs"), [("exploding", 0), ("exploding", 1), ("deaf", 1)])
def test_a_record_that_hangs_its_reader_is_the_only_one_lost(
    write: Write, reader: str, jobs: int
) -> None:
    """The records around it and the files after it come in, whether the reader is lost in a regular
    expression, or in compiled code that never returns."""
    hostile = write("1.txt", f"{reader}\nbefore\nhang\nafter\n")
    harmless = write("2.jsonl", json_lines(story(1)))

    balance = ingest(jobs, hostile, harmless)

    assert balance == {
        "adds_up": True,
        "added": ["before", "after", story(1)["title"]],
        "failures": [["line 3", "read", "reading it took more than 2 seconds of processor time"]],
    }


@pytest.mark.usefixtures("place")
def test_a_reader_that_finds_no_next_record_costs_its_file(write: Write) -> None:
    """Files are split into records by the process that writes: it is interrupted there."""
    hostile = write("1.txt", "exploding\nlost\n")
    empty = write("2.txt", "")

    balance = ingest(0, hostile, empty, timeout_s=0.1)

    assert balance == {
        "adds_up": True,
        "added": [],
        "failures": [
            [
                None,
                "read",
                "finding the next article in it took more than 1 second of processor time",
            ],
            [None, "open", "the file is empty"],
        ],
    }


class Stuck(AnnotateArticles):
    """As with rules that keep the process busy for good, or wait, for a while or for good."""

    def work(self, item: int) -> Annotated:
        match self.articles[item][1].title:
            case "busy":
                endless()
            case "waits":
                time.sleep(1.5 * SHORT_S)
            case "hangs":
                time.sleep(3600)
            case "hangs, deaf":  # with the interpreter's lock
                ctypes.PyDLL(None).pause()
        return Annotated(article=self.articles[item][0])


SHORT_S = 0.2


@pytest.mark.parametrize(("jobs", "hanging"), [(0, "hangs"), (1, "hangs, deaf")])
def test_what_takes_too_long_is_lost_and_nothing_else(jobs: int, hanging: str) -> None:
    """It stays an article, and its failure says why it has no annotations. Time in which a step
    waits for its turn does not count, unless it waits for good."""
    titles = ("good", "busy", "waits", hanging, "good")
    articles = ((str(number), Article(title=title)) for number, title in enumerate(titles))
    with pool_of(jobs, item_timeout_s=SHORT_S) as pool:
        results = pool.start(Stuck(articles=tuple(articles))).results()

    assert [result.error for result in results] == [
        None,
        "annotating it took more than 0.2 seconds of processor time",
        None,
        "annotating it took more than 2 seconds",
        None,
    ]


def test_time_is_not_up_as_long_as_there_is_progress() -> None:
    """Progress that ends is noticed, and what is raised inside reaches the caller."""
    steps = chain(range(20), repeat(20))

    with pytest.raises(TimeIsUp):
        limited(endless, 0.01, lambda: next(steps))
    assert next(steps) == 20


def endless() -> None:
    while True:
        pass


def test_an_alarm_alone_does_not_mean_that_time_is_up() -> None:
    """It may ring long after it was set, while this process had no turn."""

    def rung() -> str:
        signal.raise_signal(signal.SIGALRM)
        return "done"

    assert limited(rung, 60) == "done"


def test_the_limit_leaves_signals_as_they_were() -> None:
    """An alarm that the caller has set still rings."""
    rung: list[int] = []
    previous = signal.signal(signal.SIGALRM, lambda number, _: rung.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
        assert limited(lambda: "done", 60) == "done"
        while not rung:
            signal.pause()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)

    assert set(rung) == {signal.SIGALRM}


def test_the_limit_is_a_setting(tmp_path: Path) -> None:
    """The environment counts before dateline.toml, and what is no number of seconds is refused."""
    path = str(tmp_path)
    assert load(path, {}).record_timeout_s == RECORD_TIMEOUT_S
    (tmp_path / "dateline.toml").write_text("record_timeout = 20\n")
    assert load(path, {}).record_timeout_s == 20
    assert load(path, {"DATELINE_RECORD_TIMEOUT": "0.5"}).record_timeout_s == 0.5
    for wrong in ("soon", "0", "-1", "nan", "inf"):
        with pytest.raises(UsageError, match="DATELINE_RECORD_TIMEOUT must be a number"):
            load(path, {"DATELINE_RECORD_TIMEOUT": wrong})
    (tmp_path / "dateline.toml").write_text('record_timeout = "soon"\n')
    with pytest.raises(UsageError, match="record_timeout must be a number"):
        load(path, {})
