"""Texts downloaded from LexisNexis: a cover, then documents, each after a line "3 of 10 DOCUMENTS".
A document has centred lines with the paper and the day, the headline, lines of "BYLINE: ...", the
text, and more such lines. This is the form of downloads as text until 2019."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label
from dateline.readers.paragraphs import text_blocks
from dateline.readers.streams.charset import decode
from dateline.readers.streams.limits import read_up_to
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role
from dateline.values.outcome import Count

MAX_NEXIS_BYTES = 64 * 1024 * 1024
"""A download holds at most 500 documents."""

_DOCUMENT = re.compile(
    r"^[ \t\f]*(?:(\d+) of (\d+) DOCUMENTS?|Dokument (\d+) von (\d+))[ \t]*$", re.M
)
_CENTRED = re.compile(r"[ \t]{8,}\S")
_FIELD = re.compile(r"([A-Z][A-Z-]{3,30}):[ \t]*(.*)")
_LENGTH = ("LENGTH", "LONGUEUR", "LÄNGE", "LAENGE")
_TRAILER_FIELDS = frozenset(
    (
        "CITY", "COMPANY", "COUNTRY", "DISTRIBUTION", "DOCUMENT-TYPE", "GEOGRAPHIC", "GRAPHIC",
        "INDUSTRY", "JOURNAL-CODE", "LANGUAGE", "LOAD-DATE", "NOTES", "ORGANIZATION", "PERSON",
        "PUB-TYPE", "PUBLICATION-TYPE", "STATE", "SUBJECT", "TICKER", "TYPE", "UPDATE", "URL",
    )
)  # fmt: skip
_RIGHTS = re.compile(r"copyright\b|all rights reserved|alle rechte vorbehalten|tous droits", re.I)
_DAY = re.compile(r"[^\W\d]+ \d{1,2}, \d{4}|(?:\d{1,2}\.? )?[^\W\d]+ \d{4}")
_SHARE = re.compile(r"\s*\(\d+%\)")
_CLAIMS = {
    "BYLINE": "authors",
    "DATELINE": "dateline",
    "HIGHLIGHT": "summary",
    "SECTION": "section",
    "SUBJECT": "keywords",
    "URL": "url",
}


class NexisReader:
    name = "lexisnexis"
    version = 2
    media_type = "text/plain"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A line that numbers the first document, and after it a line with its length in words."""
        del name
        text = head_text(head)
        first = _DOCUMENT.search(text)
        counted = first and any(f"\n{word}: " in text[first.end() :] for word in _LENGTH)
        return 88 if counted else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
        """A record for each document, and the number of documents that the file states."""
        text = decode(read_up_to(stream, MAX_NEXIS_BYTES)).text
        found = list(_DOCUMENT.finditer(text))
        ends = [heading.start() for heading in found[1:]] + [len(text)]
        for ordinal, (heading, end) in enumerate(zip(found, ends, strict=True)):
            data = text[heading.end() : end].encode("utf-8", "replace")
            number = heading[1] or heading[3]
            yield Record(ordinal=ordinal, data=data, where=f"document {number}")
        if found:
            declared = int(found[0][2] or found[0][4])
            where = found[0][0].strip()
            yield Count(declared=declared, found=len(found), where=where, of_search=True)

    def read(self, record: Record) -> Draft:
        """Headline and text as blocks, the lines around them as claims. Raises NotAnArticle if
        there is no text."""
        lines = record.data.decode("utf-8", "replace").split("\n")
        top, lines = _top(lines)
        title, lines = _paragraph(lines)
        before, lines = _fields(lines)
        end = next((n for n, line in enumerate(lines) if _begins_trailer(line)), len(lines))
        after, _ = _fields(lines[end:])
        blocks = text_blocks("\n".join(line for line in lines[:end] if not _CENTRED.match(line)))
        if not blocks:
            raise NotAnArticle("a document with no text")
        captions = [value for key, value in after if key == "GRAPHIC"]
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=(
                *(Block(role=Role.TITLE, text=heading) for heading in (title,) if heading),
                *(Block(role=Role.CAPTION, text=heading) for heading in captions if heading),
                *blocks,
            ),
            claims=tuple(_claims(top, [*before, *after])),
        )


def _top(lines: list[str]) -> tuple[list[str], list[str]]:
    """The centred lines, and the others from the headline on."""
    start = next(
        (n for n, line in enumerate(lines) if line.strip() and not _CENTRED.match(line)), len(lines)
    )
    return [line.strip() for line in lines[:start] if line.strip()], lines[start:]


def _paragraph(lines: list[str]) -> tuple[str, list[str]]:
    """The words up to a blank line, and the lines after them; no words if a field begins."""
    end = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    if lines and _FIELD.match(lines[0]):
        return "", lines
    return " ".join(" ".join(lines[:end]).split()), lines[end:]


def _fields(lines: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The fields at the beginning, each with all of its lines, and the lines after them."""
    fields: list[tuple[str, str]] = []
    while True:
        start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
        found = _FIELD.match(lines[start]) if start < len(lines) else None
        if found is None:
            return fields, lines
        value, lines = _paragraph([found[2] or " ", *lines[start + 1 :]])
        fields.append((found[1], value or found[2].strip()))


def _begins_trailer(line: str) -> bool:
    found = _FIELD.match(line)
    return found is not None and found[1] in _TRAILER_FIELDS


def _claims(top: list[str], fields: list[tuple[str, str]]) -> Iterator[Claim]:
    named = [line for line in top if not _RIGHTS.match(line)]
    if named:
        yield _claim("source.name", named[0], "first line")
    for line in named[1:]:
        day = _DAY.search(line)  # without the weekday after it
        if day is not None:
            yield _claim("published", day[0], "line of the day")
            break
    for key, value in fields:
        field = _CLAIMS.get(key)
        value = value.partition(";")[0] if key == "SECTION" else _SHARE.sub("", value)
        if field is not None and value.strip():
            yield _claim(field, value.strip(), key)


def _claim(field: str, value: str, where: str) -> Claim:
    return Claim(field=field, value=value, method="lexisnexis", where=where)
