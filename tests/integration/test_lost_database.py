"""An index without its database, or without its stamp: nothing wrong is answered."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Command, json_lines, story


@pytest.fixture
def filled(dateline: Command, write: Callable[[str, str | bytes], Path]) -> None:
    """Three articles, each of which has the word “harbor”."""
    assert dateline("ingest", write("dump.jsonl", json_lines(*map(story, range(3))))).code == 0


def gone(database: Path) -> None:
    database.unlink()


def emptied(database: Path) -> None:
    database.write_bytes(b"")


def cut(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def cut_in_the_header(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:60])


def zeroed(database: Path) -> None:
    database.write_bytes(bytes(database.stat().st_size))


def without_versions(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TABLE versions")


def without_failures(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TABLE failures")


def without_state(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM index_state")
        connection.execute("PRAGMA user_version = 1")


def a_folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


LOSSES = (
    *(gone, emptied, cut, cut_in_the_header, zeroed),
    *(without_versions, without_failures, without_state, a_folder),
)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("damage", LOSSES)
def test_without_its_database_an_index_answers_nothing(
    dateline: Command, place: Path, damage: Callable[[Path], None]
) -> None:
    """Every command says so in a line and a hint, with exit code 4, or 2 if it finds no archive."""
    damage(place / "db" / "dateline.sqlite")

    for command in (
        ("search", "--count", "harbor"),
        ("search", "harbor"),
        ("search", "harbor", "--format", "ids"),
        ("count", "harbor"),
        ("info",),
        ("index", "info"),
        ("index", "check"),
        ("index", "sync"),
        ("index", "rebuild"),
    ):
        ran = dateline(*command)
        assert (ran.code in (2, 4), ran.out) == (True, ""), (command, ran)
        message, hint = ran.err.splitlines()
        assert message.startswith("dateline: ")
        assert hint.startswith("hint: ")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_named_pipe_in_an_index_is_not_waited_for(
    dateline: Command, process: Command, place: Path, engine: str
) -> None:
    """It counts as a file that is lost: the index is rebuilt, or an error says that it is
    damaged."""
    assert dateline("index", "rebuild", "--engine", engine).code == 0
    whole = shutil.copytree(place / "index", place / "whole")
    names = [path.relative_to(whole) for path in whole.rglob("*") if path.is_file()]
    assert len(names) > 2
    for name in names:
        shutil.rmtree(place / "index")
        shutil.copytree(whole, place / "index")
        (place / "index" / name).unlink()
        os.mkfifo(place / "index" / name)
        ran = process("search", "--count", "harbor", before=("timeout", "60"))
        assert ran.code in (0, 4), (name, ran)


@pytest.mark.usefixtures("filled")
def test_a_named_pipe_for_a_database_is_not_waited_for(process: Command, place: Path) -> None:
    """It is an error, whatever the index has."""
    (place / "db" / "dateline.sqlite").unlink()
    os.mkfifo(place / "db" / "dateline.sqlite")

    ran = process("search", "--count", "harbor", before=("timeout", "60"))

    assert (ran.code, ran.out) == (74, "")


FORGED = "\x1b]0;owned\x07 schema=1 analysis=1 en \x9b31m\n"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("content", [None, "", "\0" * 40, FORGED, "whoosh\n"])
@pytest.mark.parametrize("name", ["stamp", "tantivy/commit"])
def test_a_lost_stamp_does_not_change_the_engine(
    dateline: Command, place: Path, name: str, content: str | None
) -> None:
    """Whether it is gone, empty, zeroed or forged: the index is rebuilt in the engine that it had,
    and nothing of a forged one is printed."""
    assert dateline("index", "rebuild", "--engine", "tantivy").code == 0
    file = place / "index" / name
    file.unlink()
    if content is not None:
        file.write_text(content, encoding="utf-8")

    info = dateline("index", "info")
    check = dateline("index", "check")
    assert (info.code, check.code) == (0, 0)
    assert "tantivy" in info.out
    assert "rebuilds it" in check.out
    assert not any(sign in info.out + check.out for sign in "\x1b\x07\x9b\0")

    assert dateline("search", "--count", "harbor").out == "3\n"
    assert dateline("index", "info", "--json").json["engine"] == "tantivy"
    assert dateline("index", "check").out.startswith("3 articles, 3 in the index")
