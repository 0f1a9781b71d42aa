"""A parser that crashes its process costs its record: the run goes on, and names the record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from dateline.ingest.pool import cores, pool_of
from dateline.ingest.tasks import ReadRecords
from dateline.values.article import Original
from dateline.values.context import Context
from dateline.values.draft import Record
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure


class Deadly(ReadRecords):
    """As with a parser that crashes: what it is given to read may kill the process."""

    def work(self, item: int) -> IntakeItem | Failure:
        if b"deadly" in self.records[item].data:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().work(item)


def task(*texts: str, kind: type[ReadRecords] = ReadRecords) -> ReadRecords:
    records = tuple(
        Record(ordinal=number, data=f'{{"title": "T", "text": "{text}"}}'.encode())
        for number, text in enumerate(texts)
    )
    original = Original(sha256="0" * 64, size=1, media_type="application/jsonl")
    return kind(
        format="json lines",
        path="dump.jsonl",
        original=original,
        context=Context(),
        records=records,
    )


def test_a_record_that_crashes_its_process_is_the_only_one_lost() -> None:
    """Its neighbors in the batch and the batches after it come out, in order."""
    with pool_of(2, item_timeout_s=60) as pool:
        pending = [
            pool.start(task("a harbor plan", "deadly", "a tide table", kind=Deadly)),
            pool.start(task("a ferry line", kind=Deadly)),
        ]
        first, second = (each.results() for each in pending)

    assert [type(result) for result in first] == [IntakeItem, Failure, IntakeItem]
    assert [type(result) for result in second] == [IntakeItem]
    killed = first[1]
    assert isinstance(killed, Failure)
    assert killed.ordinal == 1
    assert killed.reason == "reading it crashed its process"


@pytest.mark.parametrize("jobs", [0, 1])
def test_results_are_the_same_in_this_process_and_in_another(jobs: int) -> None:
    """A worker in another process gives what this process would."""
    with pool_of(jobs, item_timeout_s=60) as pool:
        results = pool.start(task("a harbor plan", "a tide table")).results()

    here = task("a harbor plan", "a tide table")
    assert results == [here.work(0), here.work(1)]


def test_an_unexpected_exception_costs_one_record() -> None:
    """It becomes a failure that calls itself a bug; the record after it is read."""
    wrong = Record(ordinal=0, data=None)  # type: ignore[arg-type]  # as a bug would have it
    good = task("a harbor plan")
    mixed = ReadRecords(
        format=good.format,
        path=good.path,
        original=good.original,
        context=Context(),
        records=(wrong, *good.records),
    )

    failure, item = map(mixed.work, range(2))

    assert isinstance(failure, Failure)
    assert failure.reason.startswith("a bug in Dateline: ")
    assert isinstance(item, IntakeItem)


def test_ctrl_c_lets_workers_end_silently() -> None:
    """A terminal interrupts the workers as well: those that wait for work print no traceback."""
    script = (
        "import signal\n"
        "from dateline.ingest.pool import pool_of\n"
        "from dateline.ingest.tasks import AnnotateArticles\n"
        "from dateline.values.article import Article\n"
        "if __name__ == '__main__':\n"
        "    with pool_of(1, item_timeout_s=60) as pool:\n"
        "        task = AnnotateArticles(articles=(('1', Article(title='Harbor plan')),))\n"
        "        pool.start(task).results()\n"
        "        print('waiting', flush=True)\n"
        "        signal.pause()\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "waiting\n"
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=600)

    assert err.count("KeyboardInterrupt") == 1  # the script's own
    assert "queues.py" not in err


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no process is kept to a core")
def test_a_process_that_is_kept_to_one_core_counts_one() -> None:
    """So it starts one worker, whose memory a small machine has."""
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)
