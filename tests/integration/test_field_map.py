"""--map: which column or key holds a field, where the names are nobody's but the file's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import Command
from tests.unit.readers.builders import zipped

Write = Callable[[str, str | bytes], Path]

TABLE = "kopf,absatz,tag,title\nBridge opens,It was opened on Monday.,2024-05-06,not this\n"


def test_unknown_columns_fail_with_a_hint(dateline: Command, write: Write) -> None:
    """The failure names the columns and the option --map."""
    ran = dateline("ingest", write("table.csv", TABLE))

    assert ran.code == 3
    assert "--map text=" in ran.err
    assert "kopf, absatz, tag, title" in ran.err


def test_a_map_names_the_columns_of_fields(dateline: Command, write: Write) -> None:
    """The table that failed is read with the map, and the title is the mapped column."""
    table = write("table.csv", TABLE)
    dateline("ingest", table)

    ran = dateline("ingest", table, "--map", "title=kopf,text=absatz,published=tag", "--json")
    article = dateline("show", ran.json["articles"][0]["id"], "--json").json

    assert ran.code == 0
    assert article["title"] == "Bridge opens"
    assert article["body"] == "It was opened on Monday."
    assert article["published"]["value"] == "2024-05-06"
    assert article["evidence"]["title"]["where"] == "column kopf"
    assert dateline("info", "--json").json["failed"] == 0


def test_a_failure_inside_a_zip_file_ends_when_it_is_read(dateline: Command, write: Write) -> None:
    """The failure of a file inside another is removed when its articles are ingested."""
    table = write("tables.zip", zipped({"a/table.csv": TABLE.encode()}))

    first = dateline("ingest", table, "--json").json
    again = dateline("ingest", table, "--map", "title=kopf,text=absatz", "--json").json

    assert [failure["where"] for failure in first["failures"]] == ["a/table.csv"]
    assert [article["where"] for article in again["articles"]] == ["a/table.csv, row 2"]
    assert dateline("info", "--json").json["failed"] == 0


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_map_also_applies_to_json(place: Path, write: Write, jobs: int) -> None:
    """From a script, in this process and in others."""
    row = {"kopf": "Bridge opens", "absatz": "It was opened on Monday.", "text": "not this"}
    lines = write("rows.jsonl", f"{json.dumps(row)}\n{json.dumps({**row, 'kopf': 'Two'})}\n")

    with open_archive(place) as archive:
        field_map = {"title": "kopf", "text": "absatz"}
        balance = archive.ingest([lines], field_map=field_map, jobs=jobs)
        articles = [archive.article(str(outcome.id)) for outcome in balance.outcomes]

    assert [article.title for article in articles] == ["Bridge opens", "Two"]
    assert {article.body for article in articles} == {"It was opened on Monday."}


@pytest.mark.parametrize(("value", "words"), [("title", "FIELD=KEY"), ("colour=kopf", "colour")])
def test_an_invalid_map_is_refused(dateline: Command, write: Write, value: str, words: str) -> None:
    """A pair without a key, or an unknown field, is a usage error."""
    ran = dateline("ingest", write("table.csv", TABLE), "--map", value)

    assert ran.code == 2
    assert words in ran.err
