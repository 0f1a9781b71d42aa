"""What every format's reader offers, and the limits that all of them keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from dateline.errors import ReadError
from dateline.values.draft import Draft, Flaw, Record

HEAD_BYTES = 64 * 1024

MAX_RECORD_BYTES = 16 * 1024 * 1024
"""No article is larger. The longest page of the evaluation sets has 2 MB; what is over the limit
is a database dump or a log under a wrong name."""


class Reader(Protocol):
    """One format. Readers have no state: the same bytes give the same records and drafts."""

    @property
    def name(self) -> str:
        """Short and stable: "html"."""

    @property
    def version(self) -> int:
        """Goes up when the drafts that it makes of the same bytes change."""

    @property
    def media_type(self) -> str: ...

    def score(self, head: bytes, name: str | None) -> int | None:
        """How well `head` fits this format, from 1 to 100, or None to decline."""

    def split(self, stream: BinaryIO) -> Iterator[Record | Flaw]:
        """The articles in the stream, in order, and the places where one is lost."""

    def read(self, record: Record) -> Draft:
        """What the record says. Raises ReadError where it cannot be read and NotAnArticle
        where it was read and holds no article."""


def label(reader: Reader) -> str:
    """The reader's name and version, as a Draft carries it."""
    return f"{reader.name} {reader.version}"


def megabytes(size: int) -> str:
    """A size for a person: "16 MiB", "17.3 MiB"."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MiB"


def split_whole(stream: BinaryIO) -> Iterator[Record | Flaw]:
    """The file as its one record, or a flaw where it is over MAX_RECORD_BYTES."""
    data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        limit = megabytes(MAX_RECORD_BYTES)
        yield Flaw(ordinal=0, where=None, reason=f"the file is larger than {limit}, the limit")
    else:
        yield Record(ordinal=0, data=data)


def read_up_to(stream: BinaryIO, limit: int) -> bytes:
    """All of the stream. Raises ReadError where it is longer than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"the file is larger than {megabytes(limit)}, the limit", stage="open")
    return data
