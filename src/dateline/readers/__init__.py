"""Files to drafts: one module for each format, chosen by content.

A format is an object that implements `Reader` or `Container`. It has a module of its own and is
listed in `registry`. The rest of Dateline calls `unpack` to get a file's records, and `read` to
turn each record into a draft, perhaps in another process.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dateline.readers.base import Container, Reader, label
from dateline.readers.json.field_map import FieldMap, checked_field_map, with_field_map
from dateline.readers.registry import FORMATS, by_name, choose
from dateline.readers.streams.limits import HEAD_BYTES, MAX_RECORD_BYTES
from dateline.readers.unpack import UnpackedFile, UnpackedRecord, unpack
from dateline.values.draft import Draft, Record

__all__ = [
    "FORMATS",
    "HEAD_BYTES",
    "MAX_RECORD_BYTES",
    "Container",
    "FieldMap",
    "Reader",
    "UnpackedFile",
    "UnpackedRecord",
    "by_name",
    "checked_field_map",
    "choose",
    "label",
    "read",
    "unpack",
]


def read(format: str, record: Record, *, field_map: FieldMap = ()) -> Draft:
    """The draft of a record that `unpack` returned with this format's name. The claims of the
    record's containers come last. Raises what `Reader.read` raises, and KeyError for an unknown
    name."""
    draft = _reader(format, field_map).read(record)
    return replace(draft, claims=(*draft.claims, *record.claims)) if record.claims else draft


@lru_cache(maxsize=16)  # a file may have a million records
def _reader(format: str, field_map: FieldMap) -> Reader:
    reader = with_field_map(by_name(format), field_map)
    if not isinstance(reader, Reader):
        raise KeyError(format)
    return reader
