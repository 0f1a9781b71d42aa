"""The interface of every format, and helpers that most formats use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Protocol, runtime_checkable

from dateline.readers.streams.charset import decode
from dateline.readers.streams.compression import Meter
from dateline.readers.streams.limits import MAX_RECORD_BYTES, at_most, megabytes
from dateline.values.draft import Claim, Draft, Record, RecordError
from dateline.values.outcome import Count


class Format(Protocol):
    """What readers and containers have in common."""

    @property
    def name(self) -> str:
        """Short and stable: "html"."""

    @property
    def version(self) -> int:
        """Increases when the same bytes give other records or drafts."""

    @property
    def media_type(self) -> str: ...

    def score(self, head: bytes, name: str | None) -> int | None:
        """How well `head` fits this format, from 1 to 100, or None to decline."""


@runtime_checkable
class Reader(Format, Protocol):
    """A format that holds articles. Readers have no state: the same bytes give the same records and
    drafts."""

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
        """The articles in the stream, in order, with a RecordError in place of each that is lost. A
        Count follows each list whose length the file declares."""

    def read(self, record: Record) -> Draft:
        """The draft of one record. Raises ReadError if it cannot be read, and NotAnArticle if it
        was read but holds no article."""


@runtime_checkable
class ExcerptReader(Reader, Protocol):
    """A reader whose records are not what stands in the file, as those of tables and feeds."""

    def excerpts(self, stream: BinaryIO) -> Iterator[Record]:
        """What stands in the file for each record of `split`, at the same places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside another one. `name` is its own name, used when the content does not decide the
    format. `stream` can be read once, until the next member is requested. `claims` are what the
    container says about it."""

    where: str
    stream: BinaryIO
    name: str | None = None
    claims: tuple[Claim, ...] = ()


@runtime_checkable
class Container(Format, Protocol):
    """A format that holds files."""

    def members(self, stream: BinaryIO, meter: Meter) -> Iterator[Member | RecordError]:
        """The files in it, in order, with a RecordError for each that cannot be read. The meter
        counts what is decompressed. Raises ReadError if the rest of the container cannot be
        read."""


def label(format: Format) -> str:
    """The format's name and version, as a Draft carries it: "html 6"."""
    return f"{format.name} {format.version}"


@lru_cache(maxsize=2)
def head_text(head: bytes) -> str:
    """A file's first bytes as text. Every reader asks for it, so the last ones are cached."""
    return decode(head).text


def has_ending(name: str | None, *endings: str) -> bool:
    """Whether the file's name ends in one of these, in any case."""
    return name is not None and name.lower().endswith(endings)


def single_record(
    stream: BinaryIO, limit: int = MAX_RECORD_BYTES
) -> Iterator[Record | RecordError]:
    """The file as its only record, or a RecordError if it is larger than `limit` bytes."""
    data = at_most(stream, limit + 1)
    if len(data) > limit:
        reason = f"the file is larger than {megabytes(limit)}, the limit"
        yield RecordError(ordinal=0, where=None, reason=reason)
    else:
        yield Record(ordinal=0, data=data)
