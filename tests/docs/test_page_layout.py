"""How the pages are written: lines are short, and headings that links name exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
WIDTH = 100


def prose(page: Path) -> list[str]:
    """The lines of a page outside of code; of tables only those that could be shorter."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    return [line for line in text.splitlines() if not line.startswith("|")]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and MkDocs make them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_lines_are_at_most_a_hundred_characters_wide(page: Path) -> None:
    """Prose is wrapped, so that changes to it can be read; tables and code cannot be."""
    assert [line for line in prose(page) if len(line) > WIDTH] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_headings_name_headings_that_exist(page: Path) -> None:
    """The part of a link after `#` is a heading of the page that it leads to."""
    for target, anchor in re.findall(r"\]\((?!http)([^)#]*)#([^)]+)\)", "\n".join(prose(page))):
        there = page if not target else page.parent / target

        assert anchor in anchors(there), f"{target}#{anchor}"
