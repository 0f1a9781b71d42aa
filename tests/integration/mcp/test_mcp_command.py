"""`dateline mcp`: writing if it was asked for, how it ends, and what it says to a person."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.cli import run
from tests.conftest import Command, assert_follows, json_lines, story
from tests.integration.mcp.client import answer, refusal, talk


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An archive of two stories."""
    file = tmp_path / "stories.jsonl"
    file.write_text(json_lines(story(1), story(2)))
    assert run(["--archive", str(tmp_path / "archive"), "ingest", str(file)]) == 0
    return tmp_path / "archive"


def test_tags_and_notes_are_decisions(place: Path) -> None:
    """With --write there are two more tools; what they do is in the log, under the user's name."""
    with open_archive(place) as archive:
        first, second = sorted(archive.ids("council"))
    said = talk(
        place,
        ("tag", {"ids": [first[:6], second, first], "add": ["Read", "steel"]}),
        ("tag", {"ids": [second], "remove": ["steel"]}),
        ("note", {"id": first, "text": "The mayor confirmed it."}),
        ("search", {"query": "tag:steel note:mayor"}),
        ("tag", {"ids": ["0000"], "add": ["x"]}),
        ("tag", {"ids": [], "add": ["x"]}),
        ("note", {"id": first, "text": " "}),
        options=("--write",),
    )

    assert list(said.tools)[-2:] == ["tag", "note"]
    for name in ("tag", "note"):
        tool = said.tools[name]
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is False
        assert "only if the user asks" in (tool.description or "")
    tagged, untagged, noted, found = map(answer, said.results[:4])
    assert_follows("tagged", tagged)
    assert (tagged["articles"], tagged["changed"]) == (2, 2)
    assert (untagged["articles"], untagged["changed"]) == (1, 1)
    assert_follows("decision", noted)
    assert (noted["by"], noted["data"]["text"]) == ("ann", "The mayor confirmed it.")
    assert [hit["id"] for hit in found["hits"]] == [first]
    assert "no article has an id" in refusal(said.results[4])
    assert "ids: " in refusal(said.results[5])
    assert "empty" in refusal(said.results[6])
    with open_archive(place) as archive:
        assert archive.curation.labels(first).tags == ("read", "steel")
        assert archive.curation.labels(second).tags == ("read",)
        assert {decision.by for decision in archive.curation.decisions()} == {"ann"}


def test_nothing_is_decided_without_being_asked_for(place: Path) -> None:
    """Without --write no tool can change anything."""
    with open_archive(place) as archive:
        (first, *_) = sorted(archive.ids("council"))
    said = talk(
        place,
        ("tag", {"ids": [first], "add": ["x"]}),
        ("note", {"id": first, "text": "x"}),
    )

    assert all("there is no tool" in refusal(result) for result in said.results)
    with open_archive(place) as archive:
        assert archive.curation.decisions() == ()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_while_it_waits(place: Path, number: signal.Signals, code: int) -> None:
    """It does not wait for the next line of a client that has forgotten it."""
    command = [sys.executable, "-m", "dateline", "mcp", "--archive", str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        server.stdin.write(json.dumps(ping).encode() + b"\n")
        server.stdin.flush()
        assert json.loads(server.stdout.readline())["id"] == 1
        server.send_signal(number)

        assert server.wait(timeout=60) == code


def test_it_ends_with_its_input_and_survives_nonsense(place: Path) -> None:
    """What is not a message is passed over, and standard output has nothing but messages."""
    ping = json.dumps({"jsonrpc": "2.0", "id": 7, "method": "ping"})
    ran = subprocess.run(
        [sys.executable, "-m", "dateline", "mcp", "--archive", str(place)],
        input=f"hello\n{{}}\n[1]\n\n\x00\n{ping}\n".encode() + b"\xff\xfe\n",
        capture_output=True,
        check=False,
    )

    assert ran.returncode == 0
    assert 7 in [json.loads(line).get("id") for line in ran.stdout.splitlines()]


def test_a_person_is_told_what_it_is_for(
    dateline: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal it would seem to hang."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    ran = dateline("mcp")

    assert ran.code == 2
    assert "hint: name it in the settings of an MCP client" in ran.err


def test_without_the_extra_the_error_says_what_to_install() -> None:
    """In one line, with the command of pip."""
    without = "import sys; sys.modules['mcp'] = None; from dateline.cli import run; run(['mcp'])"
    ran = subprocess.run(
        [sys.executable, "-c", without],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stderr.splitlines() == [
        "dateline: the Model Context Protocol needs one more package",
        'hint: pip install "dateline[mcp]"',
    ]
