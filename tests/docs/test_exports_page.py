"""docs/exports.md lists the forms that there are."""

from __future__ import annotations

from tools import write_exports_page


def test_the_table_of_forms_is_current() -> None:
    """It is made from the registry: else run tools/write_exports_page.py."""
    text = write_exports_page.PAGE.read_text("utf-8")

    assert write_exports_page.page(text) == text
