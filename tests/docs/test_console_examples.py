"""What the docs show is what happens: every console example is run and compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli.commands import COMMANDS
from tests.conftest import ROOT, SEEDS
from tests.databases import PostgreSql

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def examples(page: Path) -> list[tuple[str, str]]:
    """(command, shown output) of each `$ ` line in the page's console blocks, in order."""
    found = []
    for block in BLOCK.findall(page.read_text()):
        for example in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = example.partition("\n")
            found.append((command, output))
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether they are the same, where … stands for the rest of a line."""
    pattern = re.escape(shown).replace("…", "[^\n]*")
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda p: p.name)
def test_console_examples_print_what_they_show(
    page: Path, place: Path, request: pytest.FixtureRequest
) -> None:
    """Run in order, in an empty folder with the seeds beside it, each prints what is shown."""
    shutil.copytree(SEEDS, place / "seeds")
    (place / "dateline").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n')
    (place / "dateline").chmod(0o755)
    environment = {**os.environ, "PATH": f"{place}:{os.environ['PATH']}"}
    if page.name == "scale.md":
        server: PostgreSql = request.getfixturevalue("postgresql")
        environment |= server.environment
        environment["PATH"] += f":{server.programs}"
    for command, shown in examples(page):
        if "jq" in command and not shutil.which("jq"):
            continue
        ran = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, env=environment, check=False
        )
        assert matches(shown, ran.stdout), f"$ {command}\n{ran.stdout}{ran.stderr}"


def test_the_seeds_are_there() -> None:
    """The first README line needs something to ingest."""
    assert list(SEEDS.glob("*.txt"))


def test_every_command_has_a_place_in_the_docs() -> None:
    """Each command is shown in some page."""
    text = "".join(page.read_text() for page in PAGES)

    assert all(f"dateline {command}" in text for command in COMMANDS)


def test_links_between_pages_lead_somewhere() -> None:
    """Relative links in README and docs name files that exist."""
    for page in PAGES:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_two_set_up_lines_stand_in_the_readme() -> None:
    """Two one-line set-ups: to try it out, and to run the tests."""
    lines = [line for line in (ROOT / "README.md").read_text().splitlines() if "-m venv" in line]

    assert len(lines) == 2
    assert all(line.startswith("python3 -m venv --upgrade-deps .venv && ") for line in lines)
