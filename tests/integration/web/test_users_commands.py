"""`dateline users`: the users file is made and changed on the command line."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.values.users import Role
from dateline.web.access.users import User, Users
from tests.conftest import Command, assert_follows

PASSWORD = "correct horse battery"
OTHER = "staple of nine letters"
FILE = ("--users", "users.json")
Say = Callable[[str], None]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Set what standard input has."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_users_are_added_changed_and_removed(dateline: Command, say: Say, place: Path) -> None:
    """A server that runs meanwhile knows of each change at once."""
    say(f"{PASSWORD}\nsecond line\n")
    assert dateline("users", "add", "ann", "--role", "admin", *FILE).code == 0
    users = Users(place / "users.json")
    assert users.login("ann", PASSWORD) == User("ann", Role.ADMIN)

    say(f"{OTHER}\r\n")
    assert dateline("users", "add", "ben", *FILE).code == 0
    assert users.login("ben", OTHER) == User("ben", Role.READER)

    say(PASSWORD)
    assert dateline("users", "password", "ben", *FILE).code == 0
    assert users.login("ben", PASSWORD) == User("ben", Role.READER)
    assert users.login("ben", OTHER) is None

    assert dateline("users", "role", "ben", "editor", *FILE).code == 0
    assert users.login("ben", PASSWORD) == User("ben", Role.EDITOR)

    assert dateline("users", "remove", "ben", *FILE).code == 0
    assert users.login("ben", PASSWORD) is None
    assert users.login("ann", PASSWORD) == User("ann", Role.ADMIN)


def test_a_token_is_printed_once(dateline: Command, say: Say, place: Path) -> None:
    """`token` prints it alone, so that a script can take it; `list` and the file do not have it."""
    say(PASSWORD)
    assert dateline("users", "add", "ann", "--role", "editor", *FILE).code == 0
    made = dateline("users", "token", "ann", "laptop", "--scope", "edit", *FILE)
    token = made.out.strip()
    users = Users(place / "users.json")

    assert made.code == 0
    assert made.out == f"{token}\n"
    assert users.by_token(token) == User("ann", Role.EDITOR)
    assert token not in dateline("users", "list", *FILE, "--json").out
    assert token not in (place / "users.json").read_text()

    assert dateline("users", "token", "ann", "laptop", "--remove", *FILE).code == 0
    assert users.by_token(token) is None


def test_users_are_listed_in_every_format(dateline: Command, say: Say) -> None:
    """Lists have names, roles and tokens, with the last day of each."""
    say(PASSWORD)
    assert dateline("users", "add", "ann", "--role", "editor", *FILE).code == 0
    assert dateline("users", "token", "ann", "laptop", *FILE, "--until", "2099-02").code == 0
    shown = dateline("users", "list", *FILE, "--json").json

    assert_follows("users", shown)
    (user,) = shown["users"]
    assert (user["name"], user["role"]) == ("ann", "editor")
    assert [(t["label"], t["scope"], t["until"]) for t in user["tokens"]] == [
        ("laptop", "read", "2099-02-28")
    ]
    assert "laptop (read, until 2099-02-28)" in dateline("users", "list", *FILE).out
    (row,) = csv.DictReader(io.StringIO(dateline("users", "list", *FILE, "--csv").out))
    assert row == {"name": "ann", "role": "editor", "tokens": "laptop (read, until 2099-02-28)"}

    assert dateline("users", "remove", "ann", *FILE).code == 0
    assert dateline("users", "list", *FILE).code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list",), "there is no users file"),
        (("add", "ann"), "the password is too short"),
        (("remove", "ann"), "there is no users file"),
        (("add", "ann", "--role", "owner"), "'owner' is not one of"),
        (("token", "ann", "x", "--until", "soon"), "--until: "),
    ],
)
def test_what_cannot_be_done_is_said(
    dateline: Command, say: Say, place: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit code 2, one line that says what is wrong, and no file."""
    say("short\n")
    ran = dateline("users", *arguments, *FILE)

    assert ran.code == 2
    assert message in ran.err
    assert not (place / "users.json").exists()


def test_users_that_are_added_at_the_same_time_are_all_there(
    process: Command, dateline: Command, say: Say, place: Path
) -> None:
    """Each command waits for the others, and none writes over what another one wrote."""
    names = [f"user{number}" for number in range(6)]
    say(PASSWORD)
    assert dateline("users", "add", "first", *FILE).code == 0
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "dateline", "users", "add", name, *FILE],
            stdin=subprocess.PIPE,
            cwd=place,
        )
        for name in names
    ]
    for each in running:
        each.communicate(f"{PASSWORD}\n".encode())

    assert [each.returncode for each in running] == [0] * len(names)
    users = dateline("users", "list", *FILE, "--json").json["users"]
    assert sorted(user["name"] for user in users) == ["first", *names]


def on_a_terminal(folder: Path, answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Add a user on a terminal, giving each answer after its prompt; return the exit code and what
    the terminal received."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dateline", "users", "add", "ann", *FILE]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, start_new_session=True
    )
    os.close(theirs)
    received = ""
    for prompt, answer in answers:
        part = ""
        while not part.endswith(prompt):
            part += os.read(ours, 1).decode()
        received += part
        os.write(ours, f"{answer}\n".encode())
    try:
        while data := os.read(ours, 65536):
            received += data.decode()
    except OSError:  # the other side is closed
        pass
    os.close(ours)
    return process.wait(), received


def test_a_terminal_asks_twice_and_shows_nothing(place: Path) -> None:
    """Two passwords that differ are asked for again, and what is typed is not shown."""
    code, shown = on_a_terminal(
        place,
        [
            ("Password: ", PASSWORD),
            ("Repeat for confirmation: ", OTHER),
            ("Password: ", OTHER),
            ("Repeat for confirmation: ", OTHER),
        ],
    )

    assert code == 0
    assert PASSWORD not in shown
    assert OTHER not in shown
    assert Users(place / "users.json").login("ann", OTHER) == User("ann", Role.READER)
