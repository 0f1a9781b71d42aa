"""The documentation site has a place for every page."""

from __future__ import annotations

import re

from tests.conftest import ROOT


def test_every_page_is_in_the_navigation() -> None:
    """A page that is not in mkdocs.yml would be built and never found."""
    pages = {page.name for page in (ROOT / "docs").glob("*.md")}
    named = set(re.findall(r": ([a-z-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M))

    assert pages <= named
