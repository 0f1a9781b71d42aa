"""Log lines: on stderr, only if asked for, and without a change to the loggers of libraries."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import open_archive
from dateline.logs import JsonFormatter, LogFormat, LogSettings, TextFormatter, log_to_stderr
from dateline.readers import by_name
from dateline.store.migrations import HEAD
from tests.conftest import SEEDS, Command, Ran, json_lines, story
from tests.unit.readers.builders import warc

LIBRARIES = ("htmldate", "pdfminer", "trafilatura", "warcio")


def log_lines(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.err.splitlines() if line.startswith("{")]


def messages(ran: Ran) -> list[str]:
    return [line["message"] for line in log_lines(ran)]


@pytest.fixture
def odd_archive(write: Callable[[str, str | bytes], Path]) -> Path:
    """A WARC file that warcio warns of: the address has a space."""
    page = b"<html><body></body></html>"
    return write("in/odd.warc", warc([("https://post.example.org/a b", "text/html", page)]))


def test_nothing_is_logged_by_default(dateline: Command, odd_archive: Path) -> None:
    """Without -v stderr has the lines of the summary alone, whatever libraries warn of."""
    ran = dateline("ingest", odd_archive, "--jobs", "0")

    assert "rejected: " in ran.err
    assert "warcio" not in ran.err
    assert "Replacing spaces" not in ran.err


def test_verbose_logs_the_start_and_the_end_of_an_ingest(dateline: Command) -> None:
    """-v logs what a run does, with its totals, and leaves stdout to the data."""
    quiet = dateline("ingest", SEEDS)
    ran = dateline("-v", "ingest", SEEDS, "--format", "json")

    time, rest = ran.err.splitlines()[0].split(" ", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time)
    assert rest == "INFO dateline.ingest.pipeline: ingest started files=1 jobs=0"
    assert ran.err.splitlines()[-1].endswith("ingest finished found=1 unchanged=1")
    assert "DEBUG" not in ran.err
    assert ran.json["found"] == 1
    assert "INFO" not in quiet.err


def test_very_verbose_logs_the_reader_of_a_file(dateline: Command) -> None:
    """-vv logs the details too: which reader a file was given to, and which index was opened."""
    ran = dateline("-vv", "--log-format", "json", "ingest", SEEDS)
    again = dateline("-vv", "--log-format", "json", "search", "libya")

    chosen = next(line for line in log_lines(ran) if line["message"] == "reader chosen")
    assert chosen["level"] == "DEBUG"
    assert chosen["reader"] == "text"
    assert chosen["file"].endswith(".txt")
    assert "changes committed to the index" in messages(ran)
    assert "index opened" in messages(again)


def test_a_json_line_has_time_level_logger_message_and_fields(dateline: Command) -> None:
    """--log-format json writes one object a line; the time is ISO 8601 in UTC."""
    ran = dateline("-v", "--log-format", "json", "ingest", SEEDS)

    line = next(line for line in log_lines(ran) if line["message"] == "ingest started")
    assert list(line) == ["time", "level", "logger", "message", "files", "jobs"]
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)
    assert line["level"] == "INFO"
    assert line["logger"] == "dateline.ingest.pipeline"
    assert line["files"] == 1


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_a_log_format_alone_logs_warnings(dateline: Command, odd_archive: Path, jobs: str) -> None:
    """Warnings of libraries come with the name of their own logger, and nothing below them."""
    ran = dateline("--log-format", "json", "ingest", odd_archive, "--jobs", "0")

    warning = next(line for line in log_lines(ran) if line["logger"].startswith("warcio"))
    assert {line["level"] for line in log_lines(ran)} == {"WARNING"}
    assert "Replacing spaces" in warning["message"]


def test_workers_log_as_the_main_process_does(
    process: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """A worker is logged when it starts, and trafilatura's warning of a page comes from there."""
    page = write("in/empty.html", "<html><body></body></html>")
    ran = process("-vv", "--log-format", "json", "ingest", page, "--jobs", "1")

    started = next(line for line in log_lines(ran) if line["message"] == "worker started")
    assert started["logger"] == "dateline.ingest.pool"
    assert isinstance(started["pid"], int)
    assert any(line["logger"].startswith("trafilatura") for line in log_lines(ran))


