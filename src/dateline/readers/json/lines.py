"""JSON lines: one article an object, one object a line (https://jsonlines.org)."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Protocol

from dateline.readers.base import has_ending, head_text, label
from dateline.readers.json.article import article_draft, parse_object
from dateline.readers.json.field_map import FieldMap, folded_fields
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Draft, Record, RecordError

_LONG = 60_000
_SKIP_BYTES = 1024 * 1024
_NAMES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
_DECODER = json.JSONDecoder()
_HOLDS_ITEMS = re.compile(r'^\s*\{.{0,4000}?"\w+"\s*:\s*\[\s*\{\s*"', re.S)


@dataclass(frozen=True)
class JsonLinesReader:
    field_map: FieldMap = ()
    name: ClassVar[str] = "json lines"
    version: ClassVar[int] = 5
    media_type: ClassVar[str] = "application/x-ndjson"

    def with_field_map(self, field_map: FieldMap) -> JsonLinesReader:
        return JsonLinesReader(field_map)

    def score(self, head: bytes, name: str | None) -> int | None:
        """Several lines that do not form one object together and of which one is an object by
        itself. Or one line too long for the head, if the name says JSON lines or the line does not
        look like one large object."""
        text = head_text(head)
        by_name = has_ending(name, *_NAMES)
        lines = [line for line in text.split("\n") if line.strip()]
        objects = [line for line in lines if line.startswith("{")]
        if not objects or 2 * len(objects) < len(lines):
            return None
        if len(lines) == 1:
            return _one_line_score(text, by_name)
        if _is_object(text):
            return None
        complete = any(_is_object(line) for line in objects[:20])
        return 90 if complete or by_name else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each line that is not blank. A line over MAX_RECORD_BYTES is a RecordError,
        and is skipped without being kept in memory."""
        ordinal = 0
        for number, line in _lines(_as_utf8(stream)):
            if line is not None and not line.strip():
                continue
            where = f"line {number}"
            if line is None:
                reason = f"the line is longer than {megabytes(MAX_RECORD_BYTES)}, the limit"
                yield RecordError(ordinal=ordinal, where=where, reason=reason)
            else:
                yield Record(ordinal=ordinal, data=line.strip(), where=where)
            ordinal += 1

    def read(self, record: Record) -> Draft:
        """The object's known keys as blocks and claims."""
        fields, warnings = parse_object(record.data)
        return article_draft(
            folded_fields(fields, self.field_map),
            reader=label(self),
            media_type=self.media_type,
            warnings=warnings,
        )


def _one_line_score(text: str, by_name: bool) -> int | None:
    if by_name:
        return 90
    complete = "\n" in text or len(text) < _LONG
    return None if complete or _HOLDS_ITEMS.match(text) else 85


def _is_object(line: str) -> bool:
    try:
        value, end = _DECODER.raw_decode(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not line[end:].strip()


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def _lines(stream: _Lines) -> Iterator[tuple[int, bytes | None]]:
    """The number and bytes of each line; None for a line over the limit."""
    number = 0
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= MAX_RECORD_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(_SKIP_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield number, None


class _Transcoded:
    """UTF-16 lines as UTF-8 lines."""

    def __init__(self, stream: BinaryIO) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")

    def readline(self, size: int, /) -> bytes:
        return self._text.readline(size).encode("utf-8")


def _as_utf8(stream: BinaryIO) -> _Lines:
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)  # type: ignore[type-var]
    if buffered.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _Transcoded(buffered)
    return buffered
