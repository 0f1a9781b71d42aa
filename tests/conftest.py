"""What every test may use: the seed, an empty archive, and the command line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from filelock import FileLock

from dateline.settings import load
from tests.databases import (
    IS_INSTALLED,
    LEFT_OUT,
    SYSTEMS,
    PostgreSql,
    database_name,
    runs_on_each,
)
from tests.servers import opensearch as servers

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

# Where the tests run in the background it is ignored, and would be by every process under test.
signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture(scope="session")
def search_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an OpenSearch server, one for all workers of the tests."""
    if address := servers.running():
        return address
    if reason := servers.missing():
        pytest.skip(reason)
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if is_worker else base) / "opensearch"
    with FileLock(f"{folder}.lock"):
        known = Path(f"{folder}.address")
        if not known.exists():
            until = os.getppid() if is_worker else os.getpid()
            known.write_text(servers.start(folder, until), encoding="utf-8")
        return known.read_text(encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not IS_INSTALLED:
        terminalreporter.write_line(LEFT_OUT, yellow=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """A server of PostgreSQL."""
    if not IS_INSTALLED:
        pytest.skip(LEFT_OUT)
    server = PostgreSql()
    yield server
    server.stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The suites of the store and of the archive run in each database system."""
    marks = metafunc.definition.iter_markers("parametrize")
    has_its_own = any(mark.args[0] == "server" for mark in marks)
    is_of_both = runs_on_each(metafunc.definition.path) and "server" in metafunc.fixturenames
    if is_of_both and not has_its_own:
        metafunc.parametrize("server", SYSTEMS, indirect=True)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> str | None:
    """Where the database of an archive is: None for a file, or the address of a new database of
    PostgreSQL."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    return str(request.getfixturevalue("postgresql").new())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str | None) -> Path:
    """An empty folder to keep an archive in, or one that names a database on a server; the
    environment names no other archive."""
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "archive"
    folder.mkdir()
    if server is not None:
        (folder / "dateline.toml").write_text(f"database = {json.dumps(server)}\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def dateline(place: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process, in the archive's folder."""
    from dateline.cli import run

    def command(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture
def process(place: Path) -> Command:
    """Run the command line as a process of its own, in the archive's folder."""

    def command(*arguments: str | Path, before: tuple[str, ...] = (), **environment: str) -> Ran:
        ran = subprocess.run(
            [*before, sys.executable, "-m", "dateline", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return command


class Kept:
    """Archives that many tests begin with: made once, and copied after that."""

    def __init__(self, folder: Path, postgresql: Callable[[], PostgreSql]) -> None:
        self._folder = folder
        self._postgresql = postgresql

    def __call__(self, name: str, place: Path, make: Callable[[], object]) -> None:
        """`place`, an empty folder, has the archive of this name, which `make` makes there."""
        database = load(str(place), {}).database
        if database is not None:
            name = f"{name}_on_a_server".replace(" ", "_")
        made = self._folder / name
        if made.exists():
            shutil.copytree(made, place, dirs_exist_ok=True, ignore=_named)
            if database is not None:
                self._postgresql().fill(database_name(database), name)
        else:
            make()
            shutil.copytree(place, made)
            if database is not None:
                self._postgresql().fill(name, database_name(database))


_named = shutil.ignore_patterns("dateline.toml")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Kept:
    return Kept(tmp_path_factory.mktemp("kept"), lambda: request.getfixturevalue("postgresql"))


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python the work takes: a measure of it that no other process, and no
    machine, has a part in. Work that C does in one line counts as that line."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's folder; return its path."""

    def file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return path

    return file


def story(number: int, **fields: object) -> dict[str, object]:
    """An article of a few sentences that no other number has."""
    return {
        "id": str(number),
        "title": f"Council {number} agrees on harbor plan",
        "text": f"The council of district {number} agreed on a plan for its harbor on Monday.\n\n"
        f"Costs of {number * 7} million are shared by the port and the towns around it, "
        "and work begins when the tides allow.",
        **fields,
    }


def json_lines(*stories: dict[str, object]) -> str:
    return "".join(json.dumps(one) + "\n" for one in stories)


def assert_follows(name: str, document: object) -> None:
    """The document is valid by the JSON Schema of this name; `dateline schema` lists the names."""
    from jsonschema import Draft202012Validator

    from dateline.schemas.catalog import json_schema

    errors = [
        error.message for error in Draft202012Validator(json_schema(name)).iter_errors(document)
    ]
    assert errors == []
