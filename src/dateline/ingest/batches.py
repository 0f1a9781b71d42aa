"""The places of a file, in batches of a good size for one worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TypeAlias

from dateline import readers
from dateline.errors import ReadError
from dateline.values.draft import Record, RecordError

_BATCH_RECORDS = 64
BATCH_BYTES = 1 << 20

Done: TypeAlias = frozenset[tuple[int, str | None]]
"""Places that need not be tried: by ordinal and digest the records that gave articles, by ordinal
and None what is to be left as it is."""


class Rest:
    """The places of a file that are to be tried; counts those that are done and passed over."""

    def __init__(self, places: Iterable[readers.UnpackedRecord], done: Done) -> None:
        self._places = places
        self._done = done
        self.passed_over = 0

    def __iter__(self) -> Iterator[readers.UnpackedRecord]:
        for unpacked in self._places:
            if self._done and self._is_done(unpacked.record):
                self.passed_over += 1
            else:
                yield unpacked

    def _is_done(self, place: Record | RecordError) -> bool:
        if (place.ordinal, None) in self._done:
            return True
        return isinstance(place, Record) and (
            (place.ordinal, sha256(place.data).hexdigest()) in self._done
        )


def groups(
    places: Iterable[readers.UnpackedRecord],
) -> Iterator[tuple[str, tuple[Record, ...] | RecordError]]:
    """Runs of records of one format and of a good size for a batch, and the flaws between
    them, in order, each with the format's name."""
    format, group, weight = "", list[Record](), 0
    try:
        for unpacked in places:
            place = unpacked.record
            full = len(group) == _BATCH_RECORDS or weight >= BATCH_BYTES
            if group and (full or isinstance(place, RecordError) or unpacked.format != format):
                yield format, tuple(group)
                group, weight = [], 0
            format = unpacked.format
            if isinstance(place, RecordError):
                yield format, place
            else:
                group.append(place)
                weight += len(place.data)
    except ReadError:
        if group:
            yield format, tuple(group)
        raise
    if group:
        yield format, tuple(group)
