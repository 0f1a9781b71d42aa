"""An archive that may be read and not written: somebody else's, or one on a read-only disk."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.store import Store
from tests.conftest import SEEDS, Command, json_lines, story

ID = "9a2d10a1fcee067e"  # the seed

# To the superuser permissions mean nothing, unless the capability that makes it so is given up.
UNPRIVILEGED = ("setpriv", "--bounding-set", "-dac_override", "--") if os.geteuid() == 0 else ()

pytestmark = pytest.mark.skipif(
    bool(UNPRIVILEGED) and shutil.which("setpriv") is None,
    reason="the superuser needs setpriv to be held to permissions",
)


def set_writable(folder: Path, writable: bool) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o200 if writable else mode & ~0o222)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A read-only archive with the seed, a failure and a saved search."""
    folder = tmp_path_factory.mktemp("shared") / "archive"
    (nothing := folder.parent / "nothing.html").write_text("<html></html>")
    with open_archive(folder) as archive:
        archive.ingest([SEEDS, nothing], source="Arab News")
        archive.saved.add("deals", "event:AGREE")
    set_writable(folder, False)
    yield folder
    set_writable(folder, True)


@pytest.fixture
def filled(shared: Path, dateline: Command, place: Path) -> Iterator[Command]:
    """The same archive in a test's own folder, writable, to be removed at the end."""
    shutil.copytree(shared, place, dirs_exist_ok=True)
    set_writable(place, True)
    yield dateline
    set_writable(place, True)


@pytest.fixture
def reader(process: Command) -> Command:
    """Run a command as somebody who may write only where permissions say so."""
    return partial(process, before=UNPRIVILEGED)


READING = [
    ("search", "defense"),
    ("search", "event:AGREE"),
    ("count", "defense"),
    ("show", ID),
    ("show", ID, "--dates"),
    ("show", ID, "--original"),
    ("events",),
    ("events", "defense", "--type", "AGREE"),
    ("events", "happenings"),
    ("events", "export"),
    ("places",),
    ("quotes",),
    ("timeline",),
    ("entities",),
    ("entities", "decisions"),
    ("events", "audit", "--report"),
    ("sources",),
    ("failures",),
    ("similar", ID),
    ("saved", "list"),
    ("saved", "run", "deals"),
    ("info",),
    ("index", "info"),
    ("index", "check"),
    ("reannotate",),
    ("reprocess",),
]
WRITING = [
    ("ingest", SEEDS),
    ("index", "sync"),
    ("index", "rebuild"),
    ("entities", "hide", "Saddam Khalifa Haftar"),
    ("saved", "add", "talks", "event:CONSULT"),
    ("saved", "rm", "deals"),
    ("failures", "retry"),
    ("reannotate", "--apply"),
    ("reprocess", "--apply"),
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_reading_needs_no_permission_to_write(
    shared: Path, place: Path, filled: Command, reader: Command, command: tuple[str, ...]
) -> None:
    """What only reads prints the same as where it may write."""
    usual = filled(*command)

    ran = reader("--archive", shared, *command)

    assert (ran.code, ran.out) == (usual.code, usual.out.replace(str(place), str(shared)))
    assert "write" not in ran.err


@pytest.mark.parametrize("command", WRITING, ids=lambda command: " ".join(map(str, command)))
def test_writing_is_refused_with_a_hint(
    shared: Path, reader: Command, command: tuple[str, ...]
) -> None:
    """One line that names the folder, one with what would help, and exit code 74."""
    ran = reader("--archive", shared, *command)

    assert ran.code == 74
    message, hint = ran.err.splitlines()
    assert message == f"dateline: permission denied: {shared / 'db'}"
    assert hint.startswith("hint: make the folder and everything in it writable")


@pytest.mark.parametrize(
    "command",
    [
        ("search", "defense", "--count"),
        ("count", "defense"),
        ("events", "defense"),
        ("quotes", "defense"),
        ("places", "defense"),
        ("entities", "defense"),
        ("timeline", "defense"),
        ("similar", "9a2d"),
    ],
    ids=" ".join,
)
def test_what_asks_the_index_says_what_it_lacks(
    filled: Command, reader: Command, place: Path, command: tuple[str, ...]
) -> None:
    """A count or list from an index that lacks articles is never given as if it were whole."""
    with Store.open(place / "db") as store:
        store.pending.add_all()
    set_writable(place, False)

    assert reader(*command).err.count("not searched yet") == 1


def test_a_search_says_what_the_index_lacks(filled: Command, reader: Command, place: Path) -> None:
    """A search cannot bring this index up to date: it answers from it, and says what it lacks.
    One that this Dateline cannot use at all is an error, not an empty answer."""
    with Store.open(place / "db") as store:
        store.pending.add_all()
    set_writable(place, False)

    ran = reader("search", "defense")
    assert (ran.code, ran.err.count("not searched yet")) == (0, 1)

    set_writable(place, True)
    shutil.rmtree(place / "index")
    set_writable(place, False)
    for command in (("search", "defense"), ("similar", ID), ("events", "defense")):
        ran = reader(*command)
        assert ran.code == 74
        assert ran.err.startswith("dateline: there is no index yet, and you may not write there: ")
        assert "“dateline index sync” with this version of Dateline, or search a copy" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        command
        for command in READING
        if command[0] in ("search", "count", "similar", "index", "saved")
    ],
)
def test_tantivy_reads_where_it_may_not_write(
    filled: Command, reader: Command, place: Path, command: tuple[str, ...], tmp_path: Path
) -> None:
    """Its lock is a file, for which it gets a folder of its own: of that nothing is left."""
    filled("index", "rebuild", "--engine", "tantivy")
    usual = filled(*command)
    set_writable(place, False)
    (tmp_path / "temporary").mkdir()

    ran = reader(*command, TMPDIR=str(tmp_path / "temporary"))

    assert (ran.code, ran.out, ran.err) == (usual.code, usual.out, usual.err)
    assert not list((tmp_path / "temporary").iterdir())


