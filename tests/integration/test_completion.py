"""TAB in bash, zsh and fish: real shells on a terminal of their own complete a command line, and
then print the words that it has for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from tests.conftest import Command, json_lines, story

_START = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
_SOURCE = {
    "bash": 'eval "$(_DATELINE_COMPLETE=bash_source dateline)"',
    "zsh": 'autoload -U compinit; compinit -u -D; eval "$(_DATELINE_COMPLETE=zsh_source dateline)"',
    "fish": "_DATELINE_COMPLETE=fish_source dateline | source",
}
_CTRL_A, _CTRL_E = "\x01", "\x05"
_SECONDS = 120  # until a shell that does not answer is given up


@pytest.fixture
def archive(dateline: Command, write: Callable[[str, str | bytes], Path]) -> Command:
    """An archive with two sources, an author and section, a tag and two saved searches."""
    stories = [
        {**story(number), "source": source}
        for number, source in enumerate(("Arab News", "Arab News", "Post"))
    ]
    stories[0] |= {"authors": ["Jane Example"], "section": "World News"}
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0
    assert dateline("tag", "+to read", "title:1").code == 0
    assert dateline("saved", "add", "talks", "harbor").code == 0
    assert dateline("saved", "add", "it's odd", "harbor").code == 0
    return dateline


@pytest.fixture(params=list(_START))
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., list[list[str]]]:
    """Type lines into a shell, each with TAB at its end; return the words of each line after."""
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    commands = tmp_path / "bin"
    commands.mkdir()
    dateline = commands / "dateline"
    dateline.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n')
    dateline.chmod(0o755)
    words = commands / "words"  # prints its words, each in brackets
    words.write_text('#!/bin/sh\nprintf "[words"; printf "<%s>" "$@"; echo "]"\n')
    words.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb" if name != "fish" else "vt100",
        "COLUMNS": "1000",
        "PS1": "$ ",
        "HOME": str(tmp_path),
    }

    def typed(*lines: str) -> list[list[str]]:
        keys = f"{_SOURCE[name]}\n"
        keys += "".join(f"{line}\t{_CTRL_A}words {_CTRL_E}\n" for line in lines)
        output = _on_a_terminal([name, *_START[name]], f"{keys}exit\n", environment)
        assert "Traceback" not in output
        assert "Error" not in output
        found = [part.partition("]")[0] for part in output.split("[words<")[1:]]
        return [part.rstrip(">").split("><") for part in found]

    return typed


def _on_a_terminal(command: list[str], keys: str, environment: dict[str, str]) -> str:
    """What a program prints on a terminal on which these keys are typed."""
    spawn = "import pty, sys; pty.spawn(sys.argv[1:])"
    ran = subprocess.run(
        [sys.executable, "-c", spawn, *command],
        input=keys.encode(),
        capture_output=True,
        env=environment,
        timeout=_SECONDS,
        check=False,
    )
    return ran.stdout.decode(errors="replace").replace("\r", "")


def test_in_a_shell(archive: Command, shell: Callable[..., list[list[str]]]) -> None:
    """Commands, options, names of saved searches, ids, sources and values of fields, also in a
    quote that is still open, become the words that the command line needs."""
    id = archive("search", "source:post", "--format", "ids").out.strip()
    expected = {
        "dateline sourc": ["dateline", "sources"],
        "dateline search --expl": ["dateline", "search", "--explain"],
        "dateline search --sort new": ["dateline", "search", "--sort", "newest"],
        "dateline search --sort=new": ["dateline", "search", "--sort=newest"],
        "dateline saved run ta": ["dateline", "saved", "run", "talks"],
        "dateline saved rm it": ["dateline", "saved", "rm", "it's odd"],
        f"dateline show {id[:5]}": ["dateline", "show", id],
        f"dateline search --why {id[:5]}": ["dateline", "search", "--why", id],
        "dateline search source:ar": ["dateline", "search", "source:Arab-News"],
        "dateline search -source:po": ["dateline", "search", "-source:Post"],
        "dateline search 'harbor source:ar": ["dateline", "search", "harbor source:Arab-News"],
        "dateline search 'harbor source:\"Ar": ["dateline", "search", 'harbor source:"Arab News"'],
        'dateline search "harbor is:co': ["dateline", "search", "harbor is:copy"],
        "dateline search date-b": ["dateline", "search", "date-basis:"],
        "dateline events --actor pakis": ["dateline", "events", "--actor", "pakistan"],
    }

    found = shell(*expected)

    assert dict(zip(expected, found, strict=True)) == expected


def test_in_a_shell_without_an_archive(place: Path, shell: Callable[..., list[list[str]]]) -> None:
    """Where there is nothing to offer the line stays as it was typed, without a message."""
    assert shell("dateline saved run ta", "dateline search source:ar", "dateline nothing x") == [
        ["dateline", "saved", "run", "ta"],
        ["dateline", "search", "source:ar"],
        ["dateline", "nothing", "x"],
    ]


def _offered(command: Command, line: str, shell: str = "zsh") -> list[str]:
    ran = command(_DATELINE_COMPLETE=f"{shell}_complete", COMP_LINE=line)
    assert ran.err == ""
    return [text.removeprefix("plain,") for text in ran.out.splitlines()]


def test_what_is_offered(archive: Command, process: Command) -> None:
    """Each field offers its values; each option and argument what it takes."""
    ids = archive("search", "*", "--format", "ids").out.split()

    assert {"title:", "source:", "date:"} <= set(_offered(process, "dateline search "))
    assert _offered(process, "dateline search '(fog OR tit") == ["(fog OR title:"]
    assert {"is:copy", "is:paywalled"} <= set(_offered(process, "dateline search is:"))
    assert _offered(process, "dateline search source:") == ["source:Arab-News", "source:Post"]
    assert _offered(process, 'dateline search "event:agr') == ["event:agree"]
    assert set(_offered(process, "dateline search country:south")) == {
        f"country:south-{name}" for name in ("africa", "korea", "sudan")
    }
    assert _offered(process, "dateline search by:ja") == ["by:Jane-Example"]
    assert _offered(process, "dateline search 'section:=\"wo") == ['section:="World News"']
    assert _offered(process, "dateline search tag:t") == ['tag:"to read"']
    assert set(_offered(process, "dateline show ")) == set(ids)
    assert _offered(process, "dateline search --facet mo") == ["month"]
    assert "file," in _offered(process, "dateline ingest sto")
    assert "file," in _offered(process, "dateline similar ")
    assert _offered(process, "dateline --archive ") == ["dir,"]
    assert _offered(process, "dateline saved run ") == ["it's odd", "talks"]
    assert _offered(process, "dateline search nofield:x") == []


_LINES = (
    *("dateline search -json ", "dateline search --limit x source:", "dateline search 'a \"b"),
    *("dateline saved add x", "dateline no such", "dateline search \\", "dateline show zz"),
    *("", "dateline", "dateline search '", "dateline search date:", "dateline search -"),
    *("dateline search source:ar", "dateline saved run t", "dateline show 1", "dateline help "),
    *("dateline search --why ", "dateline similar ", "dateline search id:", "dateline -- "),
)


@pytest.mark.parametrize("damaged", ["db", "index", None])
def test_no_message(archive: Command, process: Command, place: Path, damaged: str | None) -> None:
    """Whatever the line and whatever the state of the archive, no message is printed."""
    for path in (place / damaged).rglob("*") if damaged else ():
        if path.is_file():
            path.write_bytes(b"\0" * 10)

    lines = _LINES[::4] if damaged else _LINES
    for line, shell in zip(lines, cycle(_START), strict=False):
        ran = process(_DATELINE_COMPLETE=f"{shell}_complete", COMP_LINE=line)
        assert ran.err == ""
        assert ran.code in (0, 1)
        assert "Traceback" not in ran.out
