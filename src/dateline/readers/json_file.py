"""JSON files: one object that is an article, an array of them, or an object that holds such an
array (NewsAPI's "articles", JSON Feed's "items")."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from dateline.errors import ReadError
from dateline.readers.base import MAX_RECORD_BYTES, head_text, label, megabytes, read_up_to
from dateline.readers.charset import decode, decode_exactly
from dateline.readers.fields import FieldMap, known
from dateline.readers.json_array import BrokenArray, array_items
from dateline.readers.json_article import article_draft, parse_object
from dateline.values.draft import Draft, Flaw, Record

MAX_FILE_BYTES = 128 * 1024 * 1024
"""A JSON file that is an object is held in memory while it is split, at up to four times its
size; larger dumps come as arrays or JSON lines."""

STREAMED_FROM = 16 * 1024 * 1024
"""A larger file that is an array is read as a stream."""

CONTAINERS = frozenset(
    ("articles", "items", "data", "results", "docs", "documents", "response", "news", "entries")
)
"""Keys under which known producers put the array of articles."""

_BEGINS = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{\]"]|$))')
_ARRAY = re.compile(r"\s*\[")
_SPACE = re.compile(r"[ \t\n\r]*")
_HOLDER = re.compile(r"\[\s*\{|\{")
_HOLDS_ARRAY = re.compile(r'"(?:articles|items|results|docs|documents)"\s*:\s*\[\s*\{')
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class JsonReader:
    field_map: FieldMap = ()
    name: ClassVar[str] = "json"
    version: ClassVar[int] = 1
    media_type: ClassVar[str] = "application/json"

    def mapped(self, field_map: FieldMap) -> JsonReader:
        return JsonReader(field_map)

    def score(self, head: bytes, name: str | None) -> int | None:
        """Text that begins as a JSON object or array does."""
        del name
        return 80 if _BEGINS.match(head_text(head)) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | Flaw]:
        """A record for each article: the exact slice of the file that is its object, as
        UTF-8. Where the JSON is cut or wrong, the objects before the damage, then a flaw."""
        for ordinal, piece in enumerate(_pieces(stream)):
            if isinstance(piece, _Slice):
                yield _record(ordinal, piece)
            else:
                yield Flaw(ordinal=ordinal, where=None, reason=piece)

    def read(self, record: Record) -> Draft:
        """The object's known keys as blocks and claims."""
        fields, warnings = parse_object(record.data)
        return article_draft(
            known(fields, self.field_map),
            reader=label(self),
            media_type=self.media_type,
            warnings=warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slice:
    text: str
    item: int | None


class _Broken(Exception):
    """The JSON ends or goes wrong; the message says where."""


def _record(ordinal: int, piece: _Slice) -> Record | Flaw:
    where = None if piece.item is None else f"item {piece.item}"
    data = piece.text.encode("utf-8", "replace")
    if len(data) > MAX_RECORD_BYTES:
        reason = f"the object is larger than {megabytes(MAX_RECORD_BYTES)}, the limit"
        return Flaw(ordinal=ordinal, where=where, reason=reason)
    return Record(ordinal=ordinal, data=data, where=where)


def _pieces(stream: BinaryIO) -> Iterator[_Slice | str]:
    """The slices, and last the reason where something is wrong."""
    try:
        data = stream.read(STREAMED_FROM)
        if len(data) == STREAMED_FROM and _ARRAY.match(decode(data[:1000]).text):
            for number, text in enumerate(array_items(data, stream), 1):
                yield _Slice(text=text, item=number)
            return
        data += read_up_to(stream, MAX_FILE_BYTES - len(data))
        yield from _Walk(decode_exactly(data).text).top()
    except ReadError as error:
        yield error.message
    except BrokenArray as error:
        yield f"broken JSON: {error}"
    except _Broken as error:
        yield str(error)


class _Walk:
    """One pass over JSON text that knows where each article's object begins and ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._items = 0

    def top(self) -> Iterator[_Slice]:
        """The articles of the file's one value, or of several that follow one another."""
        self._skip_space()
        while self._at < len(self._text):
            opening = self._text[self._at]
            if opening == "[":
                yield from self._array()
            elif opening == "{":
                yield from self._object()
            else:
                raise self._broken("an object or an array is expected")
            self._skip_space()

    def _array(self) -> Iterator[_Slice]:
        self._take("[")
        while self._peek() != "]":
            start = self._at
            self._skip_value()
            yield self._slice(start, numbered=True)
            if self._peek() == ",":
                self._take(",")
            elif self._peek() != "]":
                raise self._broken("a comma is missing")
        self._take("]")

    def _object(self) -> Iterator[_Slice]:
        """The articles that the object holds under one of CONTAINERS, or itself as one."""
        start, holds = self._at, False
        self._take("{")
        while self._peek() != "}":
            key = self._skip_value()
            self._peek()
            self._take(":")
            self._peek()
            if isinstance(key, str) and key.lower() in CONTAINERS and self._holder():
                holds = True
                yield from self._array() if self._text[self._at] == "[" else self._object()
            else:
                self._skip_value()
            if self._peek() == ",":
                self._take(",")
            elif self._peek() != "}":
                raise self._broken("a comma is missing")
        self._take("}")
        if not holds:
            end = self._at
            self._skip_space()
            more = self._at < len(self._text) or self._items > 0
            self._at = end
            yield self._slice(start, numbered=more)

    def _holder(self) -> bool:
        """Whether the value here is an array of objects, or an object that holds one."""
        value = _HOLDER.match(self._text, self._at)
        if value is None:
            return False
        return (
            value[0][0] == "["
            or _HOLDS_ARRAY.search(self._text, self._at, self._at + 4000) is not None
        )

    def _slice(self, start: int, *, numbered: bool) -> _Slice:
        self._items += 1
        item = self._items if numbered else None
        return _Slice(text=self._text[start : self._at], item=item)

    def _skip_space(self) -> None:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at

    def _peek(self) -> str:
        self._skip_space()
        if self._at >= len(self._text):
            raise self._broken("the file ends in the middle")
        return self._text[self._at]

    def _take(self, mark: str) -> None:
        if self._text[self._at] != mark:
            raise self._broken(f"{mark!r} is expected")
        self._at += 1
        if mark in "[{,:":
            self._skip_space()

    def _skip_value(self) -> object:
        try:
            value, self._at = _DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            raise self._broken(error.msg.removesuffix(" at")) from error
        except RecursionError as error:
            raise self._broken("it is nested too deeply") from error
        except ValueError as error:  # a number of more than 4,300 digits
            raise self._broken(str(error)) from error
        return value

    def _broken(self, what: str) -> _Broken:
        line = self._text.count("\n", 0, self._at) + 1
        column = self._at - self._text.rfind("\n", 0, self._at)
        return _Broken(f"broken JSON: {what} at line {line} column {column}")
