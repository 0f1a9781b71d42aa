"""Dictionary files: text files in `data/`, each with its version, its licence and its sources.

A file begins with lines `# key: value` (`version`, `licence`, `source` are required). Then come
sections, `[name] note`; the note says where the entries come from or why they are there. An entry
is one line; tabs separate its columns, ", " separates the names in a column.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

DATA = os.path.join(os.path.dirname(__file__), "data")  # pathlib would slow down each search
_REQUIRED = ("version", "licence", "source")

Row = tuple[str, ...]

# Section and Dictionary are plain classes: a cold search loads them, and to define a dataclass
# with slots takes 1.5 ms.


class Section:
    """Entries of one kind, and the note on their source."""

    __slots__ = ("note", "rows")

    def __init__(self, *, note: str, rows: tuple[Row, ...]) -> None:
        self.note = note
        self.rows = rows

    def words(self) -> frozenset[str]:
        """The names in all columns of all rows."""
        return frozenset(word for row in self.rows for cell in row for word in names(cell))


class Dictionary:
    """A dictionary file. `label` is its name and version, as in Rule.dictionary: "times 1"."""

    __slots__ = ("licence", "name", "sections", "source", "version")

    def __init__(
        self, *, name: str, version: str, licence: str, source: str, sections: Mapping[str, Section]
    ) -> None:
        self.name = name
        self.version = version
        self.licence = licence
        self.source = source
        self.sections = sections

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    def __getitem__(self, section: str) -> Section:
        return self.sections[section]


def names(cell: str) -> Iterator[str]:
    """The names in one column of a row."""
    return filter(None, (name.strip() for name in cell.split(",")))


@cache
def load(name: str) -> Dictionary:
    """The dictionary `data/<name>.txt`, read once. Raises ValueError if the file lacks its
    version, licence or source, or has an entry outside a section."""
    with open(os.path.join(DATA, f"{name}.txt"), encoding="utf-8") as file:
        return parse(name, file.read())


def parse(name: str, text: str) -> Dictionary:
    """The dictionary in the text of a file; errors as in `load`."""
    head: dict[str, str] = {}
    notes: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    section = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head.setdefault(key.strip(), value.strip())
        elif line.startswith("["):
            section, _, note = line[1:].partition("]")
            notes[section], rows[section] = note.strip(), []
        elif line.strip():
            if section is None:
                raise ValueError(f"dictionary {name}, line {number}: an entry outside a section")
            rows[section].append(tuple(cell.strip() for cell in line.split("\t")))
    for key in _REQUIRED:
        if not head.get(key):
            raise ValueError(f"dictionary {name} has no {key}")
    sections = {key: Section(note=notes[key], rows=tuple(rows[key])) for key in rows}
    return Dictionary(
        name=name,
        version=head["version"],
        licence=head["licence"],
        source=head["source"],
        sections=MappingProxyType(sections),
    )
