"""A file unpacked: every article in it, however deeply it is packed, in the file's order."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import BinaryIO, TypeVar

from dateline.errors import NotAnArticle, ReadError, StorageFailed
from dateline.logs import get_logger
from dateline.readers.base import Container, ExcerptReader, Member, Reader, label
from dateline.readers.json.field_map import FieldMap, field_map_label, with_field_map
from dateline.readers.registry import all_versions, choose
from dateline.readers.streams.compression import (
    ENDINGS,
    LimitReached,
    Meter,
    decompressed,
    is_compressed,
)
from dateline.readers.streams.peek import non_closing, peek
from dateline.values.draft import Claim, Record, RecordError
from dateline.values.outcome import Count, Disposition

_log = get_logger(__name__)
_T = TypeVar("_T")

MAX_DEPTH = 5
"""How many containers and compressions may be nested: a zip of .tar.gz files of .gz files has
four."""

MAX_MEMBERS = 1_000_000
"""How many files one file may contain, over all depths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedRecord:
    """An article in a file, or a place where one is lost. `format` names the reader that reads
    it, or the format that failed there. Ordinals count through the whole file, and `where` is
    the full location ("b/c.jsonl, line 7")."""

    format: str
    record: Record | RecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedFile:
    """A file and what is in it. `tool` names, with versions, all that may take part in reading
    it. `records` can be iterated once, while the stream is open; it raises ReadError when the
    rest of the file cannot be read. `counts` are how many articles the file itself declares,
    complete when `records` is exhausted; a count that is wrong is also a RecordError there."""

    media_type: str
    tool: str
    records: Iterator[UnpackedRecord]
    counts: Sequence[Count]


def unpack(stream: BinaryIO, name: str | None = None, *, field_map: FieldMap = ()) -> UnpackedFile:
    """The articles in a seekable stream, to be read one by one. At most one record is in memory
    at a time, and the stream stays open. Raises ReadError if no reader knows the format."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    unpacker = _Unpacker(Meter(size), field_map)
    layer = unpacker.open(non_closing(stream), name, depth=0)
    tool = label(layer.format)
    if isinstance(layer.format, Container):
        tool += f", readers {all_versions()}"
    return UnpackedFile(
        media_type=layer.format.media_type,
        tool=tool + field_map_label(field_map),
        records=unpacker.records(layer),
        counts=unpacker.counts,
    )


def excerpt(stream: BinaryIO, name: str | None, is_at: Callable[[str], bool]) -> bytes | None:
    """What stands in the file for the first record of whose place `is_at` says that it is the one:
    a line, an item, a row below the names of the columns, a message, a file in a container. None if
    there is no such record. Raises ReadError if the file cannot be read as far as that."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    unpacker = _Unpacker(Meter(size), (), split=_excerpts)
    layer = unpacker.open(non_closing(stream), name, depth=0)
    for unpacked in unpacker.records(layer):
        record = unpacked.record
        if isinstance(record, Record) and record.where is not None and is_at(record.where):
            return record.data
    return None


_Split = Callable[[Reader, BinaryIO], Iterator[Record | RecordError | Count]]


def _records(format: Reader, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
    return format.split(stream)


def _excerpts(format: Reader, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
    return format.excerpts(stream) if isinstance(format, ExcerptReader) else format.split(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One file, decompressed, with its location and what its container says about it."""

    format: Reader | Container
    stream: BinaryIO
    depth: int
    where: str | None = None
    claims: tuple[Claim, ...] = ()


class _Unpacker:
    """One pass through a file and the files inside it."""

    def __init__(self, meter: Meter, field_map: FieldMap, split: _Split = _records) -> None:
        self._meter = meter
        self._split = split
        self._field_map = field_map
        self.counts: list[Count] = []
        self._ordinals = count()
        self._members = count(1)

    def open(self, stream: BinaryIO, name: str | None, *, depth: int) -> _Layer:
        """The stream, decompressed, and its format."""
        head, stream = peek(stream)
        while is_compressed(head):
            depth = _next_depth(depth)
            head, stream = peek(decompressed(head, stream, self._meter))
        format = with_field_map(choose(head, _uncompressed(name)), self._field_map)
        _log.debug("reader chosen", extra={"reader": format.name, "file": name, "depth": depth})
        return _Layer(format=format, stream=stream, depth=depth)

    def records(self, layer: _Layer) -> Iterator[UnpackedRecord]:
        if isinstance(layer.format, Container):
            for member in _guarded(layer.format.members(layer.stream, self._meter)):
                yield from self._member_records(layer, member)
        else:
            for record in _guarded(self._split(layer.format, layer.stream)):
                if not isinstance(record, Count):
                    yield self._unpacked(layer, record)
                    continue
                self.counts.append(record)
                if record.off:
                    yield self._unpacked(layer, _count_error(record))

    def _member_records(
        self, layer: _Layer, member: Member | RecordError
    ) -> Iterator[UnpackedRecord]:
        if isinstance(member, RecordError):
            yield self._unpacked(layer, member)
            return
        if next(self._members) > MAX_MEMBERS:
            raise LimitReached(f"it contains more than {MAX_MEMBERS:,} files, the limit")
        where = _location(layer.where, member.where)
        inner = replace(layer, where=where, claims=(*layer.claims, *member.claims))
        found = False
        try:
            opened = self.open(member.stream, member.name, depth=_next_depth(layer.depth))
            inner = replace(opened, where=inner.where, claims=inner.claims)
            for record in self.records(inner):
                found = True
                yield record
            if not found:
                raise NotAnArticle("there is no article in it")
        except LimitReached:
            raise
        except ReadError as error:
            yield self._unpacked(inner, _record_error(error))

    def _unpacked(self, layer: _Layer, record: Record | RecordError) -> UnpackedRecord:
        ordinal, where = next(self._ordinals), _location(layer.where, record.where)
        if isinstance(record, Record):
            claims = (*record.claims, *layer.claims)
            record = replace(record, ordinal=ordinal, where=where, claims=claims)
        else:
            record = replace(record, ordinal=ordinal, where=where)
        return UnpackedRecord(format=layer.format.name, record=record)


def _uncompressed(name: str | None) -> str | None:
    for ending in ENDINGS:
        if name is not None and name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def _next_depth(depth: int) -> int:
    if depth == MAX_DEPTH:
        raise ReadError(f"it is nested more than {MAX_DEPTH} levels deep, the limit", stage="open")
    return depth + 1


def _location(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _record_error(error: ReadError) -> RecordError:
    disposition = Disposition.REJECTED if isinstance(error, NotAnArticle) else Disposition.FAILED
    return RecordError(
        ordinal=0, where=None, reason=error.message, stage=error.stage, disposition=disposition
    )


def _count_error(count: Count) -> RecordError:
    articles = "1 article" if count.declared == 1 else f"{count.declared:,} articles"
    reason = f"it says that it has {articles} ({count.where}), but has {count.found:,}"
    return RecordError(ordinal=0, where=None, reason=reason)


def _guarded(records: Iterator[_T]) -> Iterator[_T]:
    """The same records. An exception that nobody foresaw becomes a ReadError: it costs the rest of
    one file, and never the run."""
    try:
        yield from records
    except (ReadError, OSError):
        raise
    except Exception as error:
        refusal = StorageFailed.of(error, None)
        bug = f"a bug in Dateline: {type(error).__name__}: {error}"
        raise ReadError(refusal.message if refusal else bug) from error