def test_tantivy_needs_a_folder_that_it_may_write(
    filled: Command, reader: Command, place: Path, tmp_path: Path
) -> None:
    """Where there is not even one for temporary files, that is said, and not that the index is
    damaged."""
    filled("index", "rebuild", "--engine", "tantivy")
    set_writable(place, False)
    code = (
        "import sys, tempfile; from dateline.cli import run\n"
        "tempfile._candidate_tempdir_list = lambda: []\n"
        "sys.exit(run(['search', 'defense']))"
    )

    ran = subprocess.run(
        [*UNPRIVILEGED, sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 74
    assert "no folder for temporary files" in ran.stderr
    assert "TMPDIR" in ran.stderr


def test_tantivy_sees_what_somebody_else_wrote(
    filled: Command, place: Path, write: Callable[[str, str | bytes], Path]
) -> None:
    """An archive that is open and may only be read answers from what somebody else wrote since."""
    filled("index", "rebuild", "--engine", "tantivy")
    set_writable(place, False)
    code = (
        "import sys, dateline\n"
        "archive = dateline.open_archive(sys.argv[1])\n"
        "print(archive.search('harbor').total, flush=True)\n"
        "for line in sys.stdin: print(archive.search('harbor').total, flush=True)\n"
    )
    with subprocess.Popen(
        [*UNPRIVILEGED, sys.executable, "-c", code, str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        set_writable(place, True)
        filled("ingest", write("more.jsonl", json_lines(*map(story, range(3)))))
        set_writable(place, False)
        second, _ = running.communicate("again\n", timeout=600)

    assert (first, second) == ("0\n", "3\n")


def test_an_older_archive_is_refused_with_a_hint(
    filled: Command, reader: Command, place: Path
) -> None:
    """Tables of an older Dateline are not misread, and the hint says what to do."""
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    set_writable(place, False)

    ran = reader("info")

    assert ran.code == 74
    assert "an older Dateline wrote it" in ran.err
    assert "with this Dateline" in ran.err


def test_changes_that_a_kill_left_beside_the_database_are_not_overlooked(
    filled: Command, reader: Command, place: Path
) -> None:
    """SQLite can put them into the database only where it may write: until then nothing is
    read, rather than an older state."""
    database = place / "db" / "dateline.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE articles SET id = id")
        connection.commit()
        log = database.with_name("dateline.sqlite-wal").read_bytes()
    database.with_name("dateline.sqlite-wal").write_bytes(log)
    set_writable(place, False)

    ran = reader("info")

    assert ran.code == 74
    assert "the last changes still have to be put into the database" in ran.err
    set_writable(place, True)
    assert filled("info").code == 0  # as the hint says
    set_writable(place, False)
    assert reader("info").code == 0


@pytest.mark.parametrize("open_elsewhere", [False, True])
def test_a_reader_never_sees_half_of_two_states(
    filled: Command, place: Path, write: Callable[[str, str | bytes], Path], open_elsewhere: bool
) -> None:
    """Nobody is told half of one state and half of another: a reader that may not write says
    that it was disturbed, or sees the state that it began with where SQLite can keep it."""
    filled("ingest", write("more.jsonl", json_lines(*map(story, range(3)))))
    code = (
        "import sys, dateline\n"
        "archive = dateline.open_archive(sys.argv[1])\n"
        "quotes = archive.quotes()\n"
        "print(next(quotes), flush=True)\n"
        "sys.stdin.readline()\n"
        "try: print(len(list(quotes)))\n"
        "except dateline.ArchiveBusy as error: print('busy:', error)\n"
    )
    with open_archive(place) as archive:
        quotes = len(list(archive.quotes()))
    other = sqlite3.connect(place / "db" / "dateline.sqlite")
    if open_elsewhere:
        other.execute("SELECT count(*) FROM articles").fetchall()
    set_writable(place, False)
    with subprocess.Popen(
        [*UNPRIVILEGED, sys.executable, "-c", code, str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip()
        set_writable(place, True)
        assert filled("saved", "add", "talks", "event:CONSULT").code == 0
        answer, _ = running.communicate("go on\n", timeout=600)
    other.close()

    if open_elsewhere:
        assert answer == f"{quotes - 1}\n"
    else:
        assert answer.startswith("busy: another process wrote to the archive meanwhile")
