"""The Python examples of the docs run, use the public door alone, and show all of it."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from inspect import isfunction
from pathlib import Path

import pytest

import dateline
from dateline.archive.curation.curation import Curation
from dateline.archive.entities import Entities
from dateline.archive.events import Events
from dateline.archive.failures import Failures
from dateline.archive.index import ArchiveIndex
from dateline.archive.removal.deletions import Deletions
from dateline.archive.removal.runs import Runs
from dateline.archive.saved import SavedSearches
from tests.conftest import ROOT, SEEDS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
DOORS = {
    "curation": Curation,
    "deletions": Deletions,
    "entities": Entities,
    "events": Events,
    "failures": Failures,
    "index": ArchiveIndex,
    "runs": Runs,
    "saved": SavedSearches,
}


def example(page: Path) -> ast.Module:
    """The code of a page's Python blocks, in order."""
    return ast.parse("\n".join(BLOCK.findall(page.read_text("utf-8"))))


WITH_EXAMPLES = [page for page in PAGES if example(page).body]


def public_names() -> Iterator[str]:
    """Each public function and method, as an example calls it."""
    for name in dateline.__all__:
        if isfunction(getattr(dateline, name)):
            yield f"dateline.{name}"
    yield from (f"archive.{name}" for name in methods(dateline.Archive))
    for door, kind in DOORS.items():
        yield from (f"archive.{door}.{name}" for name in methods(kind))


def methods(kind: type) -> list[str]:
    """The public methods of a class."""
    return [name for name in dir(kind) if name[0] != "_" and isfunction(getattr(kind, name))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_python_examples_run(page: Path, place: Path) -> None:
    """The blocks of a page run in order, in an empty folder with the seeds in it."""
    shutil.copytree(SEEDS, place / "seeds")

    exec(compile(example(page), page.name, "exec"), {"__name__": "example"})


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_python_examples_import_the_public_door_alone(page: Path) -> None:
    """Examples import `dateline` and names in its `__all__`, and no module inside it."""
    for node in ast.walk(example(page)):
        if isinstance(node, ast.Import):
            assert not [name.name for name in node.names if name.name.startswith("dateline.")]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dateline"):
            assert node.module == "dateline"
            assert {name.name for name in node.names} <= set(dateline.__all__)


def test_every_door_of_an_archive_is_known_here() -> None:
    """The properties of Archive are the doors whose methods are looked for below."""
    doors = {name for name, value in vars(dateline.Archive).items() if isinstance(value, property)}

    assert doors == set(DOORS)


@pytest.mark.parametrize("name", sorted(public_names()))
def test_every_public_function_has_an_example(name: str) -> None:
    """docs/python.md calls each public function and each public method of an archive."""
    page = example(ROOT / "docs" / "python.md")
    called = {ast.unparse(node.func) for node in ast.walk(page) if isinstance(node, ast.Call)}

    assert name in called
