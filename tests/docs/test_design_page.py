"""docs/design.md follows the code: its rooms, packages and files exist, and none is missing."""

from __future__ import annotations

import re

from tools import draw_rooms

from tests.conftest import ROOT

DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
ROOMS = DESIGN.split("## The rooms")[1].split("\n## ")[0]


def test_the_design_page_has_a_row_for_each_room() -> None:
    """The table of rooms says what each package and module right below dateline is for."""
    rooms = {
        f"{room}/" if (draw_rooms.SOURCE / room).is_dir() else f"{room}.py"
        for room in draw_rooms.room_imports()
    }

    assert set(re.findall(r"^\| `([^`]+)` \|", ROOMS, re.M)) == rooms | {"__init__.py"}


def test_the_design_page_names_packages_that_exist() -> None:
    """The last column of the table of rooms lists the packages in each room."""
    for room, packages in re.findall(r"^\| `(\w+)/` \|.*\| ?([^|]*) ?\|$", ROOMS, re.M):
        folders = {path.parent.name for path in (draw_rooms.SOURCE / room).glob("*/__init__.py")}

        assert set(re.findall(r"\w+", packages)) == folders, room


def test_the_design_page_names_files_that_exist() -> None:
    """Every file that the page names is in the repository, by its path or the end of it."""
    found = {
        f"/{path.relative_to(ROOT).as_posix()}"
        for folder in ("src", "tests", "docs", "tools", "benchmarks")
        for path in (ROOT / folder).rglob("*.*")
    } | {f"/{path.name}" for path in ROOT.glob("*.*")}
    named = re.findall(r"`([\w./-]+\.(?:py|md|txt|json|toml))`", DESIGN)

    missing = [name for name in named if not any(path.endswith(f"/{name}") for path in found)]

    assert missing == ["dateline.toml"]


def test_the_glossary_is_short() -> None:
    """At most 30 terms have to be learned."""
    rows = DESIGN.split("## Glossary")[1].splitlines()
    terms = [
        term for row in rows if row.startswith("| ") for term in row[2:].split(" | ")[0].split(", ")
    ]

    assert len(terms) - 1 <= 30  # the first is the head of the table
