"""`dateline export` and Archive.export: what is written where, whatever the form."""

from __future__ import annotations

import io
import os
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from form_readers import IDS_IN

from dateline import Progress, Stage, UsageError, open_archive
from dateline.exports.gdelt import gdelt_rows
from dateline.exports.registry import FORMS, Form, Takes
from tests.conftest import Command, json_lines, story

_EVERY_FORM = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)


@_EVERY_FORM
@pytest.mark.parametrize("query", ["*", "shelled OR haftar", "source:courier"])
def test_a_form_has_what_count_promises(
    form: Form, query: str, reported: Command, place: Path, tmp_path: Path
) -> None:
    """Every article that the query matches is in the file, once; every event, in a form of events;
    and nothing else is."""
    out = tmp_path / f"out{form.suffix}"
    ran = reported("export", query, "--to", form.name, "--out", out)

    with open_archive(place) as archive:
        if form.takes is Takes.EVENTS:
            events = list(archive.events.list(query=query))
            wanted = [event.id for event in events]
            if form.name == "gdelt":
                wanted = [row[0] for event in events for row in gdelt_rows(event)]
            number = len(events)
        else:
            wanted = list(archive.ids(query))
            number = archive.count(query)
            assert len(wanted) == number
    found = IDS_IN[form.name](out)
    assert (ran.code, sorted(found)) == (0, sorted(wanted))
    assert f"{number} " in ran.err


_QUERIES = (
    *("shelled haftar", "shelled -haftar", '"Haftar: (shelled" -agreed', "date:..2024 haftar"),
    *("has:event libya", "event:nothing libya", "sourc* OR title:story"),
)


def test_a_query_is_read_as_search_and_count_read_it(reported: Command, tmp_path: Path) -> None:
    """Whatever says how a query is read, exports have the articles that search and count find, and
    a query that these refuse is refused in the same words."""
    for query, *read_as in product(_QUERIES, ["", "--any"], ["", "--plain"]):
        asked = (query, *filter(None, read_as))
        counted = reported("count", *asked)
        found = reported("search", *asked, "--limit", "all", "--format", "ids")
        out = tmp_path / "out.jsonl"
        out.unlink(missing_ok=True)
        ran = reported("export", *asked, "--to", "jsonl", "--out", out)

        assert (asked, ran.code, found.code) == (asked, counted.code, counted.code)
        if counted.code == 2:
            assert (ran.err, out.exists()) == (counted.err, False)
        ids = IDS_IN["jsonl"](out) if out.exists() else []
        assert (asked, sorted(ids)) == (asked, sorted(found.out.split()))
        if counted.code != 2:
            assert len(ids) == int(counted.out)


def test_events_are_those_of_articles_found_in_the_same_way(
    reported: Command, place: Path, tmp_path: Path
) -> None:
    """In forms of events too, a query is read as asked."""
    for number, asked in enumerate(({}, {"match": "any"}, {"plain": True})):
        out = tmp_path / f"{number}.geojson"
        with open_archive(place) as archive:
            archive.export("geojson", out, "shelled haftar", **asked)
            ids = archive.ids("shelled haftar", **asked)
            wanted = [event.id for event in archive.events.list(ids)]
        assert sorted(IDS_IN["geojson"](out) if out.exists() else []) == sorted(wanted)
    assert wanted == []
    assert (tmp_path / "1.geojson").exists()


def test_ids_are_words_if_words_are_asked_for(reported: Command, place: Path) -> None:
    """With --plain, what looks like the id of an article is a word of its text."""
    with open_archive(place) as archive:
        id = min(archive.ids("*"))
    assert reported("export", id, "--to", "jsonl").code == 0
    assert reported("export", "--plain", id, "--to", "jsonl").code == 1


@_EVERY_FORM
def test_a_file_is_written_as_a_whole_or_not_at_all(
    form: Form, reported: Command, place: Path, tmp_path: Path
) -> None:
    """Whatever stops an export, what was at its place stays, and nothing is left beside it."""
    folder = tmp_path / "outs"
    folder.mkdir()
    out = folder / f"out{form.suffix}"
    if not form.folder:
        out.write_text("as it was")

    def stop(progress: Progress) -> None:
        assert progress.stage is Stage.EXPORT
        if progress.done == 2:
            raise KeyboardInterrupt

    with open_archive(place) as archive, pytest.raises(KeyboardInterrupt):
        archive.export(form.name, out, progress=stop)

    assert [path.read_text() for path in folder.iterdir()] == ["as it was"] * (not form.folder)


@_EVERY_FORM
def test_an_export_that_finds_nothing_writes_nothing(
    form: Form, reported: Command, tmp_path: Path
) -> None:
    """It exits with 1, and there is no file."""
    out = tmp_path / f"out{form.suffix}"
    ran = reported("export", "nosuchword", "--to", form.name, "--out", out)

    assert (ran.code, ran.out, out.exists()) == (1, "", False)
    assert ran.err.startswith("no ")


