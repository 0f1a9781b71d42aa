"""The balance of a run holds file by file, and can be printed so."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.schemas.shape import SCHEMA_VERSION
from dateline.values.outcome import Balance, Disposition, Outcome
from tests.conftest import Command, json_lines, story


@pytest.fixture
def folder(write: Callable[[str, str | bytes], Path]) -> Path:
    """Two files with five articles, of which one is broken and one a copy, and a picture."""
    write("in/a.jsonl", json_lines(story(1), story(2)) + "broken\n")
    write("in/b.jsonl", json_lines(story(3), {**story(1), "id": "copy"}))
    return write("in/c.png", b"\x89PNG\r\n\x1a\n" + bytes(20)).parent


def test_each_file_has_its_balance(dateline: Command, folder: Path) -> None:
    """--per-file prints a line for each, with the columns that say something, and the sum."""
    ran = dateline("ingest", folder, "--per-file")

    assert ran.code == 3
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines[0] == ["found", "added", "copies", "failed", "file"]
    assert [(*line[:4], Path(line[4]).name) for line in lines[1:4]] == [
        ("3", "2", "0", "1", "a.jsonl"),
        ("2", "1", "1", "0", "b.jsonl"),
        ("1", "0", "0", "1", "c.png"),
    ]
    assert ran.out.splitlines()[4] == "6 found: 3 added, 1 copy, 2 failed"


def test_scripts_get_the_same_numbers(dateline: Command, folder: Path) -> None:
    """JSON has them under "files", always; --csv and --jsonl print them instead of articles."""
    dateline("ingest", folder)
    found = dateline("ingest", folder, "--json").json["files"]
    lines = dateline("ingest", folder, "--per-file", "--jsonl").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(dateline("ingest", folder, "--per-file", "--csv").out)))

    assert [(Path(f["path"]).name, f["found"], f["unchanged"], f["failed"]) for f in found] == [
        ("a.jsonl", 3, 2, 1),
        ("b.jsonl", 2, 2, 0),
        ("c.png", 1, 0, 1),
    ]
    assert [json.loads(line) for line in lines] == [
        {"schema_version": SCHEMA_VERSION, **f} for f in found
    ]
    assert [{k: "" if v is None else str(v) for k, v in f.items()} for f in found] == rows


def test_a_retry_has_its_balance_by_file_too(dateline: Command, folder: Path) -> None:
    """Only files with failures are in it."""
    dateline("ingest", folder)

    rows = list(
        csv.DictReader(io.StringIO(dateline("failures", "retry", "--per-file", "--csv").out))
    )
    assert [(Path(row["path"]).name, row["found"]) for row in rows] == [
        ("a.jsonl", "1"),
        ("c.png", "1"),
    ]


def test_two_wrongs_do_not_add_up() -> None:
    """One too many in one file does not make up for one too few in another."""
    ends = (
        Outcome(disposition=Disposition.ADDED, path="b"),
        Outcome(disposition=Disposition.FAILED, path="b"),
    )
    balance = Balance(found_in={"a": 1, "b": 1}, outcomes=ends)

    assert balance.found == len(balance.outcomes)
    assert not balance.adds_up
    assert {path: part.adds_up for path, part in balance.by_file().items()} == {
        "a": False,
        "b": False,
    }
    assert Balance(found_in={"b": 2}, outcomes=ends).adds_up


def test_what_is_wrong_all_over_a_file_is_summed_up(
    dateline: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """The first places are listed one by one, the rest in a line; all of them are on record."""
    file = write("in/list.jsonl", json_lines(*({"page": n} for n in range(1, 41))) + "broken\n")

    ran = dateline("ingest", file)
    assert [line.rpartition("list.jsonl")[2] for line in ran.err.splitlines()[1:]] == [
        ", line 1: an object with no text",
        ", line 2: an object with no text",
        ", line 3: an object with no text",
        ": an object with no text: 37 more, to line 40",
        ", line 41: broken JSON: Expecting value at column 1",
    ]
    assert len(dateline("failures", "--jsonl").out.splitlines()) == 41


def test_what_a_file_says_of_itself_stands_beside(
    dateline: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """A list with an article too few is a failure that stays on record, and the numbers are
    next to each other; one page of a search's results is only noted."""
    write("in/list.json", json.dumps({"count": 3, "articles": [story(1), story(2)]}))
    folder = write("in/page.json", json.dumps({"totalResults": 90, "articles": [story(3)]})).parent

    ran = dateline("ingest", folder, "--per-file")

    assert ran.code == 3
    lines = [line.split() for line in ran.out.splitlines()]
    assert [line[:4] for line in lines[:3]] == [
        ["declared", "found", "added", "failed"],
        ["3", "3", "2", "1"],
        ["90", "1", "1", "0"],
    ]
    assert "it says that it has 3 articles (key count), but has 2" in ran.err
    assert "its search found 90 articles (key totalResults), and it has 1 of them" in ran.err
    (failure,) = dateline("failures", "--json").json["failures"]
    assert "3 articles (key count)" in failure["reason"]
