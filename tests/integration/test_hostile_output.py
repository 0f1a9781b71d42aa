"""Nothing in an article, a file's name or an argument controls a terminal, in any command and
format. Every text of an archive, and every argument, has such signs in it here."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from itertools import cycle
from pathlib import Path
from typing import Any

import click
import pytest

from dateline import cli as cli_package
from dateline.cli import cli, run
from dateline.values.users import Account, Role, Scope, Token
from dateline.visible import visible
from dateline.web.access.accounts import Accounts, as_json
from dateline.web.access.passwords import hashed
from tests.conftest import Command, json_lines, story
from tests.integration.command_tree import commands

SIGNS = (
    *("\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b", "\x9d"),
    *("\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"),
)
# Titles of windows, colors that Dateline itself never uses, links, and all of the above.
HOSTILE = "".join((*SIGNS, "\x1b]0;mine\x07", "\x1b[35m", "\x9b35m", "\x1b]8;;http://x\x1b\\"))
OURS = re.compile(r"\x1b\[(?:0|1|2|3[1-46])m")  # what `style` makes: bold, dim and four colors
LEGITIMATE = "می\u200cخواهم क्\u200dष שלום"

# Texts without a space that are no code, date or digest.
FREE = {
    *("path", "record", "reason", "tool", "title", "section", "language", "source_name", "url"),
    *("canonical_url", "published_basis", "name", "role", "note", "query", "reader", "rule"),
}
# The arguments of every command. ID, EVENT and FILE stand for an article, an event and a file.
ARGUMENTS: dict[str, list[list[str]]] = {
    "backup": [["backups"], ["FILE"], ["/proc/" + HOSTILE], ["backups", "--keep", HOSTILE]],
    # It does not end by itself, so it is given what it refuses.
    "serve": [["--host", HOSTILE], ["--users", HOSTILE]],
    "copy-archive": [[HOSTILE, "copied"], ["FILE", HOSTILE]],
    "count": [[HOSTILE], ["council" + HOSTILE]],
    "decisions export": [["/nowhere/" + HOSTILE], ["exported.jsonl"]],
    "decisions import": [[HOSTILE], ["exported.jsonl"]],
    "decisions list": [[], ["ID"], [HOSTILE]],
    "decisions withdraw": [[HOSTILE]],
    "edit": [["ID", "--title", HOSTILE], ["ID", "--title", "plain", "--reason", HOSTILE]],
    "init": [["--database", HOSTILE], ["--archive", "FILE"]],
    "delete": [["--list"], ["ID", "--reason", HOSTILE], [HOSTILE, "--reason", "x"]],
    "entities list": [[], ["--name", HOSTILE]],
    "entities decisions": [[]],
    "entities hide": [[HOSTILE]],
    "entities restore": [[HOSTILE]],
    "entities alias": [["Chile", HOSTILE]],
    "entities merge": [[HOSTILE, "Chile"]],
    "entities split": [[HOSTILE, "Chile"]],
    "entities ties": [[HOSTILE]],
    "events audit": [["--sample", "2"]],
    "events explain": [["EVENT"], [HOSTILE]],
    "events export": [[], ["peru" + HOSTILE]],
    "events happenings": [[]],
    "events list": [[], ["--type", HOSTILE], ["--from", HOSTILE]],
    "events review": [["--type", "assault"]],
    "export": [["council*"], ["--out", "/nowhere/" + HOSTILE], ["--fields", HOSTILE], [HOSTILE]],
    "failures": [[], ["--stage", HOSTILE], ["--reason", HOSTILE]],
    "help": [["query"], [HOSTILE]],
    "index check": [[]],
    "index info": [[]],
    "index rebuild": [["--engine", HOSTILE], []],
    "info": [[]],
    "mcp": [[], ["--archive", HOSTILE]],
    "note": [["ID", "said " + HOSTILE], ["ID", "--list"], [HOSTILE, "x"]],
    "places": [[]],
    "quotes": [[], ["--speaker", HOSTILE]],
    "reannotate": [[]],
    "replace": [["ID", HOSTILE], ["ID", "FILE", "--reason", HOSTILE], [HOSTILE, "FILE"]],
    "replay": [["receipt.json"], [HOSTILE], ["FILE"]],
    "reprocess": [[]],
    "restore": [[HOSTILE, "new"], ["backups", HOSTILE], ["backups", "new", "--name", HOSTILE]],
    "runs": [[]],
    "runs undo": [["1"], ["99"], [HOSTILE]],
    "saved add": [[HOSTILE, "council"], [HOSTILE, "council"], ["b", f"a) {HOSTILE}"]],
    "saved list": [[]],
    "saved rm": [[HOSTILE + "none"]],
    "saved run": [[HOSTILE, "--new"], [HOSTILE], [HOSTILE, "--format", HOSTILE]],
    "schema": [[], [HOSTILE]],
    "search": [
        *(["council*"], ["council", "--facet", "source"], ["council", "--explain"]),
        *(
            [f"({HOSTILE}"],
            [f"no{HOSTILE}:x"],
            ["council", "--collapse", "story"],
            ["council", "--why", "ID"],
        ),
        *(["event:ASSAULT", "--color", "always"], [f"--{HOSTILE}"], ["x", "--after", HOSTILE]),
    ],
    "show": [["ID"], ["ID", "--versions"], ["ID", "--dates"], ["ID", "--copies"], [HOSTILE]],
    "similar": [["ID"], ["FILE"], [HOSTILE]],
    "sources list": [[], ["--articles"], ["--from", HOSTILE]],
    "sources rename": [[HOSTILE, "b"], ["a", HOSTILE]],
    "sources merge": [[HOSTILE, "b"]],
    "sources alias": [[HOSTILE, "other" + HOSTILE]],
    "sources restore": [[HOSTILE]],
    "tag": [["+read", "ID"], ["+a" + HOSTILE, "ID"], ["x" + HOSTILE], []],
    "timeline": [[], ["peru" + HOSTILE]],
    "users add": [["USERS", HOSTILE], ["--users", HOSTILE, "ann"]],
    "users list": [["USERS"], ["--users", "/nowhere/" + HOSTILE]],
    "users password": [["USERS", HOSTILE], ["USERS", "ann"]],
    "users role": [["USERS", HOSTILE, "admin"], ["USERS", "ann", HOSTILE]],
    "users token": [["USERS", "ann" + HOSTILE, "x"], ["USERS", "ann", HOSTILE]],
    "users remove": [["USERS", "no" + HOSTILE], ["USERS", HOSTILE]],
    "verify": [[], ["--sample", HOSTILE]],
    # These may annotate the texts again, in which nobody is named any more.
    "failures retry": [[]],
    "index sync": [[]],
    "ingest": [["FILE"], ["/nowhere/" + HOSTILE], ["FILE", "--map", f"title={HOSTILE}"]],
}
# In this archive there is nothing to print, and here no client that `mcp` could answer.
SILENT = {"entities decisions", "mcp", "reannotate"}


class Pipe(io.TextIOWrapper):
    """What another process would get."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def getvalue(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8", "replace")


