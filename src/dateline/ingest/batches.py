"""The places of a file, in batches of a good size for one worker."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import BinaryIO, TypeAlias

from dateline import readers
from dateline.errors import ReadError
from dateline.ingest.time_limit import TimeIsUp, limited
from dateline.values.draft import Record, RecordError

COPY_BYTES = 1 << 20  # copied from one stream to another at once
_BATCH_RECORDS = 64
_BATCH_BYTES = 1 << 20

# How many times the limit of one record there is to find the next record, as long as nothing
# more is read from the file: a feed of 32 MiB, the limit, is parsed as a whole in 72 s.
_FINDING = 10

DonePlaces: TypeAlias = frozenset[tuple[int, str | None]]
"""Places that need not be tried: by ordinal and digest the records that gave articles, by ordinal
and None what is to be left as it is."""


def unpack(
    stream: BinaryIO, path: str, field_map: readers.FieldMap, *, record_timeout_s: float
) -> readers.UnpackedFile:
    """As `readers.unpack`, for a stream of a file. Raises ReadError, here and as the places are
    gone through, also if finding the next one takes too long."""
    seconds = record_timeout_s * _FINDING
    descriptor = stream.fileno()

    def position() -> int:
        return os.lseek(descriptor, 0, os.SEEK_CUR)

    def in_time(places: Iterator[readers.UnpackedRecord]) -> Iterator[readers.UnpackedRecord]:
        try:
            while (place := limited(lambda: next(places, None), seconds, position)) is not None:
                yield place
        except TimeIsUp as error:
            raise ReadError(f"finding the next article in it {error}") from error

    try:
        file = limited(lambda: readers.unpack(stream, path, field_map=field_map), seconds, position)
    except TimeIsUp as error:
        raise ReadError(f"finding out its format {error}", stage="open") from error
    return replace(file, records=in_time(file.records))


class RemainingPlaces:
    """The places of a file that are to be tried; counts those that are done, and skipped."""

    def __init__(self, places: Iterable[readers.UnpackedRecord], done: DonePlaces) -> None:
        self._places = places
        self._done = done
        self.skipped = 0

    def __iter__(self) -> Iterator[readers.UnpackedRecord]:
        for unpacked in self._places:
            if self._done and self._is_done(unpacked.record):
                self.skipped += 1
            else:
                yield unpacked

    def _is_done(self, place: Record | RecordError) -> bool:
        if (place.ordinal, None) in self._done:
            return True
        return isinstance(place, Record) and (
            (place.ordinal, sha256(place.data).hexdigest()) in self._done
        )


def batches(
    places: Iterable[readers.UnpackedRecord],
) -> Iterator[tuple[str, tuple[Record, ...] | RecordError]]:
    """Records of one format, as many as make a good batch, and the errors between them, in
    order, each with the name of the format."""
    format, batch, size = "", list[Record](), 0
    try:
        for unpacked in places:
            place = unpacked.record
            full = len(batch) == _BATCH_RECORDS or size >= _BATCH_BYTES
            if batch and (full or isinstance(place, RecordError) or unpacked.format != format):
                yield format, tuple(batch)
                batch, size = [], 0
            format = unpacked.format
            if isinstance(place, RecordError):
                yield format, place
            else:
                batch.append(place)
                size += len(place.data)
    except ReadError:
        if batch:
            yield format, tuple(batch)
        raise
    if batch:
        yield format, tuple(batch)
