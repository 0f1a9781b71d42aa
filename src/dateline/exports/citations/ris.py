"""Articles as RIS, for Zotero, EndNote, Mendeley and others.

Source: Research Information Systems, "RIS Format Specifications" (2011): each line has a tag of two
letters, two spaces, a hyphen, a space and a value; dates are YYYY/MM/DD/other, with what is not
known left empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.exports.citations.names import PersonName
from dateline.exports.citations.reference import ARCHIVE, Reference, reference
from dateline.exports.job import Job
from dateline.values.archive.exported import ExportedArticle


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """An entry of type NEWS for each article, in UTF-8 with the line ends of the specification."""
    del job
    for one in values:
        lines = (f"{tag}  - {value}\r\n" for tag, value in _tags(reference(one)) if value)
        out.write(f"{''.join(lines)}ER  - \r\n\r\n".encode())


def _tags(cited: Reference) -> Iterator[tuple[str, str | None]]:
    yield "TY", "NEWS"
    yield "ID", cited.key
    yield "TI", cited.title
    yield "T2", cited.publication
    for name in cited.names:
        yield "AU", _author(name)
    yield "SE", cited.section
    yield "PY", f"{cited.issued[0]:04}" if cited.issued else None
    yield "DA", _date(cited.issued)
    yield "AB", cited.abstract
    for word in cited.keywords:
        yield "KW", word
    for note in cited.notes:
        yield "N1", note
    yield "LA", cited.language
    yield "UR", cited.url
    yield "Y2", _date(cited.accessed)
    yield "DB", ARCHIVE
    yield "AN", cited.id


def _author(name: PersonName | str) -> str:
    """Family name, given names, suffix; of an organization its name."""
    if isinstance(name, str):
        return name
    return ", ".join(filter(None, (name.family, name.given, name.suffix)))


def _date(parts: tuple[int, ...]) -> str | None:
    if not parts:
        return None
    year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
    return f"{year:0>4}/{month}/{day}/"
