"""Dictionaries: text files in `data/`, each with its version, its licence and its sources.

A file begins with lines `# key: value` (`version`, `licence`, `source` are required). Then come
sections, `[name] note`, where the note says where the entries come from or why they are there.
An entry is a line; its columns are parted by tabs, the names within a column by ", ".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data"
_REQUIRED = ("version", "licence", "source")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Entries of one kind, and the note on where they come from."""

    note: str
    rows: tuple[Row, ...]

    def words(self) -> frozenset[str]:
        """All names of all columns."""
        return frozenset(word for row in self.rows for cell in row for word in names(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """A dictionary file. `label` is its name and version ("times 1"), for Rule.dictionary."""

    name: str
    version: str
    licence: str
    source: str
    sections: Mapping[str, Section]

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    def __getitem__(self, section: str) -> Section:
        return self.sections[section]


def names(cell: str) -> Iterator[str]:
    """The names in one column."""
    return filter(None, (name.strip() for name in cell.split(",")))


@cache
def load(name: str) -> Dictionary:
    """The dictionary `data/<name>.txt`, read once. Raises ValueError where the file lacks its
    version, licence or source, or an entry stands outside a section."""
    return parse(name, (_DATA / f"{name}.txt").read_text("utf-8"))


def parse(name: str, text: str) -> Dictionary:
    """The dictionary that the text of a file holds; errors as in `load`."""
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
            raise ValueError(f"dictionary {name} does not tell its {key}")
    sections = {key: Section(note=notes[key], rows=tuple(rows[key])) for key in rows}
    return Dictionary(
        name=name,
        version=head["version"],
        licence=head["licence"],
        source=head["source"],
        sections=MappingProxyType(sections),
    )
