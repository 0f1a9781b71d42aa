"""A parser that crashes takes its process with it: the run goes on, and names the record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from dateline.ingest.pool import workers
from dateline.ingest.tasks import Batch
from dateline.values.article import Original
from dateline.values.context import Context
from dateline.values.draft import Record
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure


class Deadly(Batch):
    """As with a parser that crashes: what it is given to read may kill the process."""

    def work(self) -> list[IntakeItem | Failure]:
        if any(b"deadly" in record.data for record in self.records):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().work()


def batch(*texts: str, kind: type[Batch] = Batch) -> Batch:
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


def test_the_record_that_kills_is_the_only_one_lost() -> None:
    """Its neighbors in the batch and the batches after it come out, in order."""
    with workers(2) as pool:
        pending = [
            pool.start(batch("a harbor plan", "deadly", "a tide table", kind=Deadly)),
            pool.start(batch("a ferry line", kind=Deadly)),
        ]
        first, second = (one.result() for one in pending)

    assert [type(result) for result in first] == [IntakeItem, Failure, IntakeItem]
    assert [type(result) for result in second] == [IntakeItem]
    killed = first[1]
    assert isinstance(killed, Failure)
    assert killed.ordinal == 1
    assert "died" in killed.reason


@pytest.mark.parametrize("jobs", [0, 1])
def test_here_or_elsewhere_the_results_are_the_same(jobs: int) -> None:
    """A worker in another process gives what this process would."""
    with workers(jobs) as pool:
        results = pool.start(batch("a harbor plan", "a tide table")).result()

    assert results == batch("a harbor plan", "a tide table").work()


def test_an_error_that_nobody_foresaw_costs_one_record() -> None:
    """It becomes a failure that calls itself a bug; the record after it is read."""
    wrong = Record(ordinal=0, data=None)  # type: ignore[arg-type]  # as a bug would have it
    good = batch("a harbor plan")
    mixed = Batch(
        format=good.format,
        path=good.path,
        original=good.original,
        context=Context(),
        records=(wrong, *good.records),
    )

    failure, filing = mixed.work()

    assert isinstance(failure, Failure)
    assert failure.reason.startswith("a bug in Dateline: ")
    assert isinstance(filing, IntakeItem)


def test_ctrl_c_reaches_workers_without_a_word_from_them() -> None:
    """A terminal interrupts the workers as well: those that wait for work print no traceback."""
    script = (
        "import signal\n"
        "from dateline.ingest.annotate_tasks import Texts\n"
        "from dateline.ingest.pool import workers\n"
        "if __name__ == '__main__':\n"
        "    with workers(1) as crew:\n"
        "        crew.start(Texts(articles=())).result()\n"
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
    _, said = run.communicate(timeout=30)

    assert said.count("KeyboardInterrupt") == 1  # the script's own
    assert "queues.py" not in said
