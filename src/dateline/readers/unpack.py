"""A file laid open: every article in it, however deep it is packed, in the file's order."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import BinaryIO, TypeVar

from dateline.errors import NotAnArticle, ReadError
from dateline.logs import get_logger
from dateline.readers.base import Container, Member, Reader, label
from dateline.readers.json.field_map import FieldMap, described, mapped
from dateline.readers.registry import all_versions, choose
from dateline.readers.streams.compression import (
    ENDINGS,
    LimitReached,
    Meter,
    decompressed,
    is_compressed,
)
from dateline.readers.streams.peek import kept_open, look
from dateline.values.draft import Claim, Record, RecordError
from dateline.values.outcome import Count, Disposition

_log = get_logger(__name__)
_T = TypeVar("_T")

MAX_DEPTH = 5
"""How many containers and compressions may lie in one another: a zip of .tar.gz files of .gz
files has four."""

MAX_MEMBERS = 1_000_000
"""How many files one file may hold, over all depths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedFile:
    """An article in a file, or a place where one is lost. `format` is the name of the reader
    that reads it, or of whatever lost it; ordinals count through the whole file, and `where`
    tells the whole way ("b/c.jsonl, line 7")."""

    format: str
    place: Record | RecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacking:
    """A file, and what is in it. `tool` names, with versions, whatever may take part in reading
    it; `places` can be gone through once, while the stream is open, and raises ReadError where
    the rest of the file cannot be had. `counts` are what the file says of how many articles are
    in it, complete when `places` is at its end; one that is off is a flaw there."""

    media_type: str
    tool: str
    places: Iterator[UnpackedFile]
    counts: Sequence[Count]


def unpack(stream: BinaryIO, name: str | None = None, *, field_map: FieldMap = ()) -> Unpacking:
    """The articles in a stream that can be sought, as places to be read one by one; no more of
    it is held in memory than one record, and it stays open. Raises ReadError where no reader
    knows what it is."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    walk = _Walk(Meter(size), field_map)
    layer = walk.opened(kept_open(stream), name, depth=0)
    tool = label(layer.format)
    if isinstance(layer.format, Container):
        tool += f", readers {all_versions()}"
    return Unpacking(
        media_type=layer.format.media_type,
        tool=tool + described(field_map),
        places=walk.places(layer),
        counts=walk.counts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One file, decompressed; where it stands, and what its container says of it."""

    format: Reader | Container
    stream: BinaryIO
    depth: int
    where: str | None = None
    claims: tuple[Claim, ...] = ()


class _Walk:
    def __init__(self, meter: Meter, field_map: FieldMap) -> None:
        self._meter = meter
        self._field_map = field_map
        self.counts: list[Count] = []
        self._ordinals = count()
        self._members = count(1)

    def opened(self, stream: BinaryIO, name: str | None, *, depth: int) -> _Layer:
        """The stream with all compression undone, and its format."""
        head, stream = look(stream)
        while is_compressed(head):
            depth = _deeper(depth)
            head, stream = look(decompressed(head, stream, self._meter))
        format = mapped(choose(head, _uncompressed(name)), self._field_map)
        _log.debug("reader chosen", extra={"reader": format.name, "file": name, "depth": depth})
        return _Layer(format=format, stream=stream, depth=depth)

    def places(self, layer: _Layer) -> Iterator[UnpackedFile]:
        if isinstance(layer.format, Container):
            for member in _guarded(layer.format.members(layer.stream, self._meter)):
                yield from self._inside(layer, member)
        else:
            for place in _guarded(layer.format.split(layer.stream)):
                if not isinstance(place, Count):
                    yield self._unfolded(layer, place)
                    continue
                self.counts.append(place)
                if place.off:
                    yield self._unfolded(layer, _off(place))

    def _inside(self, layer: _Layer, member: Member | RecordError) -> Iterator[UnpackedFile]:
        if isinstance(member, RecordError):
            yield self._unfolded(layer, member)
            return
        if next(self._members) > MAX_MEMBERS:
            raise LimitReached(f"it holds more than {MAX_MEMBERS:,} files, the limit")
        where = _joined(layer.where, member.where)
        inner = replace(layer, where=where, claims=(*layer.claims, *member.claims))
        found = False
        try:
            opened = self.opened(member.stream, member.name, depth=_deeper(layer.depth))
            inner = replace(opened, where=inner.where, claims=inner.claims)
            for place in self.places(inner):
                found = True
                yield place
            if not found:
                raise NotAnArticle("there is no article in it")
        except LimitReached:
            raise
        except ReadError as error:
            yield self._unfolded(inner, _flaw(error))

    def _unfolded(self, layer: _Layer, place: Record | RecordError) -> UnpackedFile:
        ordinal, where = next(self._ordinals), _joined(layer.where, place.where)
        if isinstance(place, Record):
            claims = (*place.claims, *layer.claims)
            place = replace(place, ordinal=ordinal, where=where, claims=claims)
        else:
            place = replace(place, ordinal=ordinal, where=where)
        return UnpackedFile(format=layer.format.name, place=place)


def _uncompressed(name: str | None) -> str | None:
    for ending in ENDINGS:
        if name is not None and name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def _deeper(depth: int) -> int:
    if depth == MAX_DEPTH:
        raise ReadError(f"it is packed more than {MAX_DEPTH} times, the limit", stage="open")
    return depth + 1


def _joined(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _flaw(error: ReadError) -> RecordError:
    disposition = Disposition.REJECTED if isinstance(error, NotAnArticle) else Disposition.FAILED
    return RecordError(
        ordinal=0, where=None, reason=error.message, stage=error.stage, disposition=disposition
    )


def _off(count: Count) -> RecordError:
    reason = (
        f"it says that it has {count.declared:,} articles ({count.where}), and {count.found:,} "
        "are in it"
    )
    return RecordError(ordinal=0, where=None, reason=reason)


def _guarded(places: Iterator[_T]) -> Iterator[_T]:
    """The same; what nobody foresaw costs the run the rest of one file, and is recorded."""
    try:
        yield from places
    except (ReadError, OSError):
        raise
    except Exception as error:
        raise ReadError(f"a bug in Dateline: {type(error).__name__}: {error}") from error
