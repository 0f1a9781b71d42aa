"""The versions of an article are listed, shown, and compared by words."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command, json_lines, story

URL = "https://post.example.org/a/1"


@pytest.fixture
def corrected(dateline: Command, write: Callable[[str, str | bytes], Path]) -> Command:
    """An archive with one article in three versions: the title changed, then one word."""
    first = story(1, url=URL, date="2024-03-02")
    second = {**first, "title": "Council 1 agrees at last"}
    third = {**second, "text": str(second["text"]).replace("Monday", "Tuesday")}
    for number, version in enumerate((first, second, third)):
        file = write(f"{number}.jsonl", json_lines(version))
        os.utime(file, (1_709_337_600, 1_709_337_600))  # a file's time is among its dates, too
        assert dateline("ingest", file).code == 0
    return dateline


def only(dateline: Command) -> str:
    return dateline("search", "council", "--format", "ids").out.strip()


def test_versions_are_listed_oldest_first(corrected: Command) -> None:
    """Each has its number, time, date, title and file, in every format."""
    id = only(corrected)
    table = corrected("show", id[:8], "--versions").out
    found = corrected("show", id, "--versions", "--json").json
    rows = list(csv.DictReader(io.StringIO(corrected("show", id, "--versions", "--csv").out)))

    assert [line.split()[0] for line in table.splitlines()] == ["version", "1", "2", "3"]
    assert found["id"] == id
    assert [v["version"] for v in found["versions"]] == [1, 2, 3]
    assert [Path(row["found_at"]).name for row in rows] == ["0.jsonl", "1.jsonl", "2.jsonl"]
    assert rows[0]["published"] == "2024-03-02"
    assert len(corrected("show", id, "--versions", "--jsonl").out.splitlines()) == 3


def test_an_older_version_is_shown_in_full(corrected: Command) -> None:
    """--version shows the text and the file of then; without it the last version is shown."""
    id = only(corrected)

    shown = [corrected("show", id, "--version", n, "--json").json["title"] for n in "12"]
    assert shown == ["Council 1 agrees on harbor plan", "Council 1 agrees at last"]
    assert "on Tuesday" in corrected("show", id, "--json").json["body"]
    assert "on Monday" in corrected("show", id, "--version", "2", "--original").out


def test_two_versions_are_compared_by_words(corrected: Command) -> None:
    """--diff shows what was removed and added, and little of what is the same."""
    id = only(corrected)
    ran = corrected("show", id, "--diff", "1", "3")

    assert "title  Council 1 agrees [-on harbor plan-] {+at last+}\n" in ran.out
    assert "[-Monday.-] {+Tuesday.+}" in ran.out.replace("\n" + " " * 15, " ")
    assert "when the tides allow" not in ran.out
    assert "\x1b" not in ran.out
    assert corrected("show", id, "--diff", "2", "3").out.count("[-") == 1


def test_a_difference_is_data_for_scripts(corrected: Command) -> None:
    """JSON has each field before and after, and its words by kind."""
    id = only(corrected)
    found = corrected("show", id, "--diff", "2", "3", "--json").json

    assert (found["id"], found["from"], found["to"]) == (id, 2, 3)
    (change,) = found["changes"]
    assert change["field"] == "body"
    assert [w["text"].strip() for w in change["words"] if w["kind"] != "same"] == [
        "Monday.",
        "Tuesday.",
    ]
    assert "".join(w["text"] for w in change["words"] if w["kind"] != "removed") == change["after"]
    row = next(csv.DictReader(io.StringIO(corrected("show", id, "--diff", "1", "2", "--csv").out)))
    assert (row["field"], row["after"]) == ("title", "Council 1 agrees at last")


def test_a_new_paragraph_break_is_shown(corrected: Command, tmp_path: Path) -> None:
    """A version with the same words in other paragraphs differs in a ¶."""
    text = str(story(1)["text"]).replace("towns around it, ", "towns around it,\n\n")
    new = {**story(1, url=URL, date="2024-03-02"), "text": text}
    (tmp_path / "new.jsonl").write_text(json_lines(new))
    corrected("ingest", tmp_path / "new.jsonl")

    assert "{+¶+}" in corrected("show", only(corrected), "--diff", "1", "4").out


def test_an_unknown_version_is_an_error(corrected: Command) -> None:
    """A number beyond the last version exits with 2 and names the last version."""
    for arguments in (["--version", "4"], ["--diff", "1", "4"]):
        ran = corrected("show", only(corrected), *arguments)
        assert ran.code == 2
        assert "its last version is 3" in ran.err


def test_options_that_exclude_each_other_are_refused(corrected: Command) -> None:
    """Only one of --dates, --copies, --versions and --diff can be used."""
    ran = corrected("show", only(corrected), "--versions", "--diff", "1", "2")

    assert ran.code == 2
    assert "--diff" in ran.err


def test_changes_are_colored_on_a_terminal(corrected: Command, place: Path) -> None:
    """On a terminal removed words are red and added words green."""
    arguments = ["show", only(corrected), "--diff", "1", "2"]
    script = f"import pty, sys; pty.spawn([sys.executable, '-m', 'dateline', *{arguments!r}])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "\x1b[31m[-on harbor plan-]\x1b[0m" in ran.stdout
    assert "\x1b[32m{+at last+}\x1b[0m" in ran.stdout
