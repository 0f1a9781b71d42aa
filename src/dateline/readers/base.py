"""What every format offers, and the limits that all of them keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Protocol, runtime_checkable

from dateline.readers.streams.charset import decode
from dateline.readers.streams.compression import Meter
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Claim, Draft, Record, RecordError
from dateline.values.outcome import Count


class Format(Protocol):
    """What a reader and a container have in common."""

    @property
    def name(self) -> str:
        """Short and stable: "html"."""

    @property
    def version(self) -> int:
        """Goes up when the records or drafts that it makes of the same bytes change."""

    @property
    def media_type(self) -> str: ...

    def score(self, head: bytes, name: str | None) -> int | None:
        """How well `head` fits this format, from 1 to 100, or None to decline."""


@runtime_checkable
class Reader(Format, Protocol):
    """A format that holds articles. Readers have no state: the same bytes give the same
    records and drafts."""

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
        """The articles in the stream, in order, the places where one is lost, and how many the
        file says that a list of them has, after that list."""

    def read(self, record: Record) -> Draft:
        """What the record says. Raises ReadError where it cannot be read and NotAnArticle
        where it was read and holds no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside another one. `name` is its own, for what content leaves open; `stream`
    can be read once, until the next member is asked for; `claims` are what its container says
    of it."""

    where: str
    stream: BinaryIO
    name: str | None = None
    claims: tuple[Claim, ...] = ()


@runtime_checkable
class Container(Format, Protocol):
    """A format that holds files."""

    def members(self, stream: BinaryIO, meter: Meter) -> Iterator[Member | RecordError]:
        """The files in it, in order, and those that cannot be had; what is unpacked is counted
        by the meter. Raises ReadError where the rest of it cannot be had."""


def label(format: Format) -> str:
    """The format's name and version, as a Draft carries it."""
    return f"{format.name} {format.version}"


@lru_cache(maxsize=2)
def head_text(head: bytes) -> str:
    """A file's first bytes as text; every reader asks for it, so it is decoded once."""
    return decode(head).text


def has_ending(name: str | None, *endings: str) -> bool:
    """Whether the file's name ends in one of these, in any case."""
    return name is not None and name.lower().endswith(endings)


def single_record(
    stream: BinaryIO, limit: int = MAX_RECORD_BYTES
) -> Iterator[Record | RecordError]:
    """The file as its one record, or a flaw where it is over the limit in bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        reason = f"the file is larger than {megabytes(limit)}, the limit"
        yield RecordError(ordinal=0, where=None, reason=reason)
    else:
        yield Record(ordinal=0, data=data)
