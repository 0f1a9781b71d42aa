"""The table of contents of an index: which segments it consists of.

    index/whoosh/contents           a checksum, then the segments as JSON
    index/whoosh/NAME.segment       one segment: see `segments`

Replacing the one file `contents` commits a writing.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Mapping, Sequence
from operator import index
from typing import Any, NamedTuple

from dateline.durable import plain, replace
from dateline.search.engines.whoosh.errors import DamagedFile

_FILE = "contents"
_ENDING = ".segment"
_NAME = re.compile("[0-9a-z]{1,32}")


class Segment(NamedTuple):
    """The name of a segment, how many documents it was written with, the numbers of those that were
    deleted since, and for each field of stems the total length of its texts in words."""

    name: str
    documents: int
    deleted: frozenset[int]
    lengths: Mapping[str, int]

    @property
    def file(self) -> str:
        return self.name + _ENDING


def write(folder: str, segments: Sequence[Segment]) -> None:
    """The index consists of these segments, on disk, and files of others are gone."""
    content = json.dumps(
        [
            (name, documents, sorted(deleted), lengths)
            for name, documents, deleted, lengths in segments
        ]
    ).encode()
    replace(os.path.join(folder, _FILE), b"%08x\n" % zlib.crc32(content) + content)
    current = {segment.file for segment in segments}
    for name in os.listdir(folder):
        if name.endswith(_ENDING) and name not in current:
            os.remove(os.path.join(folder, name))


def read(folder: str) -> tuple[Segment, ...]:
    """The segments of the index. Raises DamagedFile if the file is damaged."""
    with open(os.path.join(folder, _FILE), "rb", opener=plain) as stream:
        checksum, _, content = stream.read().partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(content):
        raise DamagedFile("the table of contents is damaged")
    try:
        return tuple(map(_segment, json.loads(content)))
    except (TypeError, AttributeError, RecursionError) as error:
        raise DamagedFile("the table of contents is none") from error


def state(folder: str) -> tuple[int, int]:
    """A state that changes with each commit."""
    found = os.stat(os.path.join(folder, _FILE))  # each write replaces the file
    return found.st_ino, found.st_mtime_ns


def _segment(stored: Any) -> Segment:
    name, documents, deleted, lengths = stored
    if not _NAME.fullmatch(name):  # it becomes the name of a file
        raise DamagedFile("the name of a segment is damaged")
    return Segment(
        name,
        index(documents),
        frozenset(map(index, deleted)),
        {field: index(length) for field, length in lengths.items()},
    )
