"""Input of any size: its time grows with its length, and its memory does not.

The sizes are a small part of those that docs/guarantees.md names. DATELINE_SIZES=full takes the
whole: 60,000 files, a file of 1 GB, a line of 300 MB.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.conftest import json_lines, story

FULL = os.environ.get("DATELINE_SIZES") == "full"
FILES = 60_000 if FULL else 300
FILE_MB = 1000 if FULL else 30
LINE_MB = 300 if FULL else 50
ADDRESS_SPACE = 900 * 1024 * 1024  # bytes, of which libraries that are mapped take a third
MB = 1_000_000


def ingested(place: Path, what: str, chunks: Iterable[bytes] = ()) -> tuple[int, str, str]:
    """The exit code of an ingest in one process that may have so much memory and no more, what it
    printed, and its messages. `chunks` are its standard input."""
    limit = (ADDRESS_SPACE, ADDRESS_SPACE)
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "ingest", what, "--jobs", "0"],
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=(messages := (place / "messages.txt").open("w+b")),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limit),
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        with run.stdin:
            for chunk in chunks:
                run.stdin.write(chunk)
        printed = run.stdout.read().decode()
    with messages:
        messages.seek(0)
        return run.returncode, printed, messages.read().decode()


def test_many_small_files(place: Path, tmp_path: Path) -> None:
    """Each is an article, in the memory of one process."""
    folder = tmp_path / "files"
    for number in range(FILES):
        if number % 1000 == 0:
            (part := folder / str(number // 1000)).mkdir(parents=True)
        (part / f"{number}.txt").write_text(
            f"Tide {number}\n\nThe tide of day {number} was high.\n"
        )

    code, printed, messages = ingested(place, str(folder))

    assert (code, printed) == (0, f"{FILES} found: {FILES} added\n"), messages


def test_a_long_file_of_lines(place: Path) -> None:
    """Lines of a megabyte that hold no article are counted, and the articles between them are
    there; the file is never in memory as a whole."""
    filler = json.dumps({"title": "No text", "raw": "x" * (MB - 40)}).encode() + b"\n"

    def chunks() -> Iterator[bytes]:
        for number in range(FILE_MB):
            yield filler.replace(b"xxxxxxxx", b"%08d" % number, 1)
            if number % 10 == 0:
                yield json_lines(story(number)).encode()

    code, printed, messages = ingested(place, "-", chunks())

    articles = len(range(0, FILE_MB, 10))
    expected = f"{FILE_MB + articles} found: {articles} added, {FILE_MB} rejected\n"
    assert (code, printed) == (0, expected), messages[-2000:]


@pytest.mark.parametrize("begin", [b'{"title": "wide", "text": "', b'["', b""])
def test_a_long_line(place: Path, begin: bytes) -> None:
    """A line over the limit of a record is named with it, whatever it begins with, and the articles
    around it are read."""

    def chunks() -> Iterator[bytes]:
        yield json_lines(story(1)).encode() + begin
        for _ in range(LINE_MB):
            yield b"harbor " * (MB // 7)
        yield b'"}\n' + json_lines(story(2)).encode()

    code, printed, messages = ingested(place, "-", chunks())

    assert (code, printed) == (3, "3 found: 2 added, 1 failed\n"), messages[-2000:]
    assert "line 2" in messages
    assert "16 MiB" in messages
