"""The version, and what says it, in one step."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import dateline
from tests.conftest import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_the_package_says_the_version_of_the_project() -> None:
    """`dateline --version`, the metadata and pyproject.toml agree."""
    assert dateline.__version__ == VERSION
    assert version("dateline") == VERSION


def test_the_citation_is_of_this_version() -> None:
    """CITATION.cff and the changelog have the version, and the same day."""
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    day = re.search(rf"^## {re.escape(VERSION)} \((\S+)\)$", changelog, re.M)

    assert f"\nversion: {VERSION}\n" in citation
    assert day
    assert f'\ndate-released: "{day[1]}"\n' in citation


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    """PEP 561: the marker is beside the package's code."""
    assert Path(dateline.__file__).with_name("py.typed").is_file()


def test_ci_runs_on_every_supported_python() -> None:
    """The classifiers and the matrix of the workflow name the same versions."""
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    named = re.findall(r"Python :: (3\.\d+)", pyproject)
    matrix = re.search(r"^ +python: \[(.*)\]$", workflow, re.M)

    assert matrix
    assert re.findall(r"3\.\d+", matrix[1]) == named
