"""CSV and TSV: one article a row, with column names in the first row. RFC 4180 and its variants:
cells are separated by comma, semicolon, tab or bar, or as a first line "sep=;" says, which Excel
writes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO, ClassVar

from dateline.errors import ReadError
from dateline.readers.base import has_ending, head_text, label
from dateline.readers.json import keys
from dateline.readers.json.article import article_draft, parse_object
from dateline.readers.json.field_map import FieldMap, folded_fields
from dateline.readers.streams.charset import decode
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.readers.streams.peek import peek
from dateline.values.draft import Draft, Record, RecordError

_DELIMITERS = "\t,;|"
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.I)
_END = "\0end of the table\0"
"""Added after the last line. If it appears in the last cell, that cell's quotes were never
closed."""


@dataclass(frozen=True)
class TableReader:
    field_map: FieldMap = ()
    name: ClassVar[str] = "table"
    version: ClassVar[int] = 5
    media_type: ClassVar[str] = "text/csv"

    def with_field_map(self, field_map: FieldMap) -> TableReader:
        return TableReader(field_map)

    def score(self, head: bytes, name: str | None) -> int | None:
        """A first row of column names, with a known one for the text and one for another field, and
        a second row of as many cells. Or a first row of two or more cells in a file whose name says
        CSV."""
        header, second = _first_rows(head_text(head))
        if len(header) < 2:
            return None
        if has_ending(name, ".csv", ".tsv"):
            return 60
        folded = {keys.folded(cell) for cell in header}
        known = folded & _TEXTS and folded & _OTHERS
        return 55 if known and len(second) == len(header) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each row: its cells by column as a JSON object. A row with more or fewer
        cells than columns is a RecordError, because nothing shows which cell is missing; so is a
        row whose quotes never close. Of several columns with one name, the first that is filled
        counts. Raises ReadError if no column holds the text."""
        lines = _lines(stream)
        header = [cell.strip() for cell in next(lines, [])]
        if not _has_text(header, self.field_map):
            columns = ", ".join(filter(None, header))
            raise ReadError(
                "no column is known to hold the text; name it with --map text=COLUMN. "
                f"Columns: {columns}"
            )
        ordinal = 0
        try:
            for number, cells in enumerate(lines, 2):
                if cells == [_END]:
                    return
                if any(cell.strip() for cell in cells):
                    yield _row_record(ordinal, f"row {number}", header, cells)
                    ordinal += 1
        except csv.Error as error:
            rows = "1 row" if ordinal == 1 else f"{ordinal:,} rows"
            raise ReadError(f"broken CSV after {rows}: {error}") from error

    def excerpts(self, stream: BinaryIO) -> Iterator[Record]:
        """Each row as it stands in the table, below the line of column names."""
        charset, text = _decoded(stream)
        taken: list[str] = []
        rows = _rows(_noting(_bounded(text), taken))
        names, ordinal = "", 0
        for number, cells in enumerate(rows, 1):
            written = "".join(taken)
            taken.clear()
            if number == 1:
                names = written
            elif any(cell.strip() for cell in cells):
                data = f"{names}{written}".encode(charset, "replace")
                yield Record(ordinal=ordinal, data=data, where=f"row {number}")
                ordinal += 1

    def read(self, record: Record) -> Draft:
        """The row's known columns as blocks and claims."""
        fields, warnings = parse_object(record.data)
        if _REPLACED in record.data:
            warnings = (*warnings, "bytes that do not fit the table's charset were replaced")
        draft = article_draft(
            folded_fields(fields, self.field_map),
            reader=label(self),
            media_type=self.media_type,
            warnings=warnings,
        )
        claims = tuple(
            replace(claim, method="column", where=claim.where.replace("key", "column", 1))
            for claim in draft.claims
        )
        return replace(draft, claims=claims)


_REPLACED = "\ufffd".encode()
_TEXTS = frozenset((*keys.TEXT, *keys.SHORT_TEXT))
_OTHERS = frozenset(
    name for names in (keys.TITLE, *(names for _, names in keys.CLAIMS)) for name in names
)


def _first_rows(text: str) -> tuple[list[str], list[str]]:
    """The cells of the first row, if they look like column names, and of the second."""
    lines = text.splitlines(keepends=True)
    try:
        rows = _rows(lines)
        header, second = next(rows, []), next(rows, [])
    except csv.Error:
        return [], []
    return ([] if any(len(cell) > 80 for cell in header) else header), second


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _lines(stream: BinaryIO) -> Iterator[list[str]]:
    _, text = _decoded(stream)
    return _rows(chain(_bounded(text), [_END]))


def _decoded(stream: BinaryIO) -> tuple[str, io.TextIOWrapper]:
    """The charset of the table, by its first lines, and its text."""
    head, stream = peek(stream)
    decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    charset = "utf-8-sig" if decoded.charset == "utf-8" else decoded.charset
    if decoded.charset.startswith("utf-16") and head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        charset = "utf-16"
    csv.field_size_limit(MAX_RECORD_BYTES)
    return charset, io.TextIOWrapper(stream, encoding=charset, errors="replace", newline="")


def _noting(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The same lines, each added to `taken` when it is used."""
    for line in lines:
        taken.append(line)
        yield line


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    lines = iter(lines)
    first = next(lines, "")
    stated = _SEPARATOR.fullmatch(first)
    if stated is not None:
        return csv.reader(lines, delimiter=stated[1])
    return csv.reader(chain([first], lines), delimiter=_delimiter(first))


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_RECORD_BYTES):
        if len(line) == MAX_RECORD_BYTES:
            raise csv.Error(f"a line is longer than {megabytes(MAX_RECORD_BYTES)}, the limit")
        yield line


def _has_text(header: Sequence[str], field_map: FieldMap) -> bool:
    fields: dict[str, object] = dict.fromkeys(header)
    return any(name in folded_fields(fields, field_map) for name in _TEXTS)


def _row_record(
    ordinal: int, where: str, header: Sequence[str], cells: Sequence[str]
) -> Record | RecordError:
    if cells[-1].endswith(_END):
        reason = "the quotes of its last cell are not closed: what follows is lost"
        return RecordError(ordinal=ordinal, where=where, reason=reason)
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells under {len(header)} columns"
        return RecordError(ordinal=ordinal, where=where, reason=reason)
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=True):
        if name and not row.get(name):
            row[name] = cell
    data = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
    return Record(ordinal=ordinal, data=data, where=where)