class Terminal(io.StringIO):
    """What a terminal would get."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def formats(command: click.Command) -> list[list[str]]:
    """The --format options that the command has, or the forms that --to names."""
    found = next((each for each in command.params if each.name in ("format", "form")), None)
    if found is None:
        return [[]]
    assert isinstance(found.type, click.Choice)
    return [[found.opts[-1], str(choice)] for choice in found.type.choices]


def poisoned(value: Any) -> Any:
    """The text with signs in place of its spaces, which keeps every offset."""
    if isinstance(value, str):
        signs = cycle(SIGNS)
        return re.sub(" ", lambda _: next(signs), value)
    if isinstance(value, list):
        return list(map(poisoned, value))
    return (
        {key: poisoned(each) for key, each in value.items()} if isinstance(value, dict) else value
    )


def poison(database: Path) -> None:
    """Every free text of the database has such signs in it."""
    with sqlite3.connect(database) as connection:
        connection.create_function("poisoned", 1, _poisoned_column)
        connection.create_function("hostile", 1, lambda text: text and f"{text}{HOSTILE}")
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
        for table in tables:
            columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
            for column, kind in columns.fetchall():
                if kind in ("TEXT", "JSON") and column != "coder":
                    act = "hostile" if column in FREE and kind == "TEXT" else "poisoned"
                    connection.execute(f'UPDATE "{table}" SET "{column}" = {act}("{column}")')


def _poisoned_column(text: str | None) -> str | None:
    if text and text[0] in "[{":
        return json.dumps(poisoned(json.loads(text)))
    return poisoned(text) if text else text


@pytest.fixture
def poisoned_archive(reported: Command, tmp_path: Path, place: Path) -> dict[str, str]:
    """An archive whose every text is hostile: what stands for ID, EVENT, FILE and USERS there."""
    folder = tmp_path / f"files{HOSTILE.replace('/', '')}"
    folder.mkdir()
    file = folder / f"{HOSTILE.replace('/', '')}.jsonl"
    hostile = story(
        1, title=f"Council {HOSTILE}", url=f"https://paper.example/{HOSTILE}", tags=[HOSTILE]
    )
    file.write_text(
        json_lines(hostile, story(2, author=f"Ann {HOSTILE}", section=HOSTILE)), "utf-8"
    )
    (folder / f"empty{HOSTILE.replace('/', '')}.txt").write_text("")
    assert reported("ingest", folder, "--source", f"Post {HOSTILE}").code == 3
    event = reported("events", "list", "--jsonl").out.splitlines()[0]
    identity = reported("search", "council", "--format", "ids").out.split()[0]
    poison(place / "db" / "dateline.sqlite")
    assert reported("index", "rebuild").code == 0
    assert reported("search", "--receipt", "receipt.json", "council").code == 0
    receipt = (place / "receipt.json").read_text()
    receipt = receipt.replace('"query": "council', '"query": "councils' + json.dumps(HOSTILE)[1:-1])
    receipt = receipt.replace('"language": "', '"language": "' + json.dumps(HOSTILE)[1:-1])
    (place / "receipt.json").write_text(receipt)
    return {
        "FILE": str(file),
        "ID": identity,
        "EVENT": json.loads(event)["id"],
        "USERS": f"--users={poisoned_users(place)}",
    }


def poisoned_users(folder: Path) -> Path:
    """A users file with a hostile name and label, as no command would make it."""
    token = Token(label=HOSTILE, sha256="0" * 64, scope=Scope.READ, made="2026-01-01")
    names = ("ann", HOSTILE)
    hash = hashed("correct horse battery")
    users = [Account(name=n, role=Role.ADMIN, password=hash, tokens=(token,)) for n in names]
    file = folder / "users.json"
    file.write_bytes(as_json(Accounts(secret=b"0" * 32, users=tuple(users))))
    file.chmod(0o600)
    return file


def leaks(printed: str) -> str:
    """The signs in it that are not Dateline's own."""
    text = OURS.sub("", printed).replace("\r\n", "\n").replace("\n", " ").replace("\t", " ")
    return "".join(char for char in text if visible(char) != char)


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_no_command_passes_signs_on(
    terminal: bool,
    poisoned_archive: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is printed has no control character, escape sequence or bidi mark of an article or an
    argument in it, on a terminal and elsewhere, and JSON and CSV are whole."""
    every = dict(commands(cli))
    assert set(ARGUMENTS) == set(every), "a command has no arguments here"
    found: dict[str, str] = {}
    for name in ARGUMENTS:
        for options in formats(every[name]):
            printed_any = ""
            for given in ARGUMENTS[name]:
                arguments = [poisoned_archive.get(argument, argument) for argument in given]
                out, err = (Terminal if terminal else Pipe)(), io.StringIO()
                monkeypatch.setattr("sys.stdout", out)
                monkeypatch.setattr("sys.stderr", err)
                monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"y\nq\n")))
                code = run([*name.split(), *options, *arguments])
                printed = out.getvalue()
                printed_any += printed + err.getvalue()
                if name == "export" and not terminal:
                    printed = ""  # a file: tests/integration/exports/test_hostile_texts.py
                if leaked := leaks(printed) + leaks(err.getvalue()):
                    found[f"{name} {options} {given}"] = leaked
                is_json = options[-1:] in (["json"], ["jsonl"], ["geojson"], ["plover"])
                if code == 0 and is_json and name != "export":
                    whole = (
                        [printed] if options[-1] in ("json", "geojson") else printed.splitlines()
                    )
                    assert all(isinstance(json.loads(text), dict) for text in whole), (name, given)
                if options[-1:] == ["csv"]:
                    assert len({len(row) for row in csv.reader(io.StringIO(printed))}) <= 1
            assert printed_any or name in SILENT, f"{name} {options} printed nothing"
    assert found == {}


def test_bytes_of_an_original_are_text_on_a_terminal(
    dateline: Command, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """show --original prints bytes as they are, except on a terminal."""
    text = json.dumps(story(1, title="Council \x9b35m\u202e"), ensure_ascii=False)
    file = write("a.json", text)
    identity = dateline("ingest", file, "--format", "ids").out.strip()
    assert dateline("show", identity, "--original").out == text
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    assert run(["show", identity, "--original"]) == 0
    assert leaks(terminal.getvalue()) == ""
    assert r"Council \x9b35m\u202e" in terminal.getvalue()


def test_commands_print_in_one_place() -> None:
    """No command calls click, rich or print itself: what `echo` does not see, it cannot filter."""
    folder = Path(cli_package.__file__).parent
    printing = re.compile(r"click\.(?:echo|secho|style)|(?<![.\w])print\(")
    allowed = {"echo.py"}
    found = [
        file.name
        for file in folder.rglob("*.py")
        if file.name not in allowed and printing.search(file.read_text("utf-8"))
    ]
    assert found == []


def test_joiners_and_right_to_left_text_stay(dateline: Command, write: Any) -> None:
    """Text in Persian, Hindi and Hebrew is printed as it is written."""
    file = write("a.jsonl", json_lines(story(1, title=f"Council {LEGITIMATE}")))
    identity = dateline("ingest", file, "--format", "ids").out.strip()
    for options in ([], ["--json"], ["--csv"]):
        assert f"Council {LEGITIMATE}" in dateline("show", identity, *options).out
