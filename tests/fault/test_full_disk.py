"""A full disk, too many open files: said as such, nothing lost, and the next run goes on.

The disk is a real one of a few megabytes, which only root may mount. Limits on files are those of
the system for one process.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Ran, json_lines, story

ARTICLES = 60
ENGINES = ("whoosh", "tantivy")
WRONG = ("damaged", "bug", "cannot be read", "Traceback", "disk I/O error", "Rust")
Run = Callable[..., Ran]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def run(disk: Path) -> Run:
    """Run a command on the archive of that disk."""

    def command(*arguments: str | Path, **environment: str) -> Ran:
        return dateline(disk / "archive", *arguments, **environment)

    return command


def dateline(
    archive: Path,
    *arguments: str | Path,
    limit: tuple[int, int] | None = None,
    **environment: str,
) -> Ran:
    """Run a command, with a limit of the system (its number, and its value)."""
    ran = subprocess.run(
        [sys.executable, "-m", "dateline", "--archive", str(archive), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=(lambda: resource.setrlimit(limit[0], (limit[1],) * 2)) if limit else None,
        env={**os.environ, **environment},
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def files(folder: Path, first: int, last: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        (folder / f"{number:03}.jsonl").write_text(json_lines(story(number)))
    return folder


def fill(disk: Path, *, leave: int) -> Path:
    """Fill the disk up to so many bytes."""
    status = os.statvfs(disk)
    size = status.f_bfree * status.f_frsize - leave
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)
    return filler


def assert_said(ran: Ran, words: str) -> None:
    """The command failed with code 74 and one plain line, and a hint."""
    assert (ran.code, words in ran.err) == (74, True), ran.err
    assert not [word for word in WRONG if word in ran.err], ran.err
    assert "hint: " in ran.err


def assert_whole(run: Run, articles: int) -> None:
    """The database and the index agree and have all articles."""
    check = run("index", "check")
    assert check.code == 0, check.out + check.err
    assert run("search", "council", "--count").out == f"{articles}\n"


@pytest.mark.parametrize(
    ("engine", "leave"),
    [("tantivy", 300_000), ("whoosh", 500_000)],
)
def test_a_disk_that_fills_while_articles_come_in(
    run: Run, disk: Path, tmp_path: Path, engine: str, leave: int
) -> None:
    """Whatever the last write was for: originals, the database, its log or the index."""
    assert run("ingest", files(tmp_path / "first", 0, 5)).code == 0
    assert run("index", "rebuild", "--engine", engine).code == 0
    more = files(tmp_path / "more", 5, ARTICLES)
    filler = fill(disk, leave=leave)
    stopped = run("ingest", more)
    if stopped.code:
        assert_said(stopped, "the disk is full")
    filler.unlink()
    again = run("ingest", tmp_path / "first", more)
    assert again.code == 0, again.err
    assert_whole(run, ARTICLES)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_archive_is_read_on_a_full_disk(
    run: Run, disk: Path, tmp_path: Path, engine: str
) -> None:
    """Commands that only read work where SQLite can make no file of its own."""
    assert run("ingest", files(tmp_path / "first", 0, 5)).code == 0
    assert run("index", "rebuild", "--engine", engine).code == 0
    assert run("saved", "add", "councils", "council").code == 0
    identity = run("search", "council", "--format", "ids").out.split()[0]
    fill(disk, leave=0)
    for command in (
        *(["info"], ["show", identity], ["sources"], ["saved", "list"]),
        *(["search", "council"], ["saved", "run", "councils"], ["index", "check"]),
    ):
        ran = run(*command)
        assert ran.code in (0, 1), (command, ran.err)
        assert not [word for word in WRONG if word in ran.err], ran.err
    assert_said(run("saved", "add", "more", "council"), "the disk is full")
    assert_said(run("ingest", files(tmp_path / "more", 5, 9)), "the disk is full")


@pytest.mark.parametrize(("engine", "leave"), [("whoosh", 0), ("tantivy", 16_384)])
def test_a_search_that_cannot_make_the_missing_index(
    run: Run, disk: Path, tmp_path: Path, engine: str, leave: int
) -> None:
    """Without an index and without room for one, a search says so, as often as it is tried; what
    needs no index works, and with room the next search makes the index."""
    assert run("ingest", files(tmp_path / "first", 0, 5)).code == 0
    assert run("index", "rebuild", "--engine", engine).code == 0
    identity = run("search", "council", "--format", "ids").out.split()[0]
    shutil.rmtree(disk / "archive" / "index")
    filler = fill(disk, leave=leave)
    for command in (("search", "council"), ("count", "council"), ("similar", identity)):
        assert_said(run(*command), "the disk is full")
    assert run("show", identity).code == 0
    filler.unlink()
    assert_whole(run, 5)


def test_a_full_disk_for_temporary_files(disk: Path, tmp_path: Path) -> None:
    """A zip file inside a compressed one needs a temporary file."""
    fill(disk, leave=65_536)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("noise", random.Random(1).randbytes(200_000))
        archive.writestr("a.jsonl", json_lines(story(1)))
    (tmp_path / "a.zip.gz").write_bytes(gzip.compress(packed.getvalue()))
    ran = dateline(tmp_path / "archive", "ingest", tmp_path / "a.zip.gz", TMPDIR=str(disk))
    assert_said(ran, f"the disk is full: {disk}")
    assert dateline(tmp_path / "archive", "ingest", tmp_path / "a.zip.gz").code in (0, 3)
    assert dateline(tmp_path / "archive", "count", "council").out == "1\n"


@pytest.mark.parametrize(("engine", "most"), [("whoosh", 8), ("tantivy", 14), ("whoosh", 20)])
def test_too_many_open_files(tmp_path: Path, engine: str, most: int) -> None:
    """Said as such, by whatever file comes first; the next run is complete."""
    archive, first = tmp_path / "archive", files(tmp_path / "first", 0, 5)
    assert dateline(archive, "ingest", first).code == 0
    assert dateline(archive, "index", "rebuild", "--engine", engine).code == 0
    more = files(tmp_path / "more", 5, 20)
    few = (resource.RLIMIT_NOFILE, most)
    for command in (("ingest", more, "--jobs", "0"), ("search", "council"), ("info",)):
        ran = dateline(archive, *command, limit=few)
        if ran.code and "Traceback" not in ran.err:
            assert_said(ran, "too many files are open")
        elif ran.code:  # Python itself could not load the code
            assert "Too many open files" in ran.err
    assert dateline(archive, "ingest", first, more).code == 0
    assert dateline(archive, "search", "council", "--count").out == "20\n"


def test_no_larger_file_is_allowed(tmp_path: Path) -> None:
    """A limit on the size of files is no damage either."""
    archive, first = tmp_path / "archive", files(tmp_path / "first", 0, 5)
    assert dateline(archive, "ingest", first).code == 0
    more = files(tmp_path / "more", 5, 200)
    ran = dateline(archive, "ingest", more, limit=(resource.RLIMIT_FSIZE, 200_000))
    assert_said(ran, "the system allows no larger file")
    assert dateline(archive, "ingest", first, more).code == 0
    assert dateline(archive, "search", "council", "--count").out == "200\n"


def test_a_folder_in_place_of_the_lock(tmp_path: Path) -> None:
    """The message says what to do with it."""
    archive, first = tmp_path / "archive", files(tmp_path / "first", 0, 2)
    assert dateline(archive, "ingest", first).code == 0
    (archive / "db" / "lock").unlink(missing_ok=True)
    (archive / "db" / "lock").mkdir()
    ran = dateline(archive, "ingest", first)
    assert ran.code == 2
    assert "lock is a folder" in ran.err
    assert "hint: delete the folder" in ran.err


@pytest.mark.parametrize("engine", ENGINES)
def test_an_emptied_index_folder_is_rebuilt(tmp_path: Path, engine: str) -> None:
    """Whether everything in it is gone, or the folder itself: the next search has all articles."""
    archive = tmp_path / "archive"
    assert dateline(archive, "ingest", files(tmp_path / "first", 0, 5)).code == 0
    assert dateline(archive, "index", "rebuild", "--engine", engine).code == 0
    for emptied in (True, False):
        shutil.rmtree(archive / "index")
        if emptied:
            (archive / "index").mkdir()
        assert dateline(archive, "search", "council", "--count").out == "5\n"
        assert engine in dateline(archive, "index", "info").out
