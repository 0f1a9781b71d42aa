"""The dictionary files: each tells its version, its licence and where its entries come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.dictionaries.files import DATA, load, parse

NAMES = sorted(path.stem for path in Path(DATA).glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_each_dictionary_tells_what_it_is(name: str) -> None:
    """Version, licence and source are there, and each section has entries and a note."""
    found = load(name)

    assert found.version
    assert found.licence
    assert found.source
    assert f"{name} {found.version}" == found.label
    assert all(section.note and section.rows for section in found.sections.values())


def test_a_file_without_a_licence_is_refused() -> None:
    """A dictionary that does not say under which licence it stands cannot be loaded."""
    with pytest.raises(ValueError, match="licence"):
        parse("example", "# version: 1\n# source: a note\n[words] a note\nword\n")


def test_an_entry_outside_a_section_is_refused() -> None:
    """An entry without a section, and so without a note on its source, cannot be loaded."""
    with pytest.raises(ValueError, match="line 1"):
        parse("example", "word\n")
