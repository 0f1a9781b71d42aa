"""An archive of another user, and files of another user in one's own: reading works where it may,
and what does not work is called a missing permission."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import Command, Ran, json_lines, story

# The superuser without the powers of one: a user like any other, whose Python is there to be run.
POWERS = "-dac_override,-dac_read_search,-fowner,-chown"
ORDINARY = ("setpriv", "--bounding-set", POWERS, "--inh-caps", "-all", "--")
ANOTHER = 65534
WRONG = ("damaged", "gone", "bug", "Traceback", "no archive", "lost")

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="only the superuser, with setpriv, can make files of another user",
)


@pytest.fixture
def dateline(process: Command) -> Command:
    """Run a command as an ordinary user."""
    return partial(process, before=ORDINARY)


@pytest.fixture
def file(write: Callable[[str, str | bytes], Path]) -> Path:
    return write("articles.jsonl", json_lines(*map(story, range(3))))


@pytest.fixture
def more(write: Callable[[str, str | bytes], Path]) -> Path:
    return write("more.jsonl", json_lines(*map(story, range(3, 5))))


@pytest.fixture
def filled(place: Path, file: Path) -> Path:
    """An archive with three articles."""
    with open_archive(place) as archive:
        archive.ingest([file])
        archive.saved.add("ports", "harbor")
    return place


def given_away(folder: Path, mode: int = 0o777) -> None:
    """Everything at and below it is another user's, with the permissions in `mode`."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, ANOTHER, ANOTHER)
        path.chmod(path.stat().st_mode & mode)


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(ran: Ran, place: Path) -> None:
    """It was refused in one line that names a place of the archive, and one that helps."""
    message, hint = ran.err.splitlines()[-2:]
    assert ran.code == 74, ran
    assert message.startswith(("dateline: cannot write to ", "dateline: permission denied: "))
    assert str(place) in message
    assert hint.startswith("hint: ")
    assert not [word for word in WRONG if word in ran.err.casefold()]


READING = [
    ("search", "harbor"),
    ("show", "{id}"),
    ("verify",),
    ("verify", "--sample", "0"),
    ("export", "--to", "jsonl"),
    ("info",),
    ("index", "check"),
    ("sources",),
    ("runs",),
    ("delete", "--list"),
    ("decisions",),
    ("saved", "run", "ports"),
]
WRITING = [
    ("ingest", "{more}"),
    ("tag", "+port", "harbor"),
    ("note", "{id}", "It is so."),
    ("edit", "{id}", "--title", "Other"),
    ("replace", "{id}", "{mended}"),
    ("delete", "{id}", "--yes", "--reason", "x"),
    ("runs", "undo", "1", "--yes"),
    ("sources", "rename", "example.org", "Post"),
    ("saved", "add", "towns", "town"),
    ("saved", "run", "ports", "--new"),
    ("index", "sync"),
    ("index", "rebuild"),
    ("reannotate", "--apply"),
    ("reprocess", "--apply"),
]


def test_an_archive_of_another_user(
    dateline: Command, filled: Path, more: Path, write: Callable[[str, str | bytes], Path]
) -> None:
    """Whatever reads answers as for its owner, whatever writes is refused, and no byte changes."""
    id = dateline("search", "harbor", "--limit", "1", "--format", "ids").out.strip()
    mended = write("mended.json", json_lines(story(1, title="At last")))

    def words(command: tuple[str, ...]) -> list[str]:
        return [word.format(id=id, more=more, mended=mended) for word in command]

    owners = {command: dateline(*words(command)) for command in READING}
    given_away(filled)
    before = content(filled)

    for command, expected in owners.items():
        ran = dateline(*words(command))
        assert (ran.code, ran.out) == (expected.code, expected.out), command
    for command in WRITING:
        refused(dateline(*words(command)), filled)
    assert content(filled) == before


def test_an_index_in_tantivy_of_another_user(dateline: Command, filled: Path) -> None:
    """tantivy makes some of its files for one user alone; after a rebuild, and after a change,
    others may read them as all others."""
    with open_archive(filled) as archive:
        archive.index.rebuild("tantivy")
        archive.curation.tag(archive.ids("harbor"), add=["port"])
        archive.index.sync()
    given_away(filled)

    assert dateline("search", "tag:port", "--count").out == "3\n"
    assert dateline("verify").code == 0


@pytest.mark.parametrize("hidden", ["db", "db/dateline.sqlite", "index", "."])
def test_an_archive_that_may_not_be_read(dateline: Command, filled: Path, hidden: str) -> None:
    """It is not called gone or damaged, and nobody is told to ingest something first."""
    given_away(filled)
    (filled / hidden).chmod(0)

    for command in ("search", "harbor"), ("ingest", str(filled.parent)):
        refused(dateline("--archive", filled, *command), filled)


@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["read", "hidden"])
def test_an_index_of_another_user_in_ones_own_archive(
    dateline: Command, filled: Path, more: Path, mode: int
) -> None:
    """Made by the superuser, say: what asks the index works if it may be read; what cannot be
    indexed is kept, and indexed once the files are one's own again."""
    given_away(filled / "index", mode)

    if mode & 0o055:
        assert dateline("search", "harbor", "--count").out == "3\n"
    else:
        refused(dateline("search", "harbor", "--count"), filled)
    refused(dateline("ingest", more), filled)
    refused(dateline("index", "rebuild"), filled)

    for path in (filled / "index", *(filled / "index").rglob("*")):
        os.chown(path, 0, 0)
    assert dateline("search", "harbor", "--count").out == "5\n"


@pytest.fixture
def shut(place: Path, dateline: Command, more: Path, file: Path) -> Path:
    """The folder of an original that another user ingested into this archive."""
    dateline("ingest", file)
    before = set((place / "db" / "originals").iterdir())
    dateline("ingest", more)
    (folder,) = set((place / "db" / "originals").iterdir()) - before
    given_away(folder)
    return folder


def test_a_deletion_whose_file_is_another_users(
    dateline: Command, shut: Path, file: Path, write: Callable[[str, str | bytes], Path]
) -> None:
    """The articles are deleted, and it says that the file is not. What comes later is ingested,
    with a note; and the file goes as soon as it can."""
    ids = dateline("search", "run:2", "--format", "ids").out.split()

    ran = dateline("delete", *ids, "--yes", "--reason", "x")
    assert (ran.code, "1 file cannot be removed: permission denied: " in ran.err) == (74, True)
    assert str(shut) in ran.err
    assert dateline("search", "harbor", "--count").out == "3\n"

    later = dateline("ingest", write("later.jsonl", json_lines(story(7))))
    assert (later.code, later.err.count("cannot be removed")) == (0, 1)
    assert dateline("search", "harbor", "--count").out == "4\n"
    assert list(shut.iterdir())

    os.chown(shut, 0, 0)
    assert "cannot be removed" not in dateline("ingest", file).err
    assert not list(shut.iterdir())


def test_an_original_that_may_not_be_read(dateline: Command, shut: Path) -> None:
    """The file is named, and not called damaged."""
    (original,) = shut.iterdir()
    given_away(original, 0)

    ran = dateline("verify")
    refused(ran, shut)
    assert str(original) in ran.err
