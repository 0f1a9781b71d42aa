"""Dictionary files: each has its version, its licence and the source of its entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.dictionaries.files import DATA, load, parse

NAMES = sorted(path.stem for path in Path(DATA).glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_each_dictionary_has_version_licence_and_source(name: str) -> None:
    """Version, licence and source are there, and each section has entries and a note."""
    found = load(name)

    assert found.version
    assert found.licence
    assert found.source
    assert f"{name} {found.version}" == found.label
    assert all(section.note and section.rows for section in found.sections.values())


def test_a_file_without_a_licence_is_an_error() -> None:
    """A dictionary without a licence cannot be loaded."""
    with pytest.raises(ValueError, match="licence"):
        parse("example", "# version: 1\n# source: a note\n[words] a note\nword\n")


def test_an_entry_outside_a_section_is_an_error() -> None:
    """An entry without a section, and so without a note on its source, cannot be loaded."""
    with pytest.raises(ValueError, match="line 1"):
        parse("example", "word\n")