def test_a_bug_is_logged_with_its_traceback(
    dateline: Command,
    write: Callable[[str, str | bytes], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What fails in a way that nobody foresaw says where in the code it failed."""
    dump = write("in/dump.jsonl", json_lines(story(1)))

    def broken(*_: object) -> None:
        raise LookupError("no such tide")

    monkeypatch.setattr(type(by_name("json lines")), "read", broken)
    ran = dateline("--log-format", "json", "ingest", dump, "--jobs", "0")

    (line,) = log_lines(ran)
    assert line["path"] == str(dump)
    assert "LookupError: no such tide" in line["exception"]


def test_a_rebuild_is_logged(dateline: Command) -> None:
    """An index that is rebuilt says so before and after, with how many articles are in it."""
    dateline("ingest", SEEDS)
    ran = dateline("-v", "--log-format", "json", "index", "rebuild")

    lines = {line["message"]: line for line in log_lines(ran)}
    assert lines["index rebuild started"]["articles"] == 1
    assert lines["index rebuild finished"]["engine"] == "whoosh"


def test_an_index_of_other_rules_is_logged_with_the_reason(dateline: Command, place: Path) -> None:
    """A search that has to rebuild the index first says why."""
    dateline("ingest", SEEDS)
    (place / "index" / "stamp").write_text("whoosh schema=0 analysis=0 en whoosh\n")
    ran = dateline("-v", "--log-format", "json", "search", "libya")

    line = next(line for line in log_lines(ran) if line["message"] == "index rebuilt from empty")
    assert "schema 0" in line["reason"]


def test_a_new_database_is_logged(dateline: Command) -> None:
    """The tables of a new archive are made, and the line names their revision."""
    ran = dateline("-v", "--log-format", "json", "ingest", SEEDS)

    line = next(line for line in log_lines(ran) if line["logger"] == "dateline.store.migrate")
    assert line["revision"] == HEAD


def test_libraries_keep_their_loggers(dateline: Command, odd_archive: Path) -> None:
    """An ingest with -vv changes neither level nor handlers of any library's logger, and leaves
    the root logger as it was."""
    for name in LIBRARIES:  # a library sets up its own logger when it is first imported
        import_module(name)
    root = logging.getLogger()
    before = (
        [
            (logging.getLogger(name).level, list(logging.getLogger(name).handlers))
            for name in LIBRARIES
        ],
        list(root.handlers),
    )
    dateline("-vv", "ingest", odd_archive, SEEDS)

    after = (
        [
            (logging.getLogger(name).level, list(logging.getLogger(name).handlers))
            for name in LIBRARIES
        ],
        list(root.handlers),
    )
    assert after == before


def test_an_application_hears_dateline_in_its_own_handlers(
    place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A script that configures logging itself gets the records with their fields."""
    caplog.set_level(logging.INFO, "dateline")
    with open_archive(place) as archive:
        archive.ingest([SEEDS])

    finished = [record for record in caplog.records if record.message == "ingest finished"]
    assert [vars(record)["found"] for record in finished] == [1]


def test_an_application_that_configures_nothing_sees_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The package has a handler that does nothing, so Python prints no warning of ours."""
    handlers = logging.getLogger("dateline").handlers
    logging.getLogger("dateline.tides").info("not a word")

    assert any(isinstance(handler, logging.NullHandler) for handler in handlers)
    assert capfd.readouterr().err == ""


def test_the_level_ends_with_the_command(dateline: Command) -> None:
    """A command that logged leaves the package's logger as it found it."""
    before = logging.getLogger("dateline").level
    dateline("-vv", "ingest", SEEDS)

    assert logging.getLogger("dateline").level == before


def test_an_unknown_log_format_is_wrong_use(dateline: Command) -> None:
    """Only text and json are formats of a log line."""
    ran = dateline("--log-format", "xml", "info")

    assert ran.code == 2
    assert "xml" in ran.err


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_a_line_break_in_a_field_breaks_no_line(formatter: logging.Formatter) -> None:
    """Names of files may hold anything; a record without a traceback is always one line."""
    record = logging.makeLogRecord({"msg": "reader chosen", "file": "a\nb\x1b[0m"})

    line = formatter.format(record)
    assert line.isprintable()


def test_the_handler_writes_to_stderr_as_it_is_now(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A progress bar replaces stderr while it is shown; lines go to what it puts there."""
    with log_to_stderr(LogSettings("INFO", LogFormat.TEXT)):
        monkeypatch.setattr(sys, "stderr", sys.stdout)
        logging.getLogger("dateline.tides").info("high water")

    captured = capfd.readouterr()
    assert "high water" in captured.out
    assert captured.err == ""
