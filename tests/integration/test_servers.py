"""An archive whose database is on a server: made, used, copied and backed up by the commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import SEEDS, Command, json_lines, story
from tests.databases import SYSTEMS, PostgreSql, database_name

Write = Callable[..., Path]
ASKED = (
    ("search", "council", "--json"),
    ("search", "* -libya", "--format", "ids", "--limit", "all"),
    ("count", "libya", "--json"),
    ("entities", "--json"),
    ("events", "--json"),
    ("places", "--json"),
    ("quotes", "--json"),
    ("sources", "--json"),
    ("runs", "--json"),
    ("decisions", "--json"),
    ("failures", "--json"),
    ("show", "9a2d10a1fcee067e", "--json"),
)


def filled(dateline: Command, write: Write) -> None:
    """Articles, a copy, a version, a failure, and what people decided."""
    page = "https://harbor.example/plan"
    first = write("first.jsonl", json_lines(story(1), story(2, url=page)) + "{broken\n")
    assert dateline("ingest", first).code == 3
    again = story(2, url=page, text=str(story(2)["text"]) + " It was late.")
    assert dateline("ingest", write("again.jsonl", json_lines(again, story(1, id="x")))).code == 0
    assert dateline("ingest", SEEDS, "--source", "Arab News").code == 0
    assert dateline("tag", "+port", "council").code == 0
    assert dateline("saved", "add", "ports", "harbor").code == 0


def answers(dateline: Command, folder: Path) -> list[str]:
    """What the commands print of the archive in the folder. Its index is new: hits with one score
    come in the order in which they were indexed."""
    assert dateline("index", "rebuild", "--archive", folder).code == 0
    ran = [dateline(*command, "--archive", str(folder)) for command in ASKED]
    assert all(each.code == 0 for each in ran), [each.err for each in ran]
    return [each.out for each in ran]


def test_init_names_the_database_in_the_folder(
    dateline: Command, place: Path, postgresql: PostgreSql
) -> None:
    """Settings that are there stay; from then on every command uses the server."""
    (place / "dateline.toml").write_text('language = "de"\n')

    made = dateline("init", "--database", postgresql.new())

    assert (made.code, "with its database at" in made.out) == (0, True), made.err
    assert dateline("ingest", SEEDS).code == 0
    assert dateline("search", "libya").code == 0
    assert dateline("verify").code == 0
    assert not (place / "db" / "dateline.sqlite").exists()
    assert dateline("init").code == 2, "there is an archive now"
    with open_archive(place) as archive:
        assert (archive.settings.language, archive.counts().articles) == ("de", 1)


def test_init_without_a_server_makes_a_file(dateline: Command, place: Path) -> None:
    """As the first ingest does."""
    assert dateline("init").code == 0
    assert (place / "db" / "dateline.sqlite").exists()
    assert dateline("info").code == 0


def test_init_refuses_what_cannot_be_used(
    dateline: Command, place: Path, tmp_path: Path, postgresql: PostgreSql
) -> None:
    """A password in the address, and the database of another archive; nothing is written."""
    refused = dateline("init", "--database", "postgresql+psycopg://ann:hidden@host/news")
    assert (refused.code, "pgpass" in refused.err, "hidden" in refused.err) == (2, True, False)
    address = postgresql.new()
    other = str(tmp_path / "other")
    assert dateline("init", "--archive", other, "--database", address).code == 0
    assert dateline("ingest", SEEDS, "--archive", other).code == 0
    refused = dateline("init", "--database", address)
    assert (refused.code, "holds an archive already" in refused.err) == (2, True)
    assert not (place / "dateline.toml").exists()


def test_a_copy_gives_the_same_answers_either_way(
    dateline: Command, place: Path, tmp_path: Path, write: Write, postgresql: PostgreSql
) -> None:
    """Byte for byte, from a folder to a server and back, with ids, numbers, times and scores."""
    filled(dateline, write)
    there, back = tmp_path / "there", tmp_path / "back"

    copied = dateline("copy-archive", place, there, "--database", postgresql.new())
    assert copied.code == 0, copied.err
    assert "4 articles" in copied.out
    assert dateline("copy-archive", there, back).code == 0

    expected = answers(dateline, place)
    assert answers(dateline, there) == expected
    assert answers(dateline, back) == expected
    for folder in (there, back):
        assert dateline("verify", "--archive", folder).code == 0
        more = write("more.jsonl", json_lines(story(7)))
        assert dateline("ingest", more, "--archive", folder).code == 0
    assert answers(dateline, back) != expected
    assert dateline("copy-archive", place, back).code == 2, "there is an archive now"


@pytest.mark.parametrize("server", SYSTEMS, indirect=True)
def test_an_interrupted_copy_goes_on(
    dateline: Command,
    place: Path,
    tmp_path: Path,
    write: Write,
    server: str | None,
    postgresql: PostgreSql,
) -> None:
    """From a file to a server, and from a server to a file. It stopped at a damaged original, and
    the source has changed since. Meanwhile nothing opens the copy."""
    filled(dateline, write)
    with open_archive(place) as archive:
        digest = archive.article("9a2d10a1fcee067e").original.sha256
    original = place / "db" / "originals" / digest[:2] / f"{digest}.zst"
    whole = original.read_bytes()
    original.write_bytes(b"damaged")
    target = tmp_path / "there"
    options = ("--database", postgresql.new()) if server is None else ()

    assert dateline("copy-archive", place, target, *options).code == 4
    assert dateline("info", "--archive", target).code == 2
    original.write_bytes(whole)
    assert dateline("ingest", write("more.jsonl", json_lines(story(8)))).code == 0
    assert dateline("tag", "-port", "council").code == 0

    assert dateline("copy-archive", place, target).code == 0
    assert answers(dateline, target) == answers(dateline, place)


def test_a_backup_of_a_server_is_a_folder(
    dateline: Command, place: Path, tmp_path: Path, write: Write, postgresql: PostgreSql
) -> None:
    """The restored archive needs no server."""
    assert dateline("init", "--database", postgresql.new()).code == 0
    filled(dateline, write)

    assert dateline("backup", tmp_path / "backups").code == 0
    assert dateline("restore", tmp_path / "backups", tmp_path / "restored").code == 0

    assert (tmp_path / "restored" / "db" / "dateline.sqlite").exists()
    assert answers(dateline, tmp_path / "restored") == answers(dateline, place)


@pytest.mark.parametrize("processes", [3])
def test_processes_that_ingest_at_once_lose_nothing(
    dateline: Command, place: Path, write: Write, postgresql: PostgreSql, processes: int
) -> None:
    """All of them read all files: each article is there once, annotated, and in the index."""
    assert dateline("init", "--database", postgresql.new()).code == 0
    stories = [story(number) for number in range(300)]
    files = [write(f"{part}.jsonl", json_lines(*stories[part::4])) for part in range(4)]

    started = [
        subprocess.Popen(
            [sys.executable, "-m", "dateline", "ingest", *files[turn:], *files[:turn]],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ,
            text=True,
        )
        for turn in range(processes)
    ]
    for process in started:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, out + err

    info = dateline("info", "--json").json
    assert info["articles"] == 300
    with open_archive(place) as archive:
        assert archive.unannotated() == 0
        assert archive.index.check().agrees
        assert archive.search("*").total == 300
    found = [run["balance"] for run in dateline("runs", "--json").json["runs"]]
    assert sum(each["added"] for each in found) == 300, json.dumps(found)
    assert dateline("verify").code == 0


def test_an_index_and_another_state_of_the_database_never_count_wrong(
    dateline: Command, place: Path, write: Write, postgresql: PostgreSql
) -> None:
    """The database is put back as it was earlier, or is that of another archive."""
    address, other = postgresql.new(), postgresql.new()
    name = database_name(address)
    assert dateline("init", "--database", address).code == 0
    assert dateline("ingest", write("first.jsonl", json_lines(story(1), story(2)))).code == 0
    postgresql.fill("earlier", name)
    assert dateline("ingest", write("second.jsonl", json_lines(story(3)))).code == 0
    assert dateline("count", "council").out == "3\n"

    postgresql.fill(name, "earlier")
    assert dateline("count", "council").out == "2\n"
    assert dateline("index", "check").code == 0
    postgresql.fill(name, database_name(other))
    assert dateline("count", "council").code == 1


def test_what_a_killed_process_had_claimed_is_annotated_by_another(
    dateline: Command, place: Path, write: Write, postgresql: PostgreSql
) -> None:
    """It is killed in the middle of annotating; nothing is lost, or there twice."""
    assert dateline("init", "--database", postgresql.new()).code == 0
    first = write("first.jsonl", json_lines(*(story(number) for number in range(600))))
    second = write("second.jsonl", json_lines(story(600)))
    killed = subprocess.Popen([sys.executable, "-m", "dateline", "ingest", first])
    with open_archive(place) as archive:
        while archive.counts().articles < 600 or archive.unannotated() == 600:
            assert killed.poll() is None
        killed.kill()
        killed.wait()
        assert archive.unannotated() > 0

        assert dateline("ingest", second).code == 0
        assert (archive.counts().articles, archive.unannotated()) == (601, 0)
        assert archive.index.check().agrees
    assert "600 unchanged" in dateline("ingest", first).out
