"""Articles as BibTeX, with what biblatex knows beside it, in UTF-8.

Source: O. Patashnik, "BibTeXing" (1988), for entries, names and months; P. Kime, M. Wemheuer and
P. Lehman, "The biblatex Package" 3.20, for date, urldate, eprint and langid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.exports.citations.names import PersonName
from dateline.exports.citations.reference import ARCHIVE, Reference, reference
from dateline.exports.job import Job
from dateline.values.archive.exported import ExportedArticle

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """An entry @article for each article, or @misc if its publisher is not known."""
    del job
    for one in values:
        cited = reference(one)
        kind = "article" if cited.publication else "misc"
        lines = "".join(f"  {name} = {value},\n" for name, value in _fields(cited))
        out.write(f"@{kind}{{{cited.key},\n{lines}}}\n\n".encode())


def _fields(cited: Reference) -> Iterator[tuple[str, str]]:
    # In two pairs of braces, or styles would print "trump and libya": they set titles in small
    # letters, and nothing tells them which words of a headline are names.
    for name, text in (("title", cited.title), ("subtitle", cited.subtitle)):
        if text:
            yield name, f"{{{{{_tex(text)}}}}}"
    if cited.publication:
        yield "journal", f"{{{_tex(cited.publication)}}}"
        yield "entrysubtype", "{newspaper}"
    for name, text in (
        ("language", cited.language),
        ("abstract", cited.abstract),
        ("keywords", ", ".join(word.replace(",", " ") for word in cited.keywords)),
        ("annote", "; ".join(cited.notes)),
    ):
        if text:
            yield name, f"{{{_tex(text)}}}"
    if cited.authors:
        yield "author", f"{{{' and '.join(map(_name, cited.names))}}}"
    if cited.issued:
        yield "date", f"{{{_date(cited.issued)}}}"
        yield "year", f"{{{cited.issued[0]:04}}}"
    if len(cited.issued) > 1:
        yield "month", _MONTHS[cited.issued[1] - 1]
    if cited.url:
        yield "url", f"{{{cited.url}}}"
    yield "urldate", f"{{{_date(cited.accessed)}}}"
    yield "eprint", f"{{{cited.id}}}"
    yield "eprinttype", f"{{{ARCHIVE}}}"


def _name(name: PersonName | str) -> str:
    """A name; in braces if it is not to be divided. The family name comes first, or the last word
    alone would be it: "Del Rey" has two."""
    if isinstance(name, str):
        return f"{{{_tex(name)}}}"
    return _tex(", ".join(filter(None, (name.family, name.suffix, name.given))))


def _tex(text: str) -> str:
    """The text with signs that TeX would obey as commands."""
    return _SPECIAL.sub(lambda sign: _COMMANDS.get(sign[0], f"\\{sign[0]}"), text)


def _date(parts: tuple[int, ...]) -> str:
    year, *rest = parts
    return "-".join((f"{year:04}", *(f"{part:02}" for part in rest)))