@_EVERY_FORM
def test_forms_without_text_are_not_printed_on_a_terminal(
    form: Form, reported: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that is no text needs a file on a terminal, and a folder always does."""
    if form.folder:
        assert reported("export", "--to", form.name).code == 2
    if form.binary:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        assert reported("export", "--to", form.name).code == 2


def test_articles_come_newest_first(dateline: Command, write: Any) -> None:
    """Those without a date come last. Ids choose articles as a query does."""
    days = {1: "2024-03-05", 2: None, 3: "2025", 4: "2024-03-06"}
    stories = [story(number, date=day) if day else story(number) for number, day in days.items()]
    dateline("ingest", write("stories.jsonl", json_lines(*stories)))
    out = dateline("export", "--to", "jsonl", "--fields", "id,title").out.splitlines()

    assert [line.split("Council ")[1][0] for line in out] == ["3", "4", "1", "2"]
    assert out[0].startswith('{"schema_version": 2, "id": "')
    id = out[3].split('"')[5]
    assert dateline("export", id[:6], "--to", "jsonl", "--fields", "id,title").out == f"{out[3]}\n"


def test_places_where_nothing_can_be_written(
    reported: Command, place: Path, tmp_path: Path
) -> None:
    """The archive's own files, pipes, folders that have files, and folders that do not exist are
    refused in one line."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(place / "db")
    for out in ("db/dateline.sqlite", tmp_path / "link" / "new", "index/x", pipe, "/nowhere/x"):
        ran = reported("export", "--to", "jsonl", "--out", out)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("dateline: ")
        assert "Traceback" not in ran.err
    assert reported("index", "check").code == 0


def test_a_link_stays_a_link(reported: Command, tmp_path: Path) -> None:
    """The file that it points at is replaced."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert reported("export", "--to", "jsonl", "--out", tmp_path / "link").code == 0

    assert (tmp_path / "link").is_symlink()
    assert IDS_IN["jsonl"](tmp_path / "file")


def test_unknown_forms_and_fields_are_named(reported: Command, place: Path) -> None:
    """The error says which there are."""
    ran = reported("export", "--to", "jsonl", "--fields", "id,nonsense")
    assert (ran.code, ran.out) == (2, "")
    assert "nonsense" in ran.err
    assert "canonical_url" in ran.err
    with open_archive(place) as archive, pytest.raises(UsageError, match="no form “docx”"):
        archive.export("docx", "out")


def test_an_open_file_is_written_and_stays_open(
    reported: Command, place: Path, tmp_path: Path
) -> None:
    """Archive.export writes to any binary file, and reports each article."""
    seen: list[Progress] = []
    with open_archive(place) as archive, open(tmp_path / "out", "wb") as out:
        assert archive.export("jsonl", out, progress=seen.append) == archive.counts().articles
        assert not out.closed
    assert [(one.done, one.total) for one in seen] == [(number, 5) for number in range(1, 6)]


class _Interrupted(io.StringIO):
    """An input at which somebody presses Ctrl-C."""

    def __next__(self) -> str:
        raise KeyboardInterrupt


def test_an_interrupted_export_says_what_remains(
    reported: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is as it was; what was printed is not all."""
    monkeypatch.setattr("sys.stdin", _Interrupted())
    ran = reported("export", "-", "--to", "jsonl", "--out", tmp_path / "out")
    assert (ran.code, ran.err.strip()) == (130, f"interrupted; {tmp_path}/out is as it was")
    ran = reported("export", "-", "--to", "jsonl")
    assert (ran.code, ran.err.strip()) == (130, "interrupted; what was printed is not all")


def test_ids_on_standard_input_choose_articles(
    reported: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a search prints them."""
    ids = reported("search", "shelled", "--format", "ids").out
    monkeypatch.setattr("sys.stdin", io.StringIO(ids))
    out = reported("export", "-", "--to", "csv", "--fields", "id").out

    assert sorted(out.split()) == sorted(["id", *ids.split()])


def test_corrections_and_tags_are_exported(reported: Command) -> None:
    """As a person gave them, in every table and citation."""
    (id,) = reported("search", "haftar", "--format", "ids").out.split()
    reported("edit", id, "--title", "What was agreed", "--published", "2025-07")
    reported("tag", "+to cite", id)
    row = reported("export", id, "--to", "csv", "--fields", "title,published,tagged").out
    cited = reported("export", id, "--to", "bibtex").out

    assert row.splitlines()[1] == "What was agreed,2025-07,to cite"
    assert "  title = {{What was agreed}},\n" in cited
    assert "  date = {2025-07},\n" in cited
    assert "to cite" in cited
