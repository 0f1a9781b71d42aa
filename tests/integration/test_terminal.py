"""What commands print on a real terminal: lines that fit, links, and a pager."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.conftest import SEEDS, Command, json_lines

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
OnTerminal = Callable[..., str]
CHINESE = "巴基斯坦和利比亚同意扩大国防工业合作，并交流技术专长以应对安全挑战。" * 6
HEBREW = "פקיסטן וליביה הסכימו להרחיב את שיתוף הפעולה התעשייתי הביטחוני ביניהן. " * 6
STYLES = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\x1b\]8;;.*?\x1b\\|\x1b[=>]")


@pytest.fixture
def on_terminal(dateline: Command, place: Path) -> OnTerminal:
    """Run a command on a terminal with so many columns; return what the terminal received."""

    def run(*arguments: str, columns: int = 80, **environment: str) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=place,
            start_new_session=True,
            env={**ENVIRONMENT, "TERM": "xterm", "PAGER": "", **environment},
        )
        os.close(theirs)
        received = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not data:
                break
            received += data
        os.close(ours)
        process.wait()
        return received.decode().replace("\r\n", "\n")

    return run


def columns_of(line: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "command",
    [
        ("search", "defense industrial collaboration"),
        ("search", "合作"),
        ("search", "וליביה"),
        ("show", "9a2d"),
        ("show", "9a2d", "--evidence"),
        ("events",),
        ("quotes",),
    ],
    ids=" ".join,
)
def test_lines_break_between_words_and_fit(
    dateline: Command, on_terminal: OnTerminal, place: Path, command: tuple[str, ...], columns: int
) -> None:
    """No line is longer than the terminal, and each word is whole."""
    stories = place / "stories.jsonl"
    stories.write_text(
        json_lines(
            {"title": "防务合作协议" * 9, "text": CHINESE, "language": "zh"},
            {"title": "הסכם ביטחוני " * 9, "text": HEBREW, "language": "he"},
        )
    )
    dateline("ingest", SEEDS, stories, "--source", "Arab News")

    shown = STYLES.sub("", on_terminal(*command, columns=columns))

    lines = shown.splitlines()
    assert len(lines) > 3
    assert max(map(columns_of, lines)) <= columns
    ran = dateline(*command)
    assert set(re.findall(r"[a-z]{3,}", shown)) <= set(re.findall(r"[a-z]{3,}", ran.out + ran.err))


def test_continuations_hang_under_the_text(dateline: Command, on_terminal: OnTerminal) -> None:
    """A line that is broken goes on below its beginning, and a highlight goes on with it."""
    dateline("ingest", SEEDS, "--source", "Arab News")

    shown = on_terminal("search", '"defense industrial collaboration"', "title:expand", columns=60)

    plain = STYLES.sub("", shown).splitlines()
    assert plain[3].startswith("  Pakistan and Libya have agreed to pursue defense")
    assert plain[4].startswith("  industrial collaboration and exchange")
    broken = "\x1b[31m\x1b[1mdefense\x1b[0m\n  \x1b[31m\x1b[1mindustrial collaboration\x1b[0m"
    assert broken in shown


def test_what_is_not_a_terminal_gets_whole_lines(dateline: Command) -> None:
    """A program that reads the output gets each paragraph as one line, without links."""
    dateline("ingest", SEEDS, "--source", "Arab News")

    out = dateline("search", "defense industrial collaboration").out

    assert max(map(len, out.splitlines())) > 200
    assert "\x1b" not in out


def test_addresses_are_links(dateline: Command, on_terminal: OnTerminal, place: Path) -> None:
    """Of the web only, and only on terminals that can show them."""
    story = {"title": "Harbor", "text": "The harbor is open. " * 9, "url": "https://example.org/a"}
    (place / "a.jsonl").write_text(json_lines(story))
    dateline("ingest", place / "a.jsonl")
    link = "\x1b]8;;https://example.org/a\x1b\\"

    assert link in on_terminal("search", "harbor")
    assert link not in on_terminal("search", "harbor", TERM="dumb")
    assert link not in dateline("search", "harbor", "--color", "always").out


@pytest.mark.parametrize("name", ["DATELINE_PAGER", "PAGER"])
def test_a_pager_shows_all_in_order(dateline: Command, on_terminal: OnTerminal, name: str) -> None:
    """Results and messages go through it, colored; --no-pager and “cat” are no pager."""
    dateline("ingest", SEEDS, "--source", "Arab News")
    pager = {name: "sed s/^/page:/"}

    shown = on_terminal("search", "libya", **pager).splitlines()

    assert all(line.startswith("page:") for line in shown)
    assert "\x1b[31m" in shown[0]
    assert shown[-1] == "page:1 article matches"
    assert "page:" not in on_terminal("search", "libya", "--no-pager", **pager)
    assert "page:" not in on_terminal("search", "libya", **{**pager, name: "cat"})
    assert "page:" not in dateline("search", "libya").out


def test_a_pager_that_is_no_command_is_an_error(on_terminal: OnTerminal) -> None:
    """One line, and no traceback."""
    shown = on_terminal("help", DATELINE_PAGER='less "x')

    assert shown.startswith('dateline: the pager “less "x” is no command')
    assert "Traceback" not in shown


def test_output_that_nobody_reads_to_its_end_is_no_failure(dateline: Command, place: Path) -> None:
    """The exit code of `dateline … | head -1` is not the one for “nothing matched”."""
    dateline("ingest", SEEDS, "--source", "Arab News")
    line = f"{sys.executable} -m dateline show 9a2d --json | true"

    ran = subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=place, check=False)

    assert ran.returncode == 0


def test_a_pager_that_is_left_early_is_no_error(dateline: Command, on_terminal: OnTerminal) -> None:
    """Whoever has read enough leaves, and the command ends without a word."""
    dateline("ingest", SEEDS, "--source", "Arab News")

    shown = on_terminal("show", "9a2d", DATELINE_PAGER="head -n 1")

    assert len(shown.splitlines()) == 1
    assert "Pakistan and Libya" in shown
