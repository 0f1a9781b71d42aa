from __future__ import annotations

import sqlite3
from dataclasses import replace
from importlib.metadata import version

from sqlalchemy import event
from sqlalchemy.pool import Pool
from store_builders import dispositions, failure, intake_item, open_store, original

from dateline.values.context import UserHints
from dateline.values.listing import Failure, RecordedFailure
from dateline.values.outcome import Disposition
from tests.databases import on_sqlite


def recorded(failure: Failure) -> RecordedFailure:
    fields = {name: getattr(failure, name) for name in failure.__dataclass_fields__}
    return RecordedFailure(
        **fields, dateline=version("dateline"), at="2025-07-18T12:00:00Z", hints=UserHints()
    )


def test_a_failure_is_recorded_and_listed(store):
    """The outcome and the recorded failure have stage and reason, the recorded failure also a
    date and a version. Failed and rejected records are counted separately."""
    rejected = failure(
        "b.html", disposition=Disposition.REJECTED, reason="links only", where=None, ordinal=None
    )

    outcomes = store.file([failure(), rejected])

    assert [(o.disposition, o.stage, o.reason) for o in outcomes] == [
        (Disposition.FAILED, "read", "broken JSON"),
        (Disposition.REJECTED, "read", "links only"),
    ]
    assert store.failures() == tuple(map(recorded, (failure(), rejected)))
    assert (store.counts().failed, store.counts().rejected) == (1, 1)


def test_the_same_failure_again_is_one_failure(store):
    """Two runs over a broken file leave one failure per place, with the newest reason."""
    store.file([failure(), failure(where="line 8", ordinal=7)])
    store.file([failure(reason="still broken"), failure(where="line 8", ordinal=7)])

    assert [f.reason for f in store.failures()] == ["still broken", "broken JSON"]


def test_a_record_that_is_read_later_is_not_a_failure(store):
    """And no other failure."""
    store.file([failure(), failure(where="line 8", ordinal=7)])

    assert dispositions(store, intake_item("seven", ordinal=6)) == ["added"]
    assert [f.where for f in store.failures()] == ["line 8"]


def test_a_whole_file_that_is_read_later_is_not_a_failure(store):
    """The file gives articles now."""
    store.file([failure(original=None, where=None, ordinal=None, stage="open")])

    store.file([intake_item("one")])
    assert store.failures() == ()


def test_a_file_that_a_newer_reader_can_read_is_not_a_failure(store):
    """The file failed as a whole before."""
    store.file([failure(where=None, ordinal=None, reason="no reader knows this")])

    store.file([intake_item("one")])
    assert store.failures() == ()


def test_a_failure_of_earlier_bytes_at_a_path_is_deleted(store):
    """Whether the new bytes were ingested or only located there."""
    store.file([failure("a.jsonl", original=original(b"old")), intake_item("one", path="b.jsonl")])
    store.locate(original().sha256, "a.jsonl")
    assert store.failures() == ()

    store.file([failure("a.jsonl", original=original(b"old"))])
    store.file([intake_item("two", ordinal=1)])
    assert store.failures() == ()


def test_places_without_a_name_are_distinguished_by_their_ordinal(store):
    """Two records of one file without a `where` are two failures."""
    first = failure(where=None, ordinal=0)

    store.file([first, replace(first, ordinal=1)])
    assert [f.ordinal for f in store.failures()] == [0, 1]


def test_the_hints_for_a_file_are_kept_with_its_failure(store):
    """So that a retry can use them again."""
    hints = UserHints(source="Harbor Post", field_map=(("title", "headline"),))

    store.file([failure()], hints=hints)
    assert [found.hints for found in store.failures()] == [hints]


@on_sqlite
def test_a_file_may_have_any_number_of_failures(folder):
    """The database needs as many steps for a batch of failures of a file with few failures as for
    one with many."""
    steps = []

    def count(connection: sqlite3.Connection, _: object) -> None:
        connection.set_progress_handler(lambda: steps.append(1), 1000)

    event.listen(Pool, "connect", count)
    try:
        with open_store(folder, create=True) as store:
            step_counts = []
            for batch in range(20):
                steps.clear()
                lines = range(100 * batch, 100 * batch + 100)
                store.file([failure(where=f"line {n}", ordinal=n) for n in lines])
                step_counts.append(len(steps))
            assert len(store.failures()) == 2000
    finally:
        event.remove(Pool, "connect", count)
    assert sum(step_counts[-5:]) < 1.5 * sum(step_counts[1:6])
