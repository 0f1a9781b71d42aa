"""What could not be ingested is listed with its reason, and can be tried again alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.settings import load
from dateline.store import Store
from dateline.values.article import Original
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition
from tests.conftest import Command, json_lines, story

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def troubled(dateline: Command, write: Callable[[str, str | bytes], Path]) -> Command:
    """An archive of one story, with a broken line, a headline alone, a picture, and a path
    where nothing is."""
    lines = json_lines(story(1)) + "broken\n" + json_lines({"title": "Only a headline"})
    write("in/stories.jsonl", lines)
    picture = write("in/picture.txt", PICTURE)
    assert dateline("ingest", picture.parent, picture.parent / "gone.txt").code == 3
    return dateline


def listed(dateline: Command, *filters: str) -> list[tuple[str, str | None, str, str]]:
    found = dateline("failures", *filters, "--json").json["failures"]
    return [(Path(f["path"]).name, f["where"], f["disposition"], f["stage"]) for f in found]


def as_failed(place: Path, path: str, data: bytes, **fields: object) -> None:
    """The archive remembers these bytes, found at `path`, as a failure of an older reader."""
    with Store.of(load(str(place), {})) as store:
        sha256, size = store.originals.put_bytes(data)
        original = Original(sha256=sha256, size=size, media_type="application/octet-stream")
        failure = Failure(
            path=path,
            disposition=Disposition.FAILED,
            stage="read",
            reason="an older reader gave up",
            tool="older 0",
            original=original,
            **fields,  # type: ignore[arg-type]  # ordinal and where
        )
        store.file([failure])


def test_failures_are_listed_with_all_that_explains_them(troubled: Command) -> None:
    """Each has path, place, disposition, stage, reason, tool, version and time, in every form."""
    assert listed(troubled) == [
        ("gone.txt", None, "failed", "find"),
        ("picture.txt", None, "failed", "open"),
        ("stories.jsonl", "line 2", "failed", "read"),
        ("stories.jsonl", "line 3", "rejected", "read"),
    ]
    table = troubled("failures").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(troubled("failures", "--csv").out)))
    lines = troubled("failures", "--jsonl").out.splitlines()
    assert (len(table), len(rows), len(lines)) == (5, 4, 4)
    assert "json lines" in table[3]
    assert "broken JSON" in table[3]
    assert rows[2]["tool"].startswith("json lines ")
    assert rows[2]["dateline"]
    assert rows[2]["at"].endswith("Z")
    assert len(rows[2]["original"]) == 64


def test_failures_are_filtered_by_reason_stage_and_disposition(troubled: Command) -> None:
    """Filters are joined; a reason is found in any case; nothing found exits with 1."""
    assert listed(troubled, "--reason", "png IMAGE") == [("picture.txt", None, "failed", "open")]
    assert listed(troubled, "--stage", "read", "--failed") == [
        ("stories.jsonl", "line 2", "failed", "read")
    ]
    assert listed(troubled, "--rejected") == [("stories.jsonl", "line 3", "rejected", "read")]
    assert troubled("failures", "--rejected", "--stage", "find").code == 1


def test_retry_tries_the_failures_alone(troubled: Command) -> None:
    """What still fails is counted and listed as before; the article beside it is not touched."""
    before = listed(troubled)

    ran = troubled("failures", "retry")
    assert (ran.code, ran.out) == (3, "4 found: 1 rejected, 3 failed\n")
    assert listed(troubled) == before


def test_retry_takes_those_chosen(troubled: Command) -> None:
    """Filters choose, also among the failures of one file; rejections alone exit with 0."""
    ran = troubled("failures", "retry", "--rejected")

    assert (ran.code, ran.out) == (0, "1 found: 1 rejected\n")
    assert len(listed(troubled)) == 4


def test_a_path_that_has_a_file_now_is_ingested(troubled: Command, tmp_path: Path) -> None:
    """Where no bytes were kept the path is tried, and a success is off the list and found."""
    (tmp_path / "in" / "gone.txt").write_text("Zebra found\n\nA zebra was found at the harbor.")

    ran = troubled("failures", "retry", "--stage", "find", "--json").json
    assert (ran["found"], ran["added"]) == (1, 1)
    assert "gone.txt" not in [name for name, *_ in listed(troubled)]
    assert troubled("search", "zebra").code == 0


def test_a_kept_original_is_read_without_its_file(troubled: Command, place: Path) -> None:
    """Bytes that no reader knew, of a file that is gone, are read when one does, at both of
    the paths where they had failed."""
    for path in ("/nowhere/old.txt", "/nowhere/older.txt"):
        as_failed(place, path, b"Zebra found\n\nA zebra was found at the harbor.")

    ran = troubled("failures", "retry", "--reason", "older reader")
    assert (ran.code, ran.out) == (0, "2 found: 1 added, 1 unchanged\n")
    assert listed(troubled, "--reason", "older reader") == []
    assert troubled("search", "zebra").code == 0


def test_a_record_is_tried_without_the_rest_of_its_file(
    troubled: Command, place: Path, tmp_path: Path
) -> None:
    """Of a file of many articles only the record that failed is read again."""
    data = json_lines(story(7), story(8), story(9)).encode()
    (tmp_path / "in" / "more.jsonl").write_bytes(json_lines(story(7), story(9)).encode())
    troubled("ingest", tmp_path / "in" / "more.jsonl")
    as_failed(place, "/nowhere/all.jsonl", data, ordinal=1, where="line 2")

    assert troubled("failures", "retry", "--reason", "older reader").out == (
        "3 found: 1 added, 2 unchanged\n"  # nothing of these bytes gave an article yet
    )
    as_failed(place, "/nowhere/all.jsonl", data, ordinal=1, where="line 2")
    assert troubled("failures", "retry", "--reason", "older reader").out == "1 found: 1 unchanged\n"
    assert listed(troubled, "--reason", "older reader") == []


def test_options_before_retry_are_refused(troubled: Command) -> None:
    """A filter where it would have no effect is an error, and not ignored."""
    ran = troubled("failures", "--rejected", "retry")

    assert ran.code == 2
    assert "after “retry”" in ran.err


def test_nothing_to_try_again_is_no_error(dateline: Command, tmp_path: Path) -> None:
    """An archive without failures retries nothing, and says so in its balance."""
    (tmp_path / "fine.jsonl").write_text(json_lines(story(1)))
    dateline("ingest", tmp_path / "fine.jsonl")

    assert dateline("failures", "retry").out == "0 found: nothing to ingest\n"


def test_a_rejection_forgotten_with_its_path_is_found_again(
    dateline: Command, tmp_path: Path
) -> None:
    """Bytes whose failure went when their path got others are read again elsewhere: the balance
    holds."""
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    lines = json_lines(story(1), {"title": "Only a headline"})
    first.write_text(lines)
    dateline("ingest", first)
    first.write_text(json_lines(story(2)))
    dateline("ingest", first)
    second.write_text(lines)

    ran = dateline("ingest", second)
    assert (ran.code, ran.out) == (0, "2 found: 1 unchanged, 1 rejected\n")
