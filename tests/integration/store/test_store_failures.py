from __future__ import annotations

import sqlite3
from dataclasses import replace
from importlib.metadata import version

from sqlalchemy import event
from sqlalchemy.pool import Pool
from store_builders import dispositions, failure, filing, original

from dateline.store import Store
from dateline.values.context import UserHints
from dateline.values.listing import Failure, RecordedFailure
from dateline.values.outcome import Disposition


def recorded(one: Failure) -> RecordedFailure:
    fields = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return RecordedFailure(
        **fields, dateline=version("dateline"), at="2025-07-18T12:00:00Z", hints=UserHints()
    )


def test_a_failure_is_recorded_and_listed(store):
    """The outcome and the record both tell stage and reason, the record also when and by which
    version; the dispositions are counted apart."""
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
    """Two runs over a broken file leave one failure a place, with the newest reason."""
    store.file([failure(), failure(where="line 8", ordinal=7)])
    store.file([failure(reason="still broken"), failure(where="line 8", ordinal=7)])

    assert [f.reason for f in store.failures()] == ["still broken", "broken JSON"]


def test_a_record_that_is_read_later_is_not_a_failure(store):
    """A record that was taken clears the failure at its place, and no other."""
    store.file([failure(), failure(where="line 8", ordinal=7)])

    assert dispositions(store, filing("seven", ordinal=6)) == ["added"]
    assert [f.where for f in store.failures()] == ["line 8"]


def test_a_whole_file_that_is_read_later_is_not_a_failure(store):
    """A file that could not be opened, and now gives articles, is off the list."""
    store.file([failure(original=None, where=None, ordinal=None, stage="open")])

    store.file([filing("one")])
    assert store.failures() == ()


def test_a_file_that_a_newer_reader_can_read_is_not_a_failure(store):
    """A file that failed as a whole, and of which a record is taken now, is off the list."""
    store.file([failure(where=None, ordinal=None, reason="no reader knows this")])

    store.file([filing("one")])
    assert store.failures() == ()


def test_a_failure_of_earlier_bytes_at_a_path_is_deleted(store):
    """Once a path holds other bytes, failures of the old ones are gone, however it is found."""
    store.file([failure("a.jsonl", original=original(b"old")), filing("one", path="b.jsonl")])
    store.locate(original().sha256, "a.jsonl")
    assert store.failures() == ()

    store.file([failure("a.jsonl", original=original(b"old"))])
    store.file([filing("two", ordinal=1)])
    assert store.failures() == ()


def test_places_without_a_name_are_distinguished_by_their_ordinal(store):
    """Two nameless records of one file can fail at once."""
    one = failure(where=None, ordinal=0)

    store.file([one, replace(one, ordinal=1)])
    assert [f.ordinal for f in store.failures()] == [0, 1]


def test_the_hints_for_a_file_are_kept_with_its_failure(store):
    """A retry can say again what a person said, and no file tells."""
    hints = UserHints(source="Harbor Post", field_map=(("title", "headline"),))

    store.file([failure()], hints=hints)
    assert [one.hints for one in store.failures()] == [hints]


def test_a_file_may_have_any_number_of_failures(folder):
    """To record a batch of them takes the database as many steps whether there are few of the
    file before or many."""
    steps = []

    def count(connection: sqlite3.Connection, _: object) -> None:
        connection.set_progress_handler(lambda: steps.append(1), 1000)

    event.listen(Pool, "connect", count)
    try:
        with Store.open(folder, create=True) as store:
            taken = []
            for batch in range(20):
                steps.clear()
                lines = range(100 * batch, 100 * batch + 100)
                store.file([failure(where=f"line {n}", ordinal=n) for n in lines])
                taken.append(len(steps))
            assert len(store.failures()) == 2000
    finally:
        event.remove(Pool, "connect", count)
    assert sum(taken[-5:]) < 1.5 * sum(taken[1:6])
